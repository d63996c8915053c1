"""What the console says beforehand of a life cycle: why a verb is off, what comes next, and that it invents nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.incidents.life_cycle import LifeCycles
from console.records.models import Actor, Incident, OutboxState, PendingAction
from console.verbs import actions
from console.verbs.life_cycle import LifeCycle, next_step, of, stage_now, verbs_here
from contract.records.incident import IncidentState

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
AN = Actor(id="an.nguyen", name="Nguyễn Hữu An", role="duty_officer")
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def cycles() -> tuple[LifeCycle, ...]:
    """As the sample city's backend sends them."""
    records = LifeCycles(load(DEFAULT_CITY)).records()
    return tuple(LifeCycle.model_validate({**data, "id": key}) for _kind, key, data in records)


def report(stage: str = "cho-tiep-nhan", **more: Any) -> Incident:
    return Incident(
        id="i", version=3, code="PA-1", title="Ổ gà", channel="field_report", created_at=NOW, stage=stage,
        life_cycle="phan-anh", **more,
    )  # fmt: skip


def off(verb: str, incident: Incident, actor: Actor, cycles: tuple[LifeCycle, ...], online: bool = True) -> str | None:
    return actions.allowed(verb, incident, actor, of(incident, cycles), online=online)


def pending(*rows: actions.Action) -> Iterator[PendingAction]:
    for number, action in enumerate(rows):
        yield PendingAction(
            action_id=str(number), type=action.type, target_type="incident", target_id="i", actor_name="Lê Thu Hà",
            payload=action.payload, occurred_at=NOW, state=OutboxState.WAITING,
        )  # fmt: skip


def test_every_channel_of_the_city_has_its_life_cycle(cycles: tuple[LifeCycle, ...]) -> None:
    for channel in ("field_report", "sensor", "camera", "emergency", "security"):
        incident = Incident(id="i", code="", title="", channel=channel, created_at=NOW)
        assert of(incident, cycles) is not None, channel
    assert of(report(), ()) is None


@pytest.mark.parametrize(
    ("verb", "stage", "actor", "reason"),
    [
        ("verify", "da-tiep-nhan", HA, None),
        ("verify", "cho-tiep-nhan", HA, "not_at_this_stage"),
        ("forward", "da-tiep-nhan", HA, "not_at_this_stage"),
        ("forward", "da-phan-loai", HA, None),
        ("resume", "cho-bo-sung", HA, None),
        ("verify", "cho-bo-sung", HA, "clock_paused"),
        ("refuse", "da-tiep-nhan", HA, "officer_only"),
        ("refuse", "da-tiep-nhan", AN, None),
        ("refuse", "dang-xu-ly", AN, "not_at_this_stage"),
        ("extend_deadline", "dang-xu-ly", HA, "officer_only"),
        ("extend_deadline", "da-dong", AN, "closed"),
        ("close", "dang-xu-ly", AN, "not_resolved"),
        ("close", "da-xu-ly", AN, "reply_first"),
        ("pause", "da-xu-ly", HA, "already_resolved"),
        ("reopen", "dang-xu-ly", HA, "still_open"),
        ("reopen", "da-dong", HA, None),
    ],
)
def test_a_button_says_beforehand_why_it_is_off(
    verb: str, stage: str, actor: Actor, reason: str | None, cycles: tuple[LifeCycle, ...]
) -> None:
    assert off(verb, report(stage), actor, cycles) == reason


def test_what_needs_the_server_says_so_while_it_is_away(cycles: tuple[LifeCycle, ...]) -> None:
    answered = report("da-xu-ly", replied_at=NOW)
    assert off("close", answered, AN, cycles) is None
    assert off("close", answered, AN, cycles, online=False) == "offline"
    assert off("refuse", report("da-tiep-nhan"), AN, cycles, online=False) == "offline"
    assert off("extend_deadline", report("dang-xu-ly"), AN, cycles, online=False) == "offline"
    assert off("reopen", report("da-dong"), HA, cycles, online=False) is None, "it waits like any other"
    wall = Actor(id="w", name="", role="wall")
    assert off("verify", report("da-tiep-nhan"), wall, cycles) == "forbidden"


