"""The index of open incidents: fed by ids in any order it knows what reading everything anew would tell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.records.models import Incident
from console.walls.open_incidents import OpenIncidents
from contract.records.incident import IncidentState, Severity

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
KEYS, CAMERAS = ("a", "b", "c", "d"), ("k1", "k2", "k3")


def _incident(key: str, severity: int = 1, cameras: tuple[str, ...] = ("k1",), state: str = "new") -> Incident:
    return Incident(
        id=key, code=key, title=key, severity=severity, camera_ids=cameras, state=IncidentState(state), created_at=NOON
    )


def test_a_camera_is_in_alarm_as_long_as_one_critical_incident_is_about_it() -> None:
    index = OpenIncidents()
    assert index.put([_incident("a"), _incident("b", cameras=("k1", "k2"))]) == {"k1", "k2"}
    assert index.put([_incident("a", state="closed")], {"a"}) == frozenset(), "the other is still about it"
    assert index.is_alarmed("k1")
    assert index.put([_incident("b", severity=2, cameras=("k1", "k2"))], {"b"}) == {"k1", "k2"}
    assert index.alarmed() == frozenset()
    assert set(index.known) == {"b"}
    assert index.critical() == []


@pytest.mark.parametrize("severity", [one for one in Severity if one != Severity.CRITICAL])
def test_what_is_less_than_critical_alarms_no_camera(severity: int) -> None:
    index = OpenIncidents()
    assert index.put([_incident("a", severity=severity)]) == frozenset()
    assert not index.is_alarmed("k1")


def test_an_incident_that_moves_takes_its_alarm_along() -> None:
    index = OpenIncidents()
    index.put([_incident("a", cameras=("k1", "k2"))])
    assert index.put([_incident("a", cameras=("k2", "k3"))], {"a"}) == {"k1", "k3"}
    assert index.alarmed() == {"k2", "k3"}


def test_what_was_asked_for_and_is_not_there_goes_and_nothing_else_does() -> None:
    index = OpenIncidents()
    index.put([_incident("a"), _incident("b", cameras=("k2",))])
    assert index.put([], {"a", "nobody"}) == {"k1"}
    assert set(index.known) == {"b"}
    assert index.put([]) == {"k2"}, "where all was asked for, what is not there goes"
    assert not index.known


def test_what_ended_with_something_of_ours_on_its_way_is_still_shown() -> None:
    index = OpenIncidents()
    ended = _incident("a", state="closed").model_copy(update={"pending": ("reopen",)})
    assert index.put([ended]) == {"k1"}
    assert set(index.known) == {"a"}


def test_a_camera_that_an_incident_names_twice_is_one() -> None:
    index = OpenIncidents()
    index.put([_incident("a", cameras=("k1", "k1"))])
    assert index.put([], {"a"}) == {"k1"}
    assert index.alarmed() == frozenset()


_ONE = st.builds(
    _incident,
    st.sampled_from(KEYS),
    st.integers(1, 4),
    st.lists(st.sampled_from(CAMERAS), max_size=3).map(tuple),
    st.sampled_from(["new", "in_progress", "resolved", "closed"]),
)


@given(st.lists(st.tuples(st.dictionaries(st.sampled_from(KEYS), st.none() | _ONE), st.booleans()), max_size=8))
def test_by_ids_or_anew_it_is_the_same(steps: list[tuple[dict[str, Incident | None], bool]]) -> None:
    """Each step is what becomes of some records; it is heard of by their ids, or as `everything may have changed`."""
    records: dict[str, Incident] = {}
    index = OpenIncidents()
    for changed, by_ids in steps:
        for key, one in changed.items():
            records.pop(key, None)
            if one is not None:
                records[key] = one.model_copy(update={"id": key})
        before = index.alarmed()
        if by_ids:
            told = index.put([records[key] for key in changed if key in records], set(changed))
        else:
            told = index.put(records.values())
        anew = OpenIncidents()
        anew.put(records.values())
        assert index.known == anew.known
        assert index.alarmed() == anew.alarmed()
        assert {one.id for one in index.critical()} == {one.id for one in anew.critical()}
        assert told == before ^ index.alarmed(), "exactly those that came into alarm or left it"
