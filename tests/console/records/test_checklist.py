"""Progress of a checklist: a fold of what was done, whoever did it and in whatever order it arrived."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.records.checklist import Checklist, Template, checklist_for, filled, lacks, offered, progress
from console.records.models import Incident, OutboxState, PendingAction
from console.verbs import actions
from contract.records.guidance import Step

BEGUN = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
LIST = Checklist.model_validate(
    {
        "id": "qt", "name": "Tai nạn", "kinds": ["tai-nan"], "steps": [
            {"id": "see", "text": "Xác minh", "minutes": 2},
            {"id": "hurt", "text": "Có người bị thương?", "minutes": 3,
             "answers": [{"id": "yes", "text": "Có", "next": ["call", "tell"]}, {"id": "no", "text": "Không"}]},
            {"id": "call", "text": "Gọi 115", "minutes": 1, "evidence": "note"},
            {"id": "tell", "text": "Báo bệnh viện"},
            {"id": "road", "text": "Thông đường", "minutes": 30, "evidence": "picture"},
        ],
    }
)  # fmt: skip


def _done(step: str, minute: float, answer: str = "", who: str = "Hà") -> dict[str, Any]:
    at = BEGUN + timedelta(minutes=minute)
    return {"checklist": "qt", "step": step, "answer": answer, "at": at, "actor_name": who}


def _incident(*steps: dict[str, Any], **fields: Any) -> Incident:
    data = {"id": "i", "code": "SC-1", "title": "Va chạm", "kind": "tai-nan", "created_at": BEGUN, "steps": steps}
    return Incident.model_validate(data | fields)


def _ids(incident: Incident) -> list[str]:
    return [state.step.id for state in progress(LIST, incident).steps]


def test_only_the_chosen_branch_is_in_play() -> None:
    assert _ids(_incident()) == ["see", "hurt", "road"]
    assert _ids(_incident(_done("hurt", 1, "yes"))) == ["see", "hurt", "call", "tell", "road"]
    assert _ids(_incident(_done("hurt", 1, "no"))) == ["see", "hurt", "road"]
    assert _ids(_incident(_done("hurt", 1, "gone"))) == ["see", "hurt", "road"], (
        "an answer that is no more chooses none"
    )


def test_the_first_one_done_wins() -> None:
    found = progress(LIST, _incident(_done("see", 1), _done("see", 2, who="An")))
    assert found.steps[0].done is not None
    assert found.steps[0].done.actor_name == "Hà"
    assert found.done_count == 1


def test_the_order_of_arrival_changes_nothing() -> None:
    steps = [_done("see", 1), _done("hurt", 2, "yes"), _done("road", 3), _done("call", 4)]
    seen = {
        tuple((state.step.id, state.done is not None) for state in progress(LIST, _incident(*order)).steps)
        for order in itertools.permutations(steps)
    }
    assert len(seen) == 1


def test_a_steps_time_begins_when_those_before_it_are_done() -> None:
    fresh = progress(LIST, _incident())
    assert fresh.next is not None
    assert fresh.next.due == BEGUN + timedelta(minutes=2)
    assert fresh.steps[1].due is None, "its turn has not come"
    later = progress(LIST, _incident(_done("see", 1.5)))
    assert later.next is not None
    assert later.next.step.id == "hurt"
    assert later.next.due == BEGUN + timedelta(minutes=4.5)
    assert not later.next.is_overdue(BEGUN + timedelta(minutes=4))
    assert later.next.is_overdue(BEGUN + timedelta(minutes=5))


def test_what_was_done_late_says_so() -> None:
    found = progress(LIST, _incident(_done("see", 5)))
    assert found.steps[0].late
    assert not progress(LIST, _incident(_done("see", 1))).steps[0].late


def test_all_done_has_no_next() -> None:
    found = progress(LIST, _incident(_done("see", 1), _done("hurt", 2, "no"), _done("road", 3)))
    assert found.next is None
    assert found.done_count == 3


@pytest.mark.parametrize(
    ("step", "answer", "text", "picture", "code"),
    [
        (1, "", "", None, "needs_answer"), (1, "maybe", "", None, "needs_answer"), (1, "no", "", None, None),
        (2, "", " ", None, "needs_note"), (2, "", "đã gọi", None, None),
        (4, "", "", None, "needs_picture"), (4, "", "", {"name": "a"}, None), (4, "", "camera mất hình", None, None),
    ],
)  # fmt: skip
def test_what_a_step_asks_for(step: int, answer: str, text: str, picture: object, code: str | None) -> None:
    assert lacks(LIST.steps[step], answer, text, picture) == code


def test_the_checklist_that_was_begun_stays() -> None:
    other = LIST.model_copy(update={"id": "qt-0", "place": -1})
    assert checklist_for([LIST, other], _incident()) is other, "the city's order decides"
    assert checklist_for([LIST, other], _incident(_done("see", 1))) is LIST, "a begun one is not exchanged"
    assert checklist_for([LIST], _incident(kind="lac")) is None


def _pending(action: actions.Action) -> PendingAction:
    return PendingAction(
        action_id="a", type=action.type, target_type="incident", target_id="i", actor_name="Hà",
        payload=action.payload, occurred_at=BEGUN, state=OutboxState.WAITING,
    )  # fmt: skip


def test_a_step_that_waits_is_shown_as_done_and_as_waiting() -> None:
    step = LIST.steps[1]
    action = actions.step(_incident(), "qt", step, step.answers[0], "đau chân", picture=None)
    shown = actions.overlay(_incident(), [_pending(action)])
    found = progress(LIST, shown)
    assert [state.step.id for state in found.steps] == ["see", "hurt", "call", "tell", "road"]
    assert found.steps[1].done is not None
    assert found.steps[1].done.pending
    assert shown.history[-1].text == "Có người bị thương?: Có — đau chân"


def test_a_step_of_ours_that_came_second_does_not_count_twice() -> None:
    action = actions.step(_incident(), "qt", LIST.steps[0], None, "", picture=None)
    shown = actions.overlay(_incident(_done("see", 1, who="An")), [_pending(action)])
    done = progress(LIST, shown).steps[0].done
    assert done is not None
    assert (done.actor_name, done.pending) == ("An", False)


def test_templates_are_filled_with_plain_text() -> None:
    values = {"code": "SC-1", "place": "{title} <b>Chợ</b>"}
    assert filled("{code} tại {place}: {unknown}", values) == "SC-1 tại {title} <b>Chợ</b>: …"
    assert filled("{code.__class__}", values) == "{code.__class__}"


def test_templates_are_offered_for_their_use_and_channel() -> None:
    rows = [
        Template(id="b", name="B", use="note", text="b", place=2), Template(id="a", name="A", use="note", text="a"),
        Template(id="c", name="C", use="note", text="c", channels=("security",)),
        Template(id="d", name="D", use="reply", text="d"),
    ]  # fmt: skip
    assert [one.id for one in offered(rows, "note", _incident(channel="emergency"))] == ["a", "b"]


def test_a_newer_citys_fields_are_passed_over() -> None:
    step = Step.model_validate({"id": "x", "text": "y", "owner": "robot", "colour": "red"})
    assert (step.owner, step.evidence) == ("robot", None)
