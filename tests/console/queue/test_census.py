"""One number for one fact: what every place that counts incidents counts, and what it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from console.queue import census
from console.records.models import Incident

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def _known(*rows: dict[str, Any]) -> dict[str, Incident]:
    plain = {"code": "SC", "title": "Ngập", "created_at": NOW - timedelta(hours=1), "severity": 3}
    return {f"i{at}": Incident.model_validate({"id": f"i{at}", **plain, **row}) for at, row in enumerate(rows)}


def test_what_is_folded_shelved_or_of_a_drill_is_in_no_count() -> None:
    late = NOW - timedelta(minutes=5)
    known = _known(
        {"deadline": late},
        {"joined_into": "i0", "deadline": late},
        {"shelved_until": NOW + timedelta(minutes=5), "deadline": late},
        {"drill": True, "severity": 1, "deadline": late},
        {"severity": 1, "shelved_until": NOW + timedelta(minutes=5)},
        {"severity": 1, "acknowledged_at": NOW, "state": "acknowledged"},
    )
    told = census.census(known, NOW)
    assert told == census.Census(open=3, overdue=1, unacknowledged=2, urgent=1, drills=1, shelved=1)
    assert [one.id for one in census.drills(known, NOW)] == ["i3"]


def test_what_has_ended_here_and_is_still_on_its_way_is_overdue_no_longer() -> None:
    known = _known({"state": "resolved", "pending": ("resolve",), "deadline": NOW - timedelta(minutes=5)})
    told = census.census(known, NOW)
    assert (told.open, told.overdue, told.unacknowledged) == (1, 0, 0)
    assert known["i0"].running_deadline is None


def test_what_was_joined_into_something_that_is_gone_stands_again() -> None:
    assert census.census(_known({"joined_into": "i99"}), NOW).open == 1
