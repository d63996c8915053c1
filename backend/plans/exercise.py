"""Incidents that are made for a drill: marked in their very title, counted nowhere, and gone with the drill. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions.deed import Deed, RecordTuple, said, text
from backend.incidents.incident import OVER
from backend.plans.deed import line

MARK = "DIỄN TẬP"
"""Before the title, so that no screen, paper or older console shows one as if it were real."""
INCIDENTS_MOST = 200


def made(deed: Deed, key: str) -> tuple[str, dict[str, Any]]:
    """An incident of the exercise, by id."""
    act, payload = deed.act, deed.act.payload
    came = {"at": act.at, "received_at": act.received_at, "verb": "create", "actor_name": act.actor_name,
            "text": MARK, "action_id": act.action_id, "offline": False}  # fmt: skip
    return f"drill-{act.action_id}", {
        "code": f"DT-{act.action_id.replace('-', '')[-6:].upper()}", "title": f"{MARK}: {said(act, 'title')}",
        "description": said(act, "description"), "kind": "", "channel": "emergency", "source_name": MARK,
        "severity": payload["severity"], "state": "new", "ward": text(payload.get("ward"), 120),
        "place": text(payload.get("place"), 200), "created_at": act.received_at, "updated_at": act.received_at,
        "camera_ids": list(payload.get("camera_ids", ()))[:8],
        "indicator_ids": [], "assignee_version": 0, "escalation_level": 0, "drill": True, "activation_id": key,
        "history": [came],
    }  # fmt: skip


def gone(deed: Deed, activation: Mapping[str, Any]) -> list[RecordTuple]:
    """The open incidents of an exercise that ends, closed."""
    found = activation.get("incidents")
    closed: list[RecordTuple] = []
    for key in found if isinstance(found, list) else ():
        known = deed.look("incident", str(key))
        if known is None or known[1].get("state") in OVER or known[1].get("drill") is not True:
            continue
        over = line(deed, "")
        told = {name: over[name] for name in ("at", "received_at", "actor_name", "action_id", "offline")}
        history = [*known[1].get("history", ()), {**told, "verb": "close", "text": MARK}]
        ended = {"state": "closed", "updated_at": deed.act.received_at, "resolved_at": deed.act.received_at}
        closed.append(("incident", str(key), {**known[1], **ended, "history": history}))
    return closed