def test_offline_the_steps_follow_one_another_and_no_deadline_is_invented(cycles: tuple[LifeCycle, ...]) -> None:
    cycle = of(report(), cycles)
    done = [
        actions.acknowledge(report()),
        actions.go("verify", report()),
        actions.go("classify", report(), kind="o-ga", level="khan"),
        actions.go("forward", report(), agency="Sở Xây dựng"),
    ]
    due = NOW.replace(day=23)
    expected = ["cho-tiep-nhan", "da-tiep-nhan", "da-xac-minh", "da-phan-loai", "da-chuyen"]
    following = ["acknowledge", "verify", "classify", "forward", "start"]
    for number in range(len(done) + 1):
        shown = actions.overlay(report(deadline=due, deadline_kind="acknowledge"), pending(*done[:number]))
        stage = stage_now(shown, cycle) if cycle else None
        assert stage is not None
        assert stage.id == expected[number]
        assert next_step(shown, cycle) == following[number]
        assert (shown.deadline, shown.deadline_kind) == (due, "acknowledge"), "the server alone computes it"
    assert shown.agency == "Sở Xây dựng"
    assert off("classify", shown, HA, cycles) == "not_at_this_stage", "it is said, and waits to be sent"


def test_stopping_the_clock_leads_back_to_where_it_was_stopped(cycles: tuple[LifeCycle, ...]) -> None:
    cycle = of(report(), cycles)
    assert cycle is not None
    stopped = report("da-xac-minh", pending=("pause",))
    assert stage_now(stopped, cycle) == cycle.stage("cho-bo-sung")
    assert next_step(stopped, cycle) == "resume"
    assert stage_now(report("da-xac-minh", pending=("pause", "resume")), cycle) == cycle.stage("da-xac-minh")
    assert stage_now(report("cho-bo-sung", stage_before="da-chuyen", pending=("resume",)), cycle) == cycle.stage(
        "da-chuyen"
    )


def test_the_way_ends_with_an_answer_and_a_closing(cycles: tuple[LifeCycle, ...]) -> None:
    cycle = of(report(), cycles)
    assert next_step(report("dang-xu-ly"), cycle) == "resolve"
    assert next_step(report("da-xu-ly"), cycle) == "reply"
    assert next_step(report("da-xu-ly", replied_at=NOW), cycle) == "close"
    assert next_step(report("da-dong"), cycle) is None
    assert next_step(report("mot-buoc-moi"), cycle) is None, "a newer city's stage"
    assert "refuse" in verbs_here(report("da-tiep-nhan"), cycle)
    assert "close" not in verbs_here(report("da-tiep-nhan"), cycle)


def test_what_lived_before_the_life_cycles_is_at_the_usual_stage_of_its_station(cycles: tuple[LifeCycle, ...]) -> None:
    old = Incident(id="i", code="", title="", channel="field_report", created_at=NOW, state=IncidentState.IN_PROGRESS)
    cycle = of(old, cycles)
    assert cycle is not None
    assert stage_now(old, cycle) == cycle.stage("dang-xu-ly")
    assert off("pause", old, HA, cycles) is None
    assert off("verify", old, HA, cycles) == "not_at_this_stage"


def test_without_a_life_cycle_the_contract_holds() -> None:
    plain = Incident(id="i", code="", title="", created_at=NOW, state=IncidentState.RESOLVED)
    assert actions.allowed("close", plain, AN) is None
    assert actions.allowed("close", plain, HA) == "officer_only"
    assert actions.allowed("verify", plain, HA) == "not_in_life_cycle"
    assert actions.allowed("reopen", plain, HA) is None
    assert actions.allowed("reopen", plain.model_copy(update={"state": IncidentState.NEW}), HA) == "still_open"


def test_a_refused_forward_is_said_again_to_whoever_has_it_now() -> None:
    action = actions.go("forward", report(), agency="Sở Xây dựng")
    again = actions.again(action, report(assignee_version=4))
    assert again.payload == {"agency": "Sở Xây dựng", "assignee_version": 4}
