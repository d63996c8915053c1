"""Reserved slots in storms of alarms: movement within the budget, the worst shown, all nodes alike, idle after."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.places.near import Thing
from console.records.models import Incident
from console.records.wall import AlarmRule
from console.walls.alarm_slots import BUDGET, DWELL_S, WINDOW_S, Alarm, Slots, alarms_of, cameras_for, plan, rule_for

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
PLACES = ("a/0.0", "a/0.1", "b/0.0", "b/1.0")
RULES = (
    AlarmRule(id="fire", kinds=("chay",), severities=(1, 2), cameras="nearest", minutes=3, order=1),
    AlarmRule(id="bad", severities=(1,), minutes=5, order=10),
    AlarmRule(id="river", wards=("Phường Rạch Lá",), cameras=("cam-06",), indicators=("cs-11",), minutes=2, order=20),
)


def _incident(number: int, at_s: float, severity: int = 1, **more: object) -> Incident:
    created = NOON + timedelta(seconds=at_s)
    fields = {"id": f"i{number:04}", "code": f"SC-{number}", "title": "", "severity": severity, "created_at": created}
    return Incident.model_validate(fields | more)


def _ids(shown: dict[str, Alarm | None]) -> list[str | None]:
    return [one.incident_id if one else None for one in shown.values()]


class Watch:
    """Steps a node's slots second by second and counts what moves."""

    def __init__(self, places: Sequence[str] = PLACES) -> None:
        self.slots, self.places = Slots(), places
        self.shown: dict[str, Alarm | None] = dict.fromkeys(places)
        self.changes: list[tuple[float, str]] = []
        self.slots.step([], places, NOON - timedelta(hours=1))

    def step(self, incidents: Sequence[Incident], at_s: float) -> list[str | None]:
        shown = self.slots.step(alarms_of(incidents, RULES), self.places, NOON + timedelta(seconds=at_s))
        assert tuple(shown) == tuple(self.places), "nothing but what is reserved"
        moved = [place for place in shown if _ids({"": shown[place]}) != _ids({"": self.shown[place]})]
        self.changes += [(at_s, place) for place in moved]
        self.shown = shown
        return _ids(shown)

    def check(self) -> None:
        """The budget in every minute, the dwell of everything that came."""
        for at_s, _place in self.changes:
            assert sum(at_s <= other < at_s + WINDOW_S for other, _ in self.changes) <= BUDGET
        for place in self.places:
            times = [at_s for at_s, where in self.changes if where == place]
            # What goes to idle may be followed at once; two changes apart is always a whole dwell.
            assert all(third - first >= DWELL_S for first, third in zip(times, times[2:], strict=False))


def test_one_alarm_comes_at_once_and_goes_with_its_incident() -> None:
    watch = Watch()
    one = _incident(1, 0)
    assert watch.step([one], 0.5) == [None] * 4, "all nodes shall have heard of it"
    assert watch.step([one], 1.5) == ["i0001", None, None, None]
    ended = one.model_copy(update={"state": "resolved", "resolved_at": NOON + timedelta(seconds=5)})
    assert watch.step([ended], 10) == ["i0001", None, None, None], "it stays long enough to be read"
    assert watch.step([ended], 20) == [None] * 4
    watch.check()


def test_it_gives_the_place_back_after_the_minutes_of_its_rule() -> None:
    watch = Watch()
    one = _incident(1, 0)
    watch.step([one], 2)
    assert watch.step([one], 299)[0] == "i0001"
    assert watch.step([one], 303)[0] is None


def test_something_worse_takes_the_place_of_the_least_bad_one() -> None:
    watch = Watch()
    river = {"ward": "Phường Rạch Lá"}
    lesser = [_incident(number, 0, severity, **river) for number, severity in enumerate((3, 4, 2, 3))]
    watch.step(lesser, 2)
    assert watch.step([*lesser, _incident(9, 20)], 22).count("i0009") == 1
    assert "i0001" not in _ids(watch.shown), "severity 4 went"
    assert watch.step([*lesser, _incident(9, 20), _incident(10, 21, 4, **river)], 40).count("i0010") == 0
    watch.check()


def test_old_alarms_that_come_late_do_not_storm_the_wall() -> None:
    watch = Watch()
    assert watch.step([_incident(number, -3600) for number in range(50)], 0) == [None] * 4


def test_a_storm_of_300_shows_the_worst_within_the_budget_and_returns() -> None:
    chance = random.Random(6)
    storm = [
        _incident(number, chance.uniform(0, 60), chance.choice((1, 2, 2, 3, 3, 4)), ward="Phường Rạch Lá")
        for number in range(300)
    ]
    watch = Watch()
    for second in range(1, 240):
        watch.step([one for one in storm if one.created_at <= NOON + timedelta(seconds=second)], second)
        if second == 90:
            assert all(one is not None and one.severity == 1 for one in watch.shown.values())
    for second in range(240, 900):
        shown = watch.step(storm, second)
    assert shown == [None] * 4
    watch.check()


