"""How a message stands, as a record for whoever sees what it is about: no text, no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from backend.base.clock import iso
from backend.ledger.changes import Change
from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import messages
from backend.messages.words import reason_text
from contract.records.message import ToKind

TYPE = "message"
REACH = ("ward", "agency", "assignee_name", "channel", "kind")
"""The fields of an incident that decide who sees it (`backend.people.scopes`)."""
SETTLED = frozenset({"sent", "delivered", "read", "failed"})


def record(
    row: Mapping[str, Any], to: str, to_kind: ToKind, lang: str, reach: Mapping[str, str]
) -> dict[str, Any]:  # fmt: skip
    """The record of a message that was just made."""
    return {
        "about": row["about_id"], "about_type": row["about_type"], "kind": row["kind"], "to": to,
        "to_kind": str(to_kind), "channel": row["channel"], "state": row["state"], "reason": row["reason"],
        "reason_text": reason_text(row["reason"], lang), "tries": row["tries"], "next_try_at": None,
        "made_at": iso(row["made_ms"]), "sent_at": None, "delivered_at": None, "read_at": None, "failed_at": None,
        "action_id": row["action_id"], "drill": row["drill"], "reach": dict(reach),
    }  # fmt: skip


def moved(data: Mapping[str, Any], values: Mapping[str, Any], at_ms: int, lang: str) -> dict[str, Any]:
    """A record after its row was changed by `values`."""
    told = {name: values[name] for name in ("channel", "state", "tries", "reason") if name in values}
    if "reason" in told:
        told["reason_text"] = reason_text(str(told["reason"]), lang)
    state = str(told.get("state") or data.get("state"))
    told["next_try_at"] = iso(values["next_ms"]) if state == "waiting" and values.get("tries") else None
    if state != data.get("state") and state in SETTLED:
        told[f"{state}_at"] = iso(at_ms)
        if state in ("delivered", "read"):
            told["sent_at"] = data.get("sent_at") or iso(at_ms)
    elif state == "waiting":
        told |= {"failed_at": None, "sent_at": None}
    return {**data, **told}


class Following:
    """Lets a message's reach be its incident's, in the transaction that changes that."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __call__(self, connection: Connection, changes: Sequence[Change]) -> list[RecordTuple]:
        """The records of messages about incidents that are seen by others from now on."""
        found: list[RecordTuple] = []
        for change in changes:
            if change.kind != "incident" or change.before is None or change.after is None:
                continue
            reach = _reach(change.after)
            if reach == _reach(change.before):
                continue
            ids = connection.execute(select(messages.c.id).where(messages.c.about_id == change.key)).scalars().all()
            for key in ids:
                known = self._ledger.read(connection, TYPE, key)
                if known is not None and known[1].get("reach") != reach:
                    found.append((TYPE, key, {**known[1], "reach": reach}))
        return found


def _reach(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(data.get(name) or "") for name in REACH}
