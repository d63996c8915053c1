"""Plans as the desk lays them over the server's word: the same in the end, and nothing told twice."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from console.analysis.measures import happened_in, operator_load
from console.plans import actions as plan_actions
from console.records.models import Actor, Incident, OutboxState, PendingAction
from console.records.plan import MAIN, Activation, Plan, counted, drill_running, report_due, running
from console.verbs.actions import Action
from tests.backend.plan_room import FIRE, FLOOD, NOON, Room

BEGUN = datetime.fromisoformat(NOON)
OFFICER = Actor(id="an.nguyen", name="Nguyễn Hữu An", role="duty_officer")
OPERATOR = Actor(id="ha.le", name="Lê Thu Hà", role="operator")


class Desk:
    """One desk's unsettled actions beside a room that hears of each at once."""

    def __init__(self) -> None:
        self.room = Room()
        self.saved: list[PendingAction] = []
        self.before = self.plans()

    def plan(self, key: str = FLOOD) -> Plan:
        return Plan.model_validate({**self.room.records["plan", key], "id": key, "version": 1})

    def plans(self) -> dict[str, Plan]:
        return {key: self.plan(key) for key in (FLOOD, FIRE)}

    def ours(self) -> list[Activation]:
        """What the desk shows while it has heard of nothing."""
        return plan_actions.overlay([], self.before, self.saved)

    def theirs(self) -> list[Activation]:
        """What the server has."""
        found = [
            Activation.model_validate({**data, "id": key, "version": 1})
            for (kind, key), data in self.room.records.items()
            if kind == "activation"
        ]
        return sorted(found, key=lambda one: (one.activated_at, one.id), reverse=True)

    def say(self, action: Action) -> str:
        """Save it here, and let the room hear of it at once; the room's answer."""
        done = self.room.do(action.type, action.target_id, **action.payload)
        number = self.room.count
        self.saved.append(
            PendingAction(
                action_id=f"{number:08d}-0000-7000-8000-000000000000", type=action.type, target_type="plan",
                target_id=action.target_id, actor_name=OFFICER.name, actor_id=OFFICER.id, payload=action.payload,
                occurred_at=BEGUN + timedelta(minutes=self.room.minute), state=OutboxState.WAITING,
            )
        )  # fmt: skip
        return done.result


def _any(desk: Desk, one: Activation, chance: random.Random) -> Action:
    """Something that an officer might do now."""
    plan = desk.plan(one.plan_id)
    level = chance.choice([level.level for level in plan.scale.levels])
    left = [state.step for state in one.progress(plan).steps if state.done is None]
    deeds = [
        lambda: plan_actions.change_level(plan, one, level, "Diễn biến mới"),
        lambda: plan_actions.write(plan, one, f"Dòng {chance.random()}"),
        lambda: plan_actions.report(plan, one, "Báo cáo"),
        lambda: plan_actions.ask(plan, one, "Sẵn sàng?"),
        lambda: plan_actions.activate(plan, level, "Lần nữa"),
    ]
    if left:
        answer = left[0].answers[0] if left[0].answers else None
        deeds.append(lambda: plan_actions.step(plan, one, MAIN, left[0], answer=answer, text="Xong"))
    if one.poll is not None:
        agency = chance.choice(plan.agencies).id
        deeds.append(lambda: plan_actions.answer(plan, one, agency, go=chance.random() < 0.5))
    return chance.choice(deeds)()