def test_a_plan_of_thousands_shows_the_worst() -> None:
    storm = [_incident(number, number / 2, number % 4 + 1, ward="Phường Rạch Lá") for number in range(3000)]
    alarms = alarms_of(storm, RULES)
    shown = plan(alarms, PLACES, NOON.timestamp() + 1500)
    assert {one.severity for one in shown.values() if one} == {1}
    assert None not in shown.values()


def test_rules_choose_by_kind_severity_and_ward_and_by_order() -> None:
    fire = _incident(1, 0, 2, kind="chay", ward="Phường Rạch Lá", lat=9.62, lon=106.48, camera_ids=("x",))
    rule = rule_for(fire, RULES)
    assert rule is not None
    assert rule.id == "fire"
    things = [Thing("camera", "far", "", 9.7, 106.5), Thing("camera", "near", "", 9.6201, 106.4801)]
    assert cameras_for(fire, rule, things) == ("near",)
    assert cameras_for(fire, RULES[1], things) == ("x",)
    assert cameras_for(fire.model_copy(update={"camera_ids": ()}), RULES[1], things) == ("near",)
    assert cameras_for(fire, RULES[2], things) == ("cam-06",)
    assert rule_for(_incident(2, 0, 3), RULES) is None
    joined, shelved = _incident(3, 0, joined_into="i0001"), _incident(4, 0, shelved_by="ha.le")
    assert alarms_of([joined, shelved], RULES) == []


STORM = st.lists(
    st.tuples(st.floats(0, 400), st.integers(1, 4), st.none() | st.floats(1, 300), st.floats(0, 40) | st.just(0.0)),
    max_size=40,
)


def _records(storm: list[tuple[float, int, float | None, float]], at_s: float) -> list[Incident]:
    """What a node has in its cache at `at_s`: each record comes late by its own delay, its end as well."""
    known = []
    for number, (came_s, severity, lasts_s, late_s) in enumerate(storm):
        if came_s + late_s > at_s:
            continue
        over = lasts_s is not None and came_s + lasts_s + late_s <= at_s
        end = {"state": "closed", "updated_at": NOON + timedelta(seconds=came_s + (lasts_s or 0))} if over else {}
        known.append(_incident(number, came_s, severity, ward="Phường Rạch Lá", **end))
    return known


@settings(deadline=None, max_examples=30)
@given(storm=STORM, places=st.integers(1, 9), pace=st.floats(0.7, 9))
def test_whatever_comes_the_budget_and_the_dwell_hold_and_all_returns(
    storm: list[tuple[float, int, float | None, float]], places: int, pace: float
) -> None:
    watch = Watch(tuple(f"s/{number}" for number in range(places)))
    at_s = 0.0
    while at_s < 1010:
        watch.step(_records(storm, at_s), at_s)
        at_s += pace
    watch.check()
    for more in range(0, 120, 5):
        shown = watch.step(_records(storm, at_s + more), at_s + more)
    assert not any(shown), "all return"


@settings(deadline=None, max_examples=30)
@given(storm=STORM, looks=st.floats(450, 700), started=st.floats(0, 440), order=st.randoms())
def test_all_nodes_show_the_same_soon_after_they_know_the_same(
    storm: list[tuple[float, int, float | None, float]], looks: float, started: float, order: random.Random
) -> None:
    first, second = Watch(), Slots()
    for at_s in [float(one) for one in range(0, int(looks), 4)] + [looks]:
        first.step(_records(storm, at_s), at_s)
        if at_s >= started:
            shuffled = _records(storm, at_s)
            order.shuffle(shuffled)
            second.step(alarms_of(shuffled, RULES), PLACES, NOON + timedelta(seconds=at_s))
    records = _records(storm, 10_000)
    end = NOON + timedelta(seconds=looks)
    here = [_ids(first.slots.step(alarms_of(records, RULES), PLACES, end + timedelta(seconds=s))) for s in range(90)]
    there = [_ids(second.step(alarms_of(records, RULES), PLACES, end + timedelta(seconds=s))) for s in range(90)]
    settled = [_ids(plan(alarms_of(records, RULES), PLACES, (end + timedelta(seconds=s)).timestamp())) for s in (0, 89)]
    if settled[0] == settled[1]:
        assert here[-1] == there[-1] == settled[1]
    assert all(len([one for one in shown if one]) == len({one for one in shown if one}) for shown in (here[-1],))


@settings(deadline=None, max_examples=60)
@given(storm=STORM, looks=st.floats(100, 500))
def test_nobody_waits_while_something_less_bad_has_stood_its_time(
    storm: list[tuple[float, int, float | None, float]], looks: float
) -> None:
    alarms = alarms_of(_records([(*one[:2], None, 0.0) for one in storm], looks - 100), RULES)
    at = NOON.timestamp() + looks
    shown = [one for one in plan(alarms, PLACES, at).values() if one is not None]
    waiting = [one for one in alarms if one not in shown and one.past > at]
    assert len({one.incident_id for one in shown}) == len(shown)
    # All of them have known each other for longer than a minute of budget.
    if waiting and all(one.at < at - WINDOW_S - DWELL_S for one in alarms):
        assert len(shown) == len(PLACES)
        assert min(one.severity for one in waiting) >= max(one.severity for one in shown)
