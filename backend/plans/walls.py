"""What a plan does to the walls: its presets when it begins, and what stood before when it is over. Pure.

A push by a plan goes past every lease. What somebody put up by hand while the plan ran is theirs and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.clock import parse_ms
from backend.merge import Act
from backend.plans.deed import PlanDeed, RecordTuple, line, listed

TOLD_KEPT = 20
Pushed = tuple[list[RecordTuple], list[dict[str, Any]], list[dict[str, Any]]]
"""Walls that change, what the activation remembers of them, lines for its log."""


def push(deed: PlanDeed, activation: Mapping[str, Any]) -> Pushed:
    """Show the plan's preset on each wall that it names; a drill does only where it was asked to."""
    presets = deed.plan.get("preset")
    if not activation.get("show_on_wall") or not isinstance(presets, dict):
        return [], [], []
    records: list[RecordTuple] = []
    shown: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for key, wanted in presets.items():
        found = deed.look("wall", str(key))
        wall = found[1] if found is not None else {}
        preset = next((one for one in listed(wall.get("presets")) if one.get("id") == wanted), None)
        if preset is None or not isinstance(preset.get("screens"), dict):
            lines.append(line(deed, "wall_missing", wall=wall.get("name") or key, preset=wanted))
            continue
        before = {screen: _desired(wall).get(screen) for screen in preset["screens"]}
        records.append(("wall", str(key), put_up(wall, preset["screens"], deed.act, "plan")))
        shown.append({"wall": key, "preset": wanted, "before": before, "screens": preset["screens"]})
        lines.append(line(deed, "wall_shown", wall=wall.get("name") or key, preset=preset.get("name", wanted)))
    return records, shown, lines


def give_back(deed: PlanDeed, activation: Mapping[str, Any]) -> tuple[list[RecordTuple], list[dict[str, Any]]]:
    """What stood before returns to every screen that still shows what the plan put there."""
    records: list[RecordTuple] = []
    lines: list[dict[str, Any]] = []
    for shown in listed(activation.get("walls")):
        key = str(shown.get("wall"))
        found = deed.look("wall", key)
        if found is None:
            continue
        wall = found[1]
        put, before = shown.get("screens") or {}, shown.get("before") or {}
        ours = [screen for screen in put if _desired(wall).get(screen) == put[screen]]
        back = {screen: before[screen] for screen in ours if before.get(screen) is not None}
        if back:
            records.append(("wall", key, put_up(wall, back, deed.act, "plan_over")))
            lines.append(line(deed, "wall_back", wall=wall.get("name") or key, n=len(back)))
    return records, lines


def put_up(wall: Mapping[str, Any], screens: Mapping[str, Any], act: Act, verb: str) -> dict[str, Any]:
    """The wall with these wishes, one revision further, and told to those who led it."""
    before = {screen: _desired(wall)[screen] for screen in screens if screen in _desired(wall)}
    revision = int(wall.get("revision") or 0) + 1
    lease = wall.get("lease") or {}
    told = {
        "revision": revision, "at": act.received_at, "actor_id": act.actor_id, "actor_name": act.actor_name,
        "verb": verb, "screens": sorted(screens), "before": before, "against": lease.get("holder_name", ""),
        "against_id": lease.get("holder_id", ""),
    }  # fmt: skip
    return {
        **wall, "desired": {**_desired(wall), **screens}, "revision": revision,
        "told": [*listed(wall.get("told")), told][-TOLD_KEPT:],
    }  # fmt: skip


def _desired(wall: Mapping[str, Any]) -> dict[str, Any]:
    found = wall.get("desired")
    return found if isinstance(found, dict) else {}


def instant(text: object) -> int:
    """Milliseconds of an instant that the server wrote itself; 0 where there is none."""
    try:
        return parse_ms(text) if isinstance(text, str) else 0
    except (ValueError, OverflowError):
        return 0
