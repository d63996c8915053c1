"""How many there are: one number for one fact, wherever it is told – the queue's head, a badge, a wall, a flood.

What is folded under another and what is put aside has no row of its own and is in no count; a drill has its row, is
told apart, and is in no count either. All times are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.alarms.load import is_shelved
from console.queue.likeness import main_of
from console.records.models import Incident
from contract.records.incident import Severity


@dataclass(frozen=True)
class Census:
    """Of the real ones that have a row: how many, and how many of these are overdue or have no owner yet.

    `urgent` are the critical ones that nobody has acknowledged; `drills` and `shelved` stand beside, in none of these.
    """

    open: int = 0
    overdue: int = 0
    unacknowledged: int = 0
    urgent: int = 0
    drills: int = 0
    shelved: int = 0


def has_row(incident: Incident, known: Mapping[str, Incident], now: datetime) -> bool:
    """Whether it stands in the queue by itself: neither folded under another of `known` nor put aside."""
    if incident.joined_into is not None and main_of(incident, known) != incident.id:
        return False
    return not is_shelved(incident, now)


def counted(known: Mapping[str, Incident], now: datetime) -> list[Incident]:
    """The real ones of `known` that have a row: what every count of open incidents counts."""
    return [one for one in known.values() if not one.drill and has_row(one, known, now)]


def drills(known: Mapping[str, Incident], now: datetime) -> list[Incident]:
    """Those of an exercise that have a row."""
    return [one for one in known.values() if one.drill and has_row(one, known, now)]


def is_overdue(incident: Incident, now: datetime) -> bool:
    """Whether its deadline has passed while it still counts: what has ended is overdue no longer."""
    due = incident.running_deadline
    return due is not None and due < now


def overdue(incidents: Iterable[Incident], now: datetime) -> int:
    """How many of these are overdue."""
    return sum(is_overdue(one, now) for one in incidents)


def urgent(known: Mapping[str, Incident], now: datetime) -> int:
    """The critical ones of them that nobody has acknowledged. Asked once a second: only these are looked at closely."""
    return sum(
        one.severity == Severity.CRITICAL and _is_fresh(one) and not one.drill and has_row(one, known, now)
        for one in known.values()
    )


def _is_fresh(incident: Incident) -> bool:
    return incident.is_open and incident.acknowledged_at is None


def census(known: Mapping[str, Incident], now: datetime) -> Census:
    """Everything that is told of the open incidents in numbers."""
    real = counted(known, now)
    fresh = [one for one in real if _is_fresh(one)]
    return Census(
        open=len(real),
        overdue=overdue(real, now),
        unacknowledged=len(fresh),
        urgent=sum(one.severity == Severity.CRITICAL for one in fresh),
        drills=len(drills(known, now)),
        shelved=sum(is_shelved(one, now) and not one.drill for one in known.values()),
    )
