"""Figures from histories, checked by hand and against an obvious count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.analysis import measures
from console.records.models import HistoryEntry, Incident

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _incident(**fields: object) -> Incident:
    known = {"id": "i", "code": "SC-1", "title": "Ngập", "severity": 3, "created_at": NOW, "kind": "flood"} | fields
    return Incident.model_validate(known)


def _line(verb: str, after: int, who: str = "Lê Hà", **more: object) -> HistoryEntry:
    return HistoryEntry.model_validate({"at": NOW + after * MINUTE, "verb": verb, "actor_name": who} | more)


def test_one_incident_from_its_first_ring_to_its_end() -> None:
    one = _incident(
        acknowledged_at=NOW + MINUTE, resolved_at=NOW + 50 * MINUTE, state="resolved", deadline=NOW + 60 * MINUTE,
        history=(_line("forward", 5, text="Thoát nước"), _line("forward", 9), _line("reopen", 20)),
    )  # fmt: skip
    found = measures.measure("all", [one], NOW + 90 * MINUTE)
    assert (found.acknowledge.median_s, found.forward.median_s, found.resolve.median_s) == (60, 300, 3000)
    assert (found.on_time, found.overdue, found.reopened, found.on_time_share) == (1, 0, 1, 1.0)


def test_what_is_open_and_not_due_is_neither_on_time_nor_overdue() -> None:
    soon, late = _incident(deadline=NOW + 2 * MINUTE), _incident(deadline=NOW)
    found = measures.measure("all", [soon, late, _incident()], NOW + MINUTE)
    assert (found.on_time, found.overdue, found.on_time_share) == (0, 1, 0.0)
    assert measures.measure("none", [], NOW).on_time_share is None


def test_what_was_refused_by_the_server_was_not_done() -> None:
    one = _incident(history=(_line("forward", 1, trouble="rejected", text="Công an"), _line("forward", 7, text="Y tế")))
    assert measures.first(one, "forward") == NOW + 7 * MINUTE
    assert measures.by_agency(one) == "Y tế"


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=80))
def test_nine_tenths_do_not_exceed_the_ninetieth_percentile_and_no_smaller_one_does(spans: list[float]) -> None:
    found = measures.spread(spans)
    assert sum(span <= found.p90_s for span in spans) >= 0.9 * len(spans)
    assert not [span for span in spans if span < found.p90_s and sum(one <= span for one in spans) >= 0.9 * len(spans)]


def test_groups_and_periods() -> None:
    rows = [_incident(ward="Bắc"), _incident(ward="Nam", created_at=NOW - 5 * MINUTE), _incident(ward="Bắc")]
    assert [(row.group, row.count) for row in measures.table(rows, measures.by_ward, NOW)] == [("Bắc", 2), ("Nam", 1)]
    assert len(measures.happened_in(rows, NOW, NOW + MINUTE)) == 2
    assert measures.arrivals(rows, NOW - 60 * MINUTE, NOW + 60 * MINUTE) == [1, 2]


@pytest.mark.parametrize(
    ("hour", "named"), [(0, "07:00–19:00"), (11, "07:00–19:00"), (12, "19:00–07:00"), (23, "19:00–07:00")]
)
def test_the_watch_by_local_hours(hour: int, named: str) -> None:
    which = measures.by_shift(ZoneInfo("Asia/Ho_Chi_Minh"))
    assert which(_incident(created_at=NOW.replace(hour=hour))) == named, "UTC and seven hours on"


def test_load_of_a_person_in_an_hour() -> None:
    one = _incident(history=(_line("note", 1), _line("note", 2), _line("note", 61), _line("note", 3, who="")))
    found = measures.operator_load([one], NOW, NOW + 120 * MINUTE)
    assert found == {("Lê Hà", NOW): 2, ("Lê Hà", NOW + 60 * MINUTE): 1}
