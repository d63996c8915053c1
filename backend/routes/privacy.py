"""What a role never receives: a wall hangs in a room, so nothing on it may point to a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.people.roles import Role
from backend.plans.privacy import activation_on_wall, plan_on_wall

WALL_NEVER = frozenset({"log_entry", "handover", "contact"})

OF_PERSONS = ("steps", "replies", "resolution", "acknowledged_by", "tags", "attachments")
"""Fields of an incident in which somebody is named, or that people write freely."""


def may_see(role: Role, kind: str) -> bool:
    """Whether records of `kind` are sent to `role` at all."""
    return role != Role.WALL or kind not in WALL_NEVER


def shown(role: Role, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` of a record as `role` may have it."""
    if role == Role.WALL and kind == "shift":
        return {**data, "people": [], "next_people": []}
    if role == Role.WALL and kind == "activation":
        return activation_on_wall(data)
    if role == Role.WALL and kind == "plan":
        return plan_on_wall(data)
    if role == Role.WALL and kind == "wall":
        # What to show is the node's business; who asked for it is the desk's, and so are presets: people name them.
        kept = {name: value for name, value in data.items() if name != "kept_presets"}
        return {**kept, "lease": None, "told": [], "changed": {}, "presets": []}
    if role != Role.WALL or kind != "incident":
        return dict(data)
    kept = {
        key: value for key, value in data.items() if not key.startswith(("reporter", "shelved_by", "shelved_reason"))
    }
    kept["description"] = ""
    for name in OF_PERSONS:
        kept.pop(name, None)
    if not str(data.get("assignee_id") or "").startswith("agency:"):
        kept |= {"assignee_id": None, "assignee_name": None}
    kept["history"] = [
        {**line, "text": "", "actor_name": ""} for line in data.get("history", ()) if isinstance(line, dict)
    ]
    return kept
