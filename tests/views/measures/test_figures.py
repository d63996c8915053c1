"""The figures of a period: what each group counts, and what operators did in each hour."""

from __future__ import annotations

from datetime import timedelta

from console.records.models import HistoryEntry
from tests.views.played_session import NOW, incident
from views.measures.figures import ask

BEGIN = NOW.replace(minute=20, second=0, microsecond=0) - timedelta(hours=3)


def test_the_deeds_of_all_operators_are_counted_by_the_hours_of_the_period() -> None:
    deeds = [
        HistoryEntry(at=BEGIN + timedelta(minutes=minutes), verb="note", actor_name=name, text="x")
        for minutes, name in ((5, "An"), (10, "Bảo"), (70, "An"))
    ]
    one = incident("a").model_copy(update={"created_at": BEGIN + timedelta(minutes=1), "history": tuple(deeds)})
    found = ask([one], None, BEGIN, BEGIN + timedelta(hours=3), "operator")
    assert found.first_hour == BEGIN.replace(minute=0)
    hours = found.work_by_hour()
    assert len(hours) == len(found.arrivals)
    assert hours[:3] == [2, 1, 0]
    assert sorted(found.counts()) == [("An", 2), ("Bảo", 1)]
    assert ask([one], None, BEGIN, BEGIN + timedelta(hours=3), "ward").counts() == [(one.ward, 1)]
