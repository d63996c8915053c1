"""The verbs at a shift, and what each does to the log, to who is here and to handovers that are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from console.records.models import TROUBLED, PendingAction, Shift
from console.records.shift import Handover, HandoverItem, ShiftEntry, Signature
from console.verbs.base import Verb, by_name
from contract.records.shift import Person

LineEffect = Callable[[Shift | None, PendingAction], ShiftEntry]
"""Our own line of the log."""
PresenceEffect = Callable[[Person, PendingAction], Person]
"""The author, at the desk or not."""
HandoverEffect = Callable[[Handover | None, PendingAction], Handover | None]
"""The handover that is meant, with it; None where it is not here."""


def _written(shift: Shift | None, action: PendingAction) -> ShiftEntry:
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


def _here(person: Person, action: PendingAction) -> Person:
    return person.model_copy(update={"present_since": person.present_since or action.occurred_at})


def _gone(person: Person, _action: PendingAction) -> Person:
    return person.model_copy(update={"present_since": None})


def _signed(handover: Handover, action: PendingAction) -> bool:
    at = handover.offered_at
    return at is not None and at >= action.occurred_at


def _offered(known: Handover | None, action: PendingAction) -> Handover | None:
    """As we signed it; as it is where the server has that already."""
    if known is not None and _signed(known, action):
        return known
    payload = action.payload
    signature = Signature(
        side="giver", actor_id=action.actor_id, actor_name=action.actor_name, at=action.occurred_at, pending=True,
        count=len(payload.get("items", ())),
    )  # fmt: skip
    lists = {name: tuple(payload.get(name, ())) for name in ("shelved", "sources_down", "cameras_down")}
    return Handover(
        id=str(payload.get("handover_id") or action.action_id),
        shift_name=str(payload.get("shift_name", "")), from_id=action.actor_id, from_name=action.actor_name,
        to_id=str(payload.get("to", "")), to_name=str(payload.get("to_name", "")),
        items=tuple(HandoverItem.model_validate(one) for one in payload.get("items", ())),
        notes=str(payload.get("notes", "")), pending=int(payload.get("pending", 0)), signatures=(signature,),
        unsent=True, **lists,
    )  # fmt: skip


def _answered(outcome: str) -> HandoverEffect:
    """With what we took or gave back and the server has not said yet."""
    return lambda known, action: None if known is None else _with_outcome(known, outcome, action)


def _with_outcome(handover: Handover, outcome: str, action: PendingAction) -> Handover:
    asked = action.payload.get("items", ())
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


LINES: Mapping[str, Verb[LineEffect]] = by_name(Verb("log_entry", _written))
PRESENCE: Mapping[str, Verb[PresenceEffect]] = by_name(Verb("sign_on", _here), Verb("sign_off", _gone))
HANDOVERS: Mapping[str, Verb[HandoverEffect]] = by_name(
    Verb("handover_offer", _offered),
    Verb("handover_take", _answered("taken")),
    Verb("handover_return", _answered("returned")),
)
VERBS: tuple[Verb[Any], ...] = (*LINES.values(), *PRESENCE.values(), *HANDOVERS.values())
BY_NAME = by_name(*VERBS)
