"""What an agency says of what it was given: in order, of one forwarding, by its own people; a refusal gives it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.incidents.agency import newest
from backend.people.roles import Limits
from tests.backend.incident_alone import fold

GIVEN: Mapping[str, Any] = {
    "code": "SC-1",
    "title": "Cây đổ",
    "severity": 2,
    "state": "in_progress",
    "channel": "field_report",
    "assignee_id": "agency:Sở Xây dựng",
    "assignee_name": "Sở Xây dựng",
    "agency": "Sở Xây dựng",
    "assignee_version": 1,
    "created_at": "2026-11-21T03:00:00.000Z",
}
AT = "2026-11-21T03:10:00.000Z"
ACT = Act(
    "a1", "agency_step", 1, {}, "agency", "Trần Văn Bình", "agency", AT, AT,
    limits=Limits(agencies=frozenset({"Sở Xây dựng"})),
)  # fmt: skip


def _said(incident: Mapping[str, Any], step: str, text: str = "", **changed: Any) -> Any:
    payload = {"step": step, "text": text}
    return fold(dict(incident), replace(ACT, action_id=f"{step} {text}", payload=payload, **changed))


def _after(*steps: str) -> dict[str, Any]:
    incident = dict(GIVEN)
    for step in steps:
        outcome = _said(incident, step)
        assert (outcome.result, outcome.problem) == ("applied", None)
        incident = outcome.data
    return incident


def test_it_accepts_comes_and_is_there_and_the_newest_is_what_stands() -> None:
    incident = _after("accept", "under_way", "on_the_spot")
    (step,) = incident["agency_steps"]
    assert (step["step"], step["actor_name"], step["at"]) == ("on_the_spot", "Trần Văn Bình", AT)
    assert [line["text"] for line in incident["history"]] == [
        "Cơ quan đã tiếp nhận", "Lực lượng đang tới", "Lực lượng đã tới nơi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "step"),
    [((), "under_way"), ((), "on_the_spot"), (("accept", "under_way"), "accept"), (("accept", "under_way"), "refuse")],
)
def test_no_step_is_jumped_over_or_gone_back(before: tuple[str, ...], step: str) -> None:
    outcome = _said(_after(*before), step, "vì sao")
    assert (outcome.result, outcome.problem["code"]) == ("rejected", "wrong-step")


def test_the_same_step_of_two_people_of_one_agency_is_one() -> None:
    outcome = _said(_after("accept"), "accept")
    assert outcome.result == "superseded"
    assert len(outcome.data["agency_steps"]) == 1


def test_a_refusal_gives_it_back_to_the_room_with_its_reason() -> None:
    outcome = _said(GIVEN, "refuse", "Không thuộc địa bàn")
    data = outcome.data
    assert (data["assignee_id"], data["assignee_name"], data["agency"]) == (None, None, "")
    assert data["assignee_version"] == 2, "whoever meant to forward it while the agency had it sees that it changed"
    assert data["history"][-1]["text"] == "Cơ quan từ chối: Không thuộc địa bàn"
    assert data["agency_steps"][-1]["text"] == "Không thuộc địa bàn"


@pytest.mark.parametrize("step", ["refuse", "ask"])
def test_a_refusal_and_a_question_need_words(step: str) -> None:
    outcome = _said(GIVEN, step, "  ")
    assert (outcome.result, outcome.problem["code"]) == ("rejected", "bad-payload")


def test_a_question_stands_beside_how_far_it_is() -> None:
    outcome = _said(_after("accept"), "ask", "Nhà số mấy?")
    assert newest(outcome.data)["step"] == "accept"
    assert newest(outcome.data, asked=True)["text"] == "Nhà số mấy?"


def test_what_was_said_before_it_was_forwarded_anew_holds_no_more() -> None:
    again = {**_after("accept"), "assignee_version": 3}
    assert newest(again) == {}
    assert _said(again, "accept").result == "applied"


@pytest.mark.parametrize(
    "incident",
    [
        {**GIVEN, "assignee_id": "ha.le", "assignee_name": "Lê Thu Hà"},
        {**GIVEN, "assignee_id": "agency:Sở Tài chính", "assignee_name": "Sở Tài chính"},
    ],
)
def test_nobody_says_it_of_what_is_not_with_them(incident: Mapping[str, Any]) -> None:
    outcome = _said(incident, "accept")
    assert (outcome.result, outcome.problem["code"]) == ("rejected", "not-forwarded")


def test_another_agency_does_not_reach_it() -> None:
    other = Limits(agencies=frozenset({"Sở Tài chính"}))
    outcome = _said(GIVEN, "accept", limits=other)
    assert (outcome.result, outcome.problem["code"]) == ("rejected", "forbidden")


def test_nothing_is_said_of_what_is_closed() -> None:
    assert _said({**GIVEN, "state": "closed"}, "accept").problem["code"] == "incident-closed"
