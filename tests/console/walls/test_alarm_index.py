"""The index of a wall's alarms: the same as judging everything again, and only what changed is judged."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from console.records.models import Incident
from console.records.wall import AlarmRule
from console.walls import alarm_index
from console.walls.alarm_index import AlarmIndex
from console.walls.alarm_slots import Alarm, alarm_of, alarms_of

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=1)
RULES = (
    AlarmRule(id="fire", kinds=("chay",), severities=(1, 2), minutes=3, order=1),
    AlarmRule(id="bad", severities=(1,), minutes=5, order=10),
)
OTHER_RULES = (AlarmRule(id="all", minutes=2),)


def _incident(key: str, at_s: float = 0.0, severity: int = 1, **more: object) -> Incident:
    created = NOON + timedelta(seconds=at_s)
    fields = {"id": key, "code": key, "title": "", "severity": severity, "created_at": created}
    return Incident.model_validate(fields | more)


def _index(*incidents: Incident) -> AlarmIndex:
    index = AlarmIndex()
    index.set_rules(RULES)
    index.put(incidents, LONG_AGO)
    return index


def _ids(index: AlarmIndex) -> set[str]:
    return {one.incident_id for one in index.alarms}


def test_a_storm_told_by_ids_comes_to_what_judging_everything_comes_to() -> None:
    chance = random.Random(5)
    known: dict[str, Incident] = {}
    index = _index()
    rules: tuple[AlarmRule, ...] = RULES
    for step in range(600):
        asked = {f"i{chance.randrange(40)}" for _ in range(chance.randrange(1, 4))}
        for key in asked:
            known.pop(key, None)
            if chance.random() < 0.8:
                kind, state = chance.choice(("chay", "ngap")), chance.choice(("new", "resolved"))
                known[key] = _incident(
                    key, step - chance.randrange(300), chance.randrange(1, 4), kind=kind, state=state
                )
        since = NOON + timedelta(seconds=step - 200)
        index.put([known[key] for key in asked if key in known], since, asked)
        if step % 50 == 49:
            rules = OTHER_RULES if rules is RULES else RULES
            index.set_rules(rules)
        kept = [one for one in known.values() if one.created_at > since]
        assert sorted(index.alarms) == sorted(alarms_of(kept, rules))


def test_only_what_changed_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    several = [_incident(f"i{number}") for number in range(20)]
    index = _index(*several)
    before, judged = index.alarms, list[str]()

    def judge(incident: Incident, rules: Iterable[AlarmRule]) -> Alarm | None:
        judged.append(incident.id)
        return alarm_of(incident, rules)

    monkeypatch.setattr(alarm_index, "alarm_of", judge)
    index.put([_incident("i3", title="another")], LONG_AGO, {"i3"})
    assert judged == ["i3"]
    assert index.alarms is before, "nothing that a place shows is another"
    index.put([several[4]], LONG_AGO, {"i4"})
    assert judged == ["i3"], "the very same record was read again"
    index.put([_incident("i5", severity=3)], LONG_AGO, {"i5"})
    assert judged == ["i3", "i5"]
    assert _ids(index) == {one.id for one in several} - {"i5"}


def test_what_was_asked_for_and_not_found_goes_and_after_a_whole_look_whatever_was_not_found() -> None:
    index = _index(_incident("a"), _incident("b"), _incident("c"))
    index.put([], LONG_AGO, {"a", "nobody"})
    assert _ids(index) == {"b", "c"}
    assert index.incident("a") is None
    index.put([_incident("c")], LONG_AGO)
    assert _ids(index) == {"c"}


def test_the_old_go_once_and_one_that_came_anew_stays() -> None:
    index = _index(_incident("old"), _incident("again"))
    index.put([_incident("again", 60)], LONG_AGO, {"again"})
    index.put([], NOON, ())
    assert _ids(index) == {"again"}, "the time at which it came first is past, and was corrected"
    index.put([_incident("old")], NOON, {"old"})
    assert _ids(index) == {"again"}
