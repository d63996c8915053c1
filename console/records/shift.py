"""The shift as data: lines of its log, handovers, who could take over. Pure; no store, no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from console.records.models import HistoryEntry, Incident, Shift
from console.records.said import OURS, Record, Said
from contract.records import shift as records
from contract.records.incident import ENDED_STATES
from contract.records.shift import Person

PINNED_FOR = timedelta(hours=26)
"""A note pinned at the beginning of one watch of twelve hours is still seen at the end of the next one."""
ENDING = timedelta(hours=2)
"""So long before its end a watch is handed over rather to the next one than within itself."""


class ShiftEntry(Record, records.LogEntry):
    """One line of the log. Lines are never changed: one that `corrects` another stands beside it."""

    pending: Annotated[bool, OURS] = False
    trouble: Annotated[str, OURS] = ""
    """State of an own line that the server did not take."""
    corrected_by: Annotated[str, OURS] = ""
    """The id of the newest line that names this one."""

    @property
    def is_typed(self) -> bool:
        """Whether a person wrote it."""
        return self.kind == "typed"


class Signature(Said, records.Signature):
    """Who signed which side, when, and the seal of the action that is the signature."""

    pending: Annotated[bool, OURS] = False


class HandoverItem(Said, records.HandoverItem):
    """One open item: how it stood, what was expected next, and what became of it."""

    pending: Annotated[bool, OURS] = False


class Handover(Record, records.Handover):
    """What one person gives another at the end of a watch."""

    items: tuple[HandoverItem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    unsent: Annotated[bool, OURS] = False
    """Whether something of ours in it has not reached the server yet."""

    @property
    def offered_at(self) -> datetime | None:
        """When the giver signed."""
        return self.signatures[0].at if self.signatures else None

    @property
    def undecided(self) -> tuple[HandoverItem, ...]:
        """What the taker has still to say something about."""
        return tuple(item for item in self.items if not item.outcome)

    @property
    def is_open(self) -> bool:
        """Whether the taker still has to do something."""
        return self.state in {"offered", "begun"}


@dataclass(frozen=True)
class Draft:
    """What a handover of mine would say now, before it is signed."""

    items: tuple[tuple[Incident, str], ...]
    """Each open item of mine with what is expected next."""
    shelved: tuple[str, ...] = ()
    sources_down: tuple[str, ...] = ()
    cameras_down: tuple[str, ...] = ()
    pending: int = 0
    people: tuple[Person, ...] = ()
    """Who could take over: of this watch, and of the next; first those that the time of day speaks for."""
    next_watch: Mapping[str, str] = field(default_factory=dict)
    """Of those who come with the next watch: its name, by their ids."""


@dataclass(frozen=True)
class Since:
    """One item of a handover, and what happened to it after the giver signed."""

    item: HandoverItem
    incident: Incident | None
    lines: tuple[HistoryEntry, ...]

    @property
    def state(self) -> str:
        """Where it stands now; empty where it is not here any more."""
        return str(self.incident.state) if self.incident is not None else ""


def pinned(lines: Iterable[ShiftEntry], now: datetime) -> list[ShiftEntry]:
    """What is pinned for the next watch and still stands, the newest first."""
    return [
        entry for entry in lines
        if entry.pinned and not entry.corrected_by and not entry.trouble and now - entry.at <= PINNED_FOR
    ]  # fmt: skip


def takers(shift: Shift, me: str, now: datetime) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Who could take over from `me`, and who of them comes with the next watch.

    Near the end of a watch those of the next come first, before that they come last.
    """
    here = [person for person in shift.people if person.id != me]
    known = {me, *(person.id for person in here)}
    coming = tuple(person for person in shift.next_people if person.id not in known)
    ends = shift.ends_at - now <= ENDING
    return ((*coming, *here) if ends else (*here, *coming)), coming


def named(shift: Shift | None, coming: Iterable[Person]) -> Mapping[str, str]:
    """The name of the next watch for each of those who come with it."""
    return {} if shift is None else {person.id: shift.next_name for person in coming}


def since(handover: Handover, incidents: Mapping[str, Incident]) -> list[Since]:
    """What became of every item after the giver signed; what changed most lately first, what did not last.

    Taking over is no news of itself: what each item became is told beside it.
    """
    at = handover.offered_at
    signed = {one.action_id for one in handover.signatures if one.action_id}
    found = []
    for item in handover.items:
        incident = incidents.get(item.incident_id)
        lines = incident.history if incident is not None else ()
        later = tuple(
            line for line in lines
            if at is not None and line.at > at and line.action_id not in signed and not _ours(line, handover)
        )  # fmt: skip
        found.append(Since(item, incident, later))
    return sorted(found, key=lambda one: -(one.lines[-1].at.timestamp() if one.lines else 0.0))


def _ours(line: HistoryEntry, handover: Handover) -> bool:
    """Whether a line is an unsent taking over of this handover, which the overlay tells as an assignment."""
    return line.pending and line.verb == "assign" and handover.unsent


def mine(incidents: Iterable[Incident], me: str) -> list[Incident]:
    """What somebody holds: assigned to them, or acknowledged by them and assigned to nobody."""
    return [
        one for one in incidents
        if one.state not in ENDED_STATES
        and not one.drill
        and (one.assignee_id == me or (not one.assignee_id and one.acknowledged_by == me))
    ]  # fmt: skip