def _in_short(one: Activation) -> dict[str, Any]:
    return {
        "level": one.level, "ended": one.ended_at, "due": one.next_report_at, "reports": [r.text for r in one.reports],
        "steps": [(step.checklist, step.step, step.answer) for step in one.steps],
        "polls": [(poll.question, [(said.agency, said.go) for said in poll.answers]) for poll in one.polls],
        "log": [(line.event, line.action_id) for line in one.log if not line.event.startswith("wall_")],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_what_is_seen_offline_is_what_the_server_makes_of_it(seed: int) -> None:
    chance = random.Random(seed)
    desk = Desk()
    desk.say(plan_actions.activate(desk.plan(), 2, "Mưa lớn", drill=seed % 3 == 0))
    for _number in range(chance.randint(1, 15)):
        one = next(one for one in desk.ours() if one.drill == (seed % 3 == 0))
        if _refused_alike(desk, action := _any(desk, one, chance)):
            continue
        desk.say(action)
    if chance.random() < 0.5:
        one = desk.ours()[-1]
        desk.say(plan_actions.stand_down(desk.plan(), one, "Xong"))
    ours, theirs = desk.ours(), desk.theirs()
    assert [_in_short(one) for one in ours] == [_in_short(one) for one in theirs]
    both = plan_actions.overlay(theirs, desk.plans(), desk.saved)
    assert both == theirs, "once the server has them, nothing is told twice"


def _refused_alike(desk: Desk, action: Action) -> bool:
    """A level that is in force already changes nothing; the desk does not offer it."""
    return action.type == "plan_level" and action.payload["level"] == action.payload["base_level"]


def test_who_may_do_what_is_said_beforehand_and_offline_is_no_reason() -> None:
    desk = Desk()
    desk.say(plan_actions.activate(desk.plan(), 2, "Mưa lớn"))
    one = desk.ours()[0]
    assert plan_actions.allowed("plan_activate", OFFICER) is None
    assert plan_actions.allowed("plan_activate", OPERATOR) == "officer_only"
    assert plan_actions.allowed("plan_step", OPERATOR, one) is None
    assert plan_actions.allowed("plan_step", None, one) == "sign_in_first"
    assert plan_actions.allowed("plan_level", OFFICER) == "no_activation"
    assert plan_actions.allowed("plan_inject", OFFICER, one) == "not_a_drill"
    desk.say(plan_actions.stand_down(desk.plan(), one, "Xong"))
    over = desk.ours()[0]
    assert plan_actions.allowed("plan_stand_down", OFFICER, over) == "plan_ended"
    assert plan_actions.allowed("plan_log", OPERATOR, over) is None, "a line is always taken"


def test_a_refused_activation_is_not_shown_as_running() -> None:
    desk = Desk()
    desk.say(plan_actions.activate(desk.plan(), 2, "Mưa lớn"))
    desk.saved = [one.model_copy(update={"state": OutboxState.NEEDS_ATTENTION}) for one in desk.saved]
    assert desk.ours() == []


def test_countdown_poll_and_what_comes_first() -> None:
    desk = Desk()
    desk.say(plan_actions.activate(desk.plan(), 5, "Lũ lớn"))
    desk.say(plan_actions.activate(desk.plan(FIRE), 1, "Thử", drill=True))
    flood, fire = running(desk.ours())
    assert (flood.drill, fire.drill) == (False, True), "what is real comes first"
    assert drill_running([flood, fire])
    assert not drill_running([flood])
    at = flood.activated_at
    assert report_due(flood, at + timedelta(minutes=10)).state == "normal"
    assert report_due(flood, at + timedelta(minutes=26)).state == "soon"
    late = report_due(flood, at + timedelta(minutes=33))
    assert (late.state, late.span) == ("late", timedelta(minutes=3))
    desk.say(plan_actions.ask(desk.plan(), flood, "Sẵn sàng?"))
    flood = running(desk.ours())[0]
    desk.say(plan_actions.answer(desk.plan(), flood, "pccc", go=False))
    desk.say(plan_actions.answer(desk.plan(), flood, "pccc", go=True))
    poll = running(desk.ours())[0].poll
    assert poll is not None
    count = counted(poll, desk.plan().agencies)
    assert (count.go, count.no_go, count.silent) == (1, 0, len(desk.plan().agencies) - 1)


def test_no_figure_counts_a_drill() -> None:
    line = {"at": BEGUN, "verb": "note", "actor_name": "Hà"}
    base = {"id": "i", "code": "SC", "title": "Cháy", "created_at": BEGUN, "history": [line]}
    real, drill = Incident.model_validate(base), Incident.model_validate({**base, "id": "d", "drill": True})
    begin, end = BEGUN - timedelta(hours=1), BEGUN + timedelta(hours=1)
    assert happened_in([real, drill], begin, end) == [real]
    assert sum(operator_load([real, drill], begin, end).values()) == 1
