"""What of ours waits, laid over a shift: lines of its log, who is here, handovers, and what we took over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from console.records.models import TROUBLED, UNSETTLED, PendingAction, Shift
from console.records.shift import Handover, ShiftEntry
from console.verbs.shift import HANDOVERS, LINES, PRESENCE
from contract.records.shift import Person


def entries(known: Iterable[ShiftEntry], saved: Iterable[PendingAction], shift: Shift | None) -> list[ShiftEntry]:
    """The log with what waits of ours, the newest first, corrected lines marked."""
    found = {entry.id: entry for entry in known}
    for action in saved:
        verb = LINES.get(action.type)
        if verb is not None and action.action_id not in found and action.state in UNSETTLED | TROUBLED:
            found[action.action_id] = verb.effect(shift, action)
    newest: dict[str, ShiftEntry] = {}
    for entry in sorted(found.values(), key=lambda one: one.at):
        if entry.corrects and not entry.trouble:
            newest[entry.corrects] = entry
    marked = [
        entry.model_copy(update={"corrected_by": newest[key].id}) if key in newest else entry
        for key, entry in found.items()
    ]
    return sorted(marked, key=lambda entry: (entry.at, entry.id), reverse=True)


def with_presence(shift: Shift, saved: Iterable[PendingAction]) -> Shift:
    """The watch with our own signing on or off that still waits."""
    people = {person.id: person for person in shift.people}
    for action in saved:
        verb = PRESENCE.get(action.type)
        if verb is None or action.state not in UNSETTLED:
            continue
        guest = Person(id=action.actor_id, name=action.actor_name, desk=str(action.payload.get("desk", "")))
        people[action.actor_id] = verb.effect(people.get(action.actor_id, guest), action)
    return shift.model_copy(update={"people": tuple(people.values())})


def handovers(known: Iterable[Handover], saved: Sequence[PendingAction]) -> list[Handover]:
    """All handovers with what waits of ours, the newest first."""
    found = {one.id: one for one in known}
    for action in saved:
        verb = HANDOVERS.get(action.type)
        if verb is None or action.state not in UNSETTLED:
            continue
        key = str(action.payload.get("handover_id") or action.action_id)
        laid = verb.effect(found.get(key), action)
        if laid is not None:
            found[key] = laid
    return sorted(found.values(), key=lambda one: (_moment(one), one.id), reverse=True)


def _moment(one: Handover) -> float:
    return one.offered_at.timestamp() if one.offered_at is not None else 0.0


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
