"""Marking a step: by a key or its number, with what it asks for, a picture as evidence, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.guidance.flooded_street import Beside, city, flooded
from tests.views.played_city import PlayedRoom, play, texts
from views.base.commands import CommandRefusedError


def test_the_next_step_is_marked_by_a_key_and_a_numbered_one_by_its_number(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert await room.do("mark-step") == {"action_id": "a1", "step": "call"}
        beside.panel.checklist.step_chosen.emit(1)
        await room.settle()
        assert [one["step"] for one in beside.acted()] == ["call", "call"]
        await room.do("mark-step", step="deep", answer="y", text=" Một mét ")
        assert beside.acted()[2]["answer"] == "y"
        assert beside.acted()[2]["text"] == "Một mét"

    play(qapp, city(tmp_path), story)


def test_a_picture_is_saved_as_evidence_and_where_there_is_none_one_says_what_there_is_to_see(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("mark-step", step="see")
        form = beside.guidance.marking.form()
        assert "A picture of Cầu Đá is saved with it. Note, if any:" in texts(form)
        form.send()
        await room.settle()
        assert beside.stills == ["cam"]
        assert beside.acted()[0]["picture"] == {"name": "cam.png", "sha256": "ab" * 32}
        beside.still = CommandRefusedError("no_camera")
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-step", step="see", text="")
        assert refused.value.code == "needs_picture"
        await room.do("mark-step", step="see", text="Nước ngập nửa bánh xe")
        assert "picture" not in beside.acted()[1]

    play(qapp, city(tmp_path), story)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"step": 9}, "no_step"),
        ({"step": "deep", "answer": "maybe"}, "needs_answer"),
        ({"incident": "gone"}, "unknown_incident"),
        ({"incident": "other"}, "no_checklist"),
    ],
)
def test_a_step_that_cannot_be_marked_is_refused(
    tmp_path: Path, qapp: QApplication, args: dict[str, Any], code: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-step", **args)
        assert refused.value.code == code
        assert beside.acted() == []

    play(qapp, city(tmp_path, flooded(), flooded("other", kind="chay")), story)


def test_an_answer_in_the_row_marks_its_step_unless_more_is_asked(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        beside.panel.checklist.answered.emit(3, "y")
        await room.settle()
        assert [(one["step"], one["answer"]) for one in beside.acted()] == [("deep", "y")]
        beside.panel.checklist.answered.emit(2, "")
        await room.settle()
        assert beside.guidance.marking.form().isVisible(), "a picture is asked for by the form"
        assert len(beside.acted()) == 1

    play(qapp, city(tmp_path), story)
