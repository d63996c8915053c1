"""The figures of a period: what each group counts, and what operators did in each hour."""

from __future__ import annotations

from datetime import timedelta

from console.records.models import HistoryEntry, Incident
from tests.views.played_session import NOW, incident
from views.measures.figure_cards import cards, waits
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


def test_what_was_before_stands_beside_what_is_now() -> None:
    def came(key: str, hours: float, severity: int = 3, taken_after_min: int = 0) -> Incident:
        at = BEGIN + timedelta(hours=hours)
        taken = at + timedelta(minutes=taken_after_min) if taken_after_min else None
        return incident(key).model_copy(update={"created_at": at, "severity": severity, "acknowledged_at": taken})

    now = [came("a", 1, 1, 4), came("b", 2, 1, 6), came("c", 2.5, 4, 30)]
    end = BEGIN + timedelta(hours=3)
    alone = ask(now, None, BEGIN, end, "kind")
    assert alone.before is None, "nothing is known from before: that is not zero"
    assert cards(alone)[0].below == "nothing is known from before"
    found = ask([*now, came("old", -1, 2, 20), came("older", -4)], None, BEGIN, end, "kind")
    assert found.before is not None
    assert found.before.count == 1, "as long a time, right before it"
    new, taken, resolved, on_time, _overdue = cards(found)
    assert (new.value, new.below) == ("3", "▲ 2 against the time before")
    assert taken.value == "6 min"
    assert taken.below.startswith("nine in ten within 30 min")
    assert (resolved.value, resolved.below) == ("–", "none yet")
    assert (on_time.value, on_time.unit) == ("–", ""), "no share of nothing"
    levels = [(one.severity, one.words) for one in waits(found)]
    assert levels == [(1, "6 min"), (2, "–"), (3, "–"), (4, "30 min")]
