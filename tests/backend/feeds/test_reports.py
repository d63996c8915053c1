"""What sources report: records go by way of the shift's log, measured values do not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.feeds.reports import Reports
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.points.database import DatabasePoints
from backend.points.door import PointsDownError, Series

AT = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def test_measured_values_come_with_their_records_and_leave_no_line(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    points = DatabasePoints(ledger.engine)
    reports = Reports(ledger, points)
    reports.publish([("indicator", "rain", {"name": "Mưa", "value": 4.5})], points=[("rain", [(AT, 4.5)])])
    reports.publish([], points=[("rain", [(AT.replace(minute=5), 5.0)])])
    assert [value for _key, piece in points.raw([("rain", 0)]) for _at, value in piece] == [4.5, 5.0]
    rows, _newest, _more = ledger.changes_since(0, 10)
    assert [row.type for row in rows] == ["indicator"]


def test_a_plan_that_is_reported_again_keeps_what_runs_of_it(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    ledger.publish([("plan", "flood", {"name": "Ngập", "running": "a-1", "deeds": 3})])
    Reports(ledger).publish([("plan", "flood", {"name": "Ngập lụt", "running": ""})])
    found = ledger.current("plan", "flood")
    assert found is not None
    assert found[1] == {"name": "Ngập lụt", "running": "a-1", "deeds": 3}


class Away(DatabasePoints):
    """A store that does not answer."""

    def put(self, series: Sequence[Series]) -> None:
        """Never."""
        raise PointsDownError("nobody is there")


def test_records_are_taken_where_nobody_takes_values(tmp_path: Path) -> None:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    reports = Reports(ledger, Away(ledger.engine))
    with pytest.raises(PointsDownError) as told:
        reports.publish([("indicator", "rain", {"name": "Mưa", "value": 4.5})], points=[("rain", [(AT, 4.5)])])
    assert (told.value.status, told.value.code) == (503, "points-unavailable")
    assert ledger.current("indicator", "rain") == (1, {"name": "Mưa", "value": 4.5})
