"""What a wall gets: it hangs in a room, so nothing on it may point to a person. A list of what is sent, for each type.

What is not listed here is not sent, so that a field of tomorrow stays off the walls until somebody has decided
(`tests/backend/privacy/test_on_wall.py` asks for a decision on each).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from backend.plans.privacy import activation_on_wall, plan_on_wall
from contract.personal import masked_record

NEVER = frozenset({"log_entry", "handover", "contact", "message"})
"""Types of which nothing is sent."""
INCIDENT = (
    "code", "title", "kind", "channel", "source_name", "severity", "state", "ward", "place", "lat", "lon", "camera_ids",
    "indicator_ids", "created_at", "updated_at", "deadline", "acknowledged_at", "assignee_version", "escalation_level",
    "resolved_at", "source_code", "joined_into", "life_cycle", "stage", "stage_name", "stage_before", "stage_since",
    "level", "level_name", "deadline_kind", "deadlines", "paused_since", "agency", "replied_at", "satisfaction",
    "reopened", "drill", "history_before", "reported", "concern_version",
)  # fmt: skip
"""Of an incident as it stands; the rest is worked out in `_incident`, or names somebody."""
THINGS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "camera": (
        "name", "area", "ward", "lat", "lon", "main_url", "sub_url", "main_size", "sub_size", "main_fps", "sub_fps",
        "needs_sign_in", "ptz", "masks",
    ),
    "indicator": (
        "name", "short_name", "domain", "unit", "decimals", "period", "owner", "source", "target", "warn", "alarm",
        "high_is_bad", "scale", "value", "as_of", "guidance", "lat", "lon",
    ),
    "plan": (
        "name", "hazard", "scale", "preset", "checklist", "stand_down", "indicators", "cameras", "agencies",
        "report_every_min", "joined", "place", "running", "running_drill", "deeds",
    ),
    "layout": ("name", "body"),
    "wall": (
        "name", "seats", "seat_distance_m", "pixel_pitch_mm", "screens", "desired", "revision", "identify_until",
    ),
    "alarm_rule": ("name", "kinds", "severities", "wards", "cameras", "indicators", "map", "minutes", "order"),
    "shift": ("name", "starts_at", "ends_at", "next_name", "next_starts_at", "deeds"),
    "source": ("name", "agency", "last_report_at", "cut_off", "refused", "last_refused"),
    "notice": ("text", "scale", "level", "starts_at", "ends_at"),
    "checklist": ("name", "kinds", "contacts", "steps", "place"),
    "template": ("name", "use", "channels", "text", "place"),
    "city_map": ("name", "centre", "features"),
    "life_cycle": (
        "name", "channels", "stages", "levels", "transitions", "deadlines", "agencies", "kinds", "online",
    ),
})  # fmt: skip
"""Types whose fields go as they are."""


def on_wall(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` of a record as a wall gets it; of a type that nobody decided on nothing."""
    of_kind = _WORKED_OUT.get(kind)
    found = of_kind(data) if of_kind is not None else _listed(data, THINGS.get(kind, ()))
    return masked_record(kind, found)


def _listed(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}


def _incident(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without whoever reported, decided or wrote; an agency that has it is named, a person is not."""
    agency_has_it = str(data.get("assignee_id") or "").startswith("agency:")
    assignee = {name: data.get(name) if agency_has_it else None for name in ("assignee_id", "assignee_name")}
    lines = [{**line, "text": "", "actor_name": ""} for line in data.get("history", ()) if isinstance(line, dict)]
    return _listed(data, INCIDENT) | assignee | {"description": "", "history": lines}


def _shift(data: Mapping[str, Any]) -> dict[str, Any]:
    return _listed(data, THINGS["shift"]) | {"people": [], "next_people": []}


def _wall(data: Mapping[str, Any]) -> dict[str, Any]:
    """What to show is the node's business; who asked for it is the desk's, and so are presets: people name them."""
    return _listed(data, THINGS["wall"]) | {"lease": None, "told": [], "changed": {}, "presets": []}


_WORKED_OUT: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = MappingProxyType({
    "incident": _incident, "shift": _shift, "wall": _wall, "activation": activation_on_wall,
    "plan": lambda data: _listed(plan_on_wall(data), THINGS["plan"]),
})  # fmt: skip
