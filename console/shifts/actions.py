"""The verbs at a shift: a line of the log, signing on and off, handing over and taking over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from console.records.models import Actor, Incident, Shift
from console.records.shift import Draft, Handover, ShiftEntry
from console.verbs.actions import Action
from contract.records.shift import Person


def _at(shift: Shift, verb: str, **payload: Any) -> Action:
    """An action names the watch that its author saw: it may arrive when the next one runs already."""
    named = {"shift_name": shift.name, "shift_starts_at": shift.starts_at.isoformat()}
    return Action(
        type=verb, target_type="shift", target_id=shift.id, base_version=shift.version, payload={**payload, **named}
    )


def log_entry(shift: Shift, text: str, *, incident_id: str | None = None, pinned: bool = False) -> Action:
    """Write a line; always accepted."""
    return _at(shift, "log_entry", text=text, incident_id=incident_id, pinned=pinned)


def correct(shift: Shift, entry: ShiftEntry, text: str, *, pinned: bool) -> Action:
    """Write a new line that names the old one, which stays as it is."""
    return _at(shift, "log_entry", text=text, incident_id=entry.incident_id, pinned=pinned, corrects=entry.id)


def sign_on(shift: Shift, actor: Actor) -> Action:
    """Be at one's desk from now on."""
    return _at(shift, "sign_on", desk=actor.desk)


def sign_off(shift: Shift) -> Action:
    """Leave the desk."""
    return _at(shift, "sign_off")


def offer(shift: Shift, draft: Draft, to: Person, notes: str = "", handover_id: str | None = None) -> Action:
    """Sign the giver's side; `handover_id` says an offer again that nobody has answered yet."""
    items = [
        {"incident_id": one.id, "code": one.code, "title": one.title[:300], "state": str(one.state),
         "expected_next": expected[:1000]}
        for one, expected in draft.items
    ]  # fmt: skip
    again = {"handover_id": handover_id} if handover_id else {}
    return _at(
        shift, "handover_offer", to=to.id, to_name=to.name, items=items, notes=notes, shelved=list(draft.shelved),
        sources_down=list(draft.sources_down), cameras_down=list(draft.cameras_down), pending=draft.pending, **again,
    )  # fmt: skip


def take(shift: Shift, handover: Handover, items: Iterable[str] | None = None) -> Action:
    """Sign the taker's side for these items; for None, all that are undecided."""
    wanted = list(items) if items is not None else [item.incident_id for item in handover.undecided]
    return _at(shift, "handover_take", handover_id=handover.id, items=wanted)


def give_back(shift: Shift, handover: Handover, items: Sequence[str], reason: str) -> Action:
    """Say why these are not taken over."""
    return _at(shift, "handover_return", handover_id=handover.id, items=list(items), reason=reason)


def expected_next(incident: Incident) -> str:
    """A code for what usually comes next, to begin the giver's sentence with; see `views.shifts.handover`."""
    if incident.escalation_level:
        return "await_superior"
    return {"new": "verify", "acknowledged": "assign", "in_progress": "await_result"}.get(str(incident.state), "follow")
