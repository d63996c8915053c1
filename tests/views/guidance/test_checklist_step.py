"""Which step of a checklist is meant: by its id, by its number, or the next one."""

from __future__ import annotations

import pytest

from console.records.checklist import Checklist, Progress, progress_of
from console.records.models import StepDone
from contract.records.guidance import Step
from tests.views.played_session import NOW
from views.base.commands import CommandRefusedError
from views.guidance.checklist_step import wanted_step

LIST = Checklist(id="l", name="Lũ", steps=(Step(id="call", text="Gọi"), Step(id="go", text="Đi")))


def _with(*done: str) -> Progress:
    steps = [StepDone(checklist="l", step=one, at=NOW, actor_name="Trần Gia Bảo") for one in done]
    return progress_of(LIST, steps, NOW)


@pytest.mark.parametrize(("which", "step"), [(None, "go"), (2, "go"), ("go", "go")])
def test_a_step_is_named_numbered_or_simply_the_next(which: int | str | None, step: str) -> None:
    assert wanted_step(_with("call"), which).step.id == step


@pytest.mark.parametrize(
    ("done", "which", "code"),
    [
        (("call", "go"), None, "checklist_done"),
        ((), 3, "no_step"),
        ((), "fly", "no_step"),
        (("call",), 1, "step_done"),
        (("call",), "call", "step_done"),
    ],
)
def test_what_is_not_there_or_done_already_is_refused(done: tuple[str, ...], which: int | str, code: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        wanted_step(_with(*done), which)
    assert refused.value.code == code
    if code == "step_done":
        assert refused.value.params == {"name": "Trần Gia Bảo"}, "one is told by whom"
