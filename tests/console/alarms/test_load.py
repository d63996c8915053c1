"""The load of alarms against the numbers of the standard, and against a slow obvious count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.alarms import load as alarm_load
from console.alarms.load import Alarm
from console.records.models import HistoryEntry, Incident

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


def _incident(**fields: object) -> Incident:
    given_fields = {"id": "i", "code": "SC-1", "title": "Ngập", "severity": 3, "created_at": NOW} | fields
    return Incident.model_validate(given_fields)


def test_the_rate_counts_ten_minutes_for_each_operator() -> None:
    at = [0.0, 1.0, 300.0, 600.0, 601.0]
    assert alarm_load.rate(at, 600.0, 1) == 3
    assert alarm_load.rate(at, 600.0, 2) == 1.5
    assert alarm_load.rate([], 600.0, 0) == 0


def test_a_flood_begins_above_ten_and_ends_below_five() -> None:
    assert alarm_load.flood([0.0] * 10, 1.0, 1) is None
    assert alarm_load.flood([0.0] * 11, 1.0, 1) == 1.0
    assert alarm_load.flood([0.0] * 11, 1.0, 2) is None, "two people carry it"
    assert alarm_load.flood([0.0] * 5, 2.0, 1, since=1.0) == 1.0, "it does not come and go"
    assert alarm_load.flood([0.0] * 4, 3.0, 1, since=1.0) is None


def test_a_flood_in_the_past_is_found_with_its_ends() -> None:
    at = [1000.0 + step for step in range(11)]
    assert alarm_load.floods(at, 0, 5000, 1) == [(1010.0, 1606.0)], "ends when the seventh has left the window"
    assert alarm_load.floods(at, 0, 1100, 1) == [(1010.0, 1100)]
    assert alarm_load.flood_share(at, 0, 59600, 1) == pytest.approx(0.01)


def test_priorities_are_those_of_the_standard() -> None:
    shares = alarm_load.priorities([1] * 5 + [2] * 15 + [3] * 40 + [4] * 40)
    assert shares == pytest.approx(dict(alarm_load.PRIORITIES))
    assert alarm_load.priorities([]) == {"low": 0.0, "medium": 0.0, "high": 0.0}


def test_chattering_is_three_in_a_minute_of_the_same_origin() -> None:
    def come(*at: float, origin: str = "a") -> list[Alarm]:
        return [Alarm(f"{origin}{moment}", moment, 3, origin) for moment in at]

    assert alarm_load.chattering(come(0, 30, 61)) == {}
    assert alarm_load.chattering(come(0, 30, 60)) == {"a": 3}
    assert alarm_load.chattering([*come(0, 30, 60), *come(1, 2, 3, 4, origin="b")]) == {"b": 4, "a": 3}
    assert alarm_load.chattering([*come(0, 30), *come(31, origin="b")]) == {}


def test_stale_is_over_a_day_and_open() -> None:
    day = alarm_load.STALE_S
    alarms = [Alarm("young", 1, 3, "a"), Alarm("old", -1, 3, "a"), Alarm("ended", -5, 3, "a", open=False)]
    assert [alarm.id for alarm in alarm_load.stale(alarms, day)] == ["old"]


def test_the_top_ten_share() -> None:
    origins = [f"o{number}" for number in range(20)]
    assert alarm_load.top_share(origins) == 0.5
    assert alarm_load.top_share([]) == 0


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=60), st.integers(1, 3))
def test_floods_are_those_that_a_clerk_with_a_watch_would_write_down(at: list[int], operators: int) -> None:
    since, written = None, []
    for second in range(4201):
        load = sum(second - 600 < moment <= second for moment in at) / operators
        if since is None and load > 10:
            since = second
        elif since is not None and load < 5:
            written.append((since, second))
            since = None
    if since is not None:
        written.append((since, 4200))
    assert alarm_load.floods([float(moment) for moment in at], 0, 4200, operators) == written


def test_shelved_ends_by_itself_and_never_holds_what_is_critical() -> None:
    until = NOW + timedelta(hours=1)
    assert alarm_load.is_shelved(_incident(shelved_until=until), NOW)
    assert not alarm_load.is_shelved(_incident(shelved_until=until), until)
    assert not alarm_load.is_shelved(_incident(shelved_until=until, severity=1), NOW)
    assert not alarm_load.is_shelved(_incident(), NOW)


def test_an_acknowledged_critical_that_nobody_touches_asks_again() -> None:
    acknowledged = {"severity": 1, "acknowledged_at": NOW, "state": "acknowledged"}
    later = NOW + timedelta(minutes=10)
    assert alarm_load.asks_again(_incident(**acknowledged), later)
    assert not alarm_load.asks_again(_incident(**acknowledged), later - timedelta(seconds=1))
    assert not alarm_load.asks_again(_incident(**acknowledged | {"severity": 2}), later)
    assert not alarm_load.asks_again(_incident(severity=1), later), "nobody owns it: it asks anyway"
    deed = HistoryEntry(at=NOW + timedelta(minutes=5), verb="note", actor_name="Lê Hà")
    assert not alarm_load.asks_again(_incident(**acknowledged, history=(deed,)), later)
    assert alarm_load.asks_again(_incident(**acknowledged, history=(deed,)), later + timedelta(minutes=5))


def test_groups_leave_the_critical_single() -> None:
    rows = [_incident(id=f"i{n}", kind="flood", ward="Sông Mây", severity=1 + n % 3) for n in range(6)]
    groups = alarm_load.in_groups([*rows, _incident(id="x", kind="smoke", ward="Bắc")])
    assert {key: len(members) for key, members in groups.items()} == {("flood", "Sông Mây"): 4, ("smoke", "Bắc"): 1}
