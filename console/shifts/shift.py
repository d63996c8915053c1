"""The shift as data: lines of its log, handovers, and what of ours waits laid over both. Pure; no store, no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from console.models import (
    TROUBLED,
    UNSETTLED,
    HistoryEntry,
    Incident,
    PendingAction,
    Shift,
)
from console.said import OURS, Record, Said
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


def entries(known: Iterable[ShiftEntry], saved: Iterable[PendingAction], shift: Shift | None) -> list[ShiftEntry]:
    """The log with what waits of ours, the newest first, corrected lines marked."""
    found = {entry.id: entry for entry in known}
    for action in saved:
        if action.type == "log_entry" and action.action_id not in found and action.state in UNSETTLED | TROUBLED:
            found[action.action_id] = _own_line(action, shift)
    newest: dict[str, ShiftEntry] = {}
    for entry in sorted(found.values(), key=lambda one: one.at):
        if entry.corrects and not entry.trouble:
            newest[entry.corrects] = entry
    marked = [
        entry.model_copy(update={"corrected_by": newest[key].id}) if key in newest else entry
        for key, entry in found.items()
    ]
    return sorted(marked, key=lambda entry: (entry.at, entry.id), reverse=True)


def _own_line(action: PendingAction, shift: Shift | None) -> ShiftEntry:
    payload = action.payload
    troubled = action.state in TROUBLED
    return ShiftEntry(
        id=action.action_id, shift_id=action.target_id, at=action.occurred_at, actor_id=action.actor_id,
        actor_name=action.actor_name,
        shift_name=str(payload.get("shift_name") or (shift.name if shift is not None else "")),
        shift_starts_at=payload.get("shift_starts_at") or (shift.starts_at if shift is not None else None),
        text=str(payload.get("text", "")), incident_id=payload.get("incident_id"),
        pinned=bool(payload.get("pinned")), corrects=payload.get("corrects"),
        pending=not troubled, trouble=str(action.state) if troubled else "",
    )  # fmt: skip


def pinned(lines: Iterable[ShiftEntry], now: datetime) -> list[ShiftEntry]:
    """What is pinned for the next watch and still stands, the newest first."""
    return [
        entry for entry in lines
        if entry.pinned and not entry.corrected_by and not entry.trouble and now - entry.at <= PINNED_FOR
    ]  # fmt: skip


def with_presence(shift: Shift, saved: Iterable[PendingAction]) -> Shift:
    """The watch with our own signing on or off that still waits."""
    people = {person.id: person for person in shift.people}
    for action in saved:
        if action.type not in {"sign_on", "sign_off"} or action.state not in UNSETTLED:
            continue
        guest = Person(id=action.actor_id, name=action.actor_name, desk=str(action.payload.get("desk", "")))
        mine = people.get(action.actor_id, guest)
        since = (mine.present_since or action.occurred_at) if action.type == "sign_on" else None
        people[mine.id] = mine.model_copy(update={"present_since": since})
    return shift.model_copy(update={"people": tuple(people.values())})


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


def handovers(known: Iterable[Handover], saved: Sequence[PendingAction]) -> list[Handover]:
    """All handovers with what waits of ours, the newest first."""
    found = {one.id: one for one in known}
    for action in saved:
        if action.state not in UNSETTLED:
            continue
        if action.type == "handover_offer":
            key = str(action.payload.get("handover_id") or action.action_id)
            if key not in found or not _signed(found[key], action):
                found[key] = _own_offer(key, action)
        elif action.type in {"handover_take", "handover_return"}:
            key = str(action.payload.get("handover_id"))
            if key in found:
                found[key] = _own_answer(found[key], action)
    return sorted(found.values(), key=lambda one: (_moment(one), one.id), reverse=True)


def _moment(one: Handover) -> float:
    return one.offered_at.timestamp() if one.offered_at is not None else 0.0


def _signed(handover: Handover, action: PendingAction) -> bool:
    at = handover.offered_at
    return at is not None and at >= action.occurred_at


def _own_offer(key: str, action: PendingAction) -> Handover:
    payload = action.payload
    signature = Signature(
        side="giver", actor_id=action.actor_id, actor_name=action.actor_name, at=action.occurred_at, pending=True,
        count=len(payload.get("items", ())),
    )  # fmt: skip
    lists = {name: tuple(payload.get(name, ())) for name in ("shelved", "sources_down", "cameras_down")}
    return Handover(
        id=key, shift_name=str(payload.get("shift_name", "")), from_id=action.actor_id, from_name=action.actor_name,
        to_id=str(payload.get("to", "")), to_name=str(payload.get("to_name", "")),
        items=tuple(HandoverItem.model_validate(one) for one in payload.get("items", ())),
        notes=str(payload.get("notes", "")), pending=int(payload.get("pending", 0)), signatures=(signature,),
        unsent=True, **lists,
    )  # fmt: skip


def _own_answer(handover: Handover, action: PendingAction) -> Handover:
    """With what we took or gave back and the server has not said yet."""
    asked = action.payload.get("items", ())
    outcome = "taken" if action.type == "handover_take" else "returned"
    changes = {"outcome": outcome, "pending": True, "decided_at": action.occurred_at,
               "reason": str(action.payload.get("reason", ""))}  # fmt: skip
    items = tuple(
        item.model_copy(update=changes) if not item.outcome and (asked == "all" or item.incident_id in asked) else item
        for item in handover.items
    )
    if items == handover.items and (handover.items or handover.state == "taken"):
        return handover
    signatures = handover.signatures
    if outcome == "taken":
        count = sum(item.pending and item.outcome == "taken" for item in items)
        mine = Signature(side="taker", actor_id=handover.to_id, actor_name=action.actor_name, at=action.occurred_at,
                         count=count, pending=True)  # fmt: skip
        signatures = (*signatures, mine)
    over = all(item.outcome for item in items)
    taken = any(one.side == "taker" for one in signatures)
    state = ("taken" if taken else "returned") if over else "begun"
    return handover.model_copy(update={"items": items, "signatures": signatures, "state": state, "unsent": True})


def with_taken_over(
    by_target: dict[str, list[PendingAction]], saved: Iterable[PendingAction], targets: Iterable[str] | None = None
) -> dict[str, list[PendingAction]]:
    """Unsettled actions by incident, and what we took over as the assignment that it will be, so that it shows."""
    wanted = None if targets is None else frozenset(targets)
    for action in saved:
        asked = action.payload.get("items")
        if action.state not in UNSETTLED or not isinstance(asked, list):
            continue
        payload = {"assignee_id": action.actor_id, "assignee_name": action.actor_name}
        for key in asked:
            if wanted is None or key in wanted:
                said = action.model_copy(update={"type": "assign", "target_id": str(key), "payload": payload})
                by_target.setdefault(str(key), []).append(said)
    return by_target


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
