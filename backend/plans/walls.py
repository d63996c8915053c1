"""What a plan does to the walls: its presets when it begins, and what stood before when it is over. Pure.

A push by a plan goes past every lease. What somebody put up by hand while the plan ran is theirs and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions.deed import Deed, RecordTuple
from backend.plans.deed import line, listed
from backend.walls.rules import put_up, screens_of
from backend.walls.wishes import wishes
from contract.instants import parse_ms

Pushed = tuple[list[RecordTuple], list[dict[str, Any]], list[dict[str, Any]]]
"""Walls that change, what the activation remembers of them, lines for its log."""
PUT_UP, GIVEN_BACK = "plan", "plan_over"
"""What a wall's changes call what a plan did to it."""


def push(deed: Deed, activation: Mapping[str, Any]) -> Pushed:
    """Show the plan's preset on each wall that it names; a drill does only where it was asked to."""
    presets = deed.data.get("preset")
    if not activation.get("show_on_wall") or not isinstance(presets, dict):
        return [], [], []
    records: list[RecordTuple] = []
    shown: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for wall_id, wanted in presets.items():
        found = deed.look("wall", str(wall_id))
        wall = found[1] if found is not None else {}
        preset = next((one for one in listed(wall.get("presets")) if one.get("id") == wanted), None)
        known = frozenset(screens_of(wall))
        screens = {key: wish for key, wish in wishes((preset or {}).get("screens")).items() if key in known}
        if preset is None or not screens:
            lines.append(line(deed, "wall_missing", wall=wall.get("name") or wall_id, preset=wanted))
            continue
        before = {screen: wishes(wall.get("desired")).get(screen, {}) for screen in screens}
        records.append(("wall", str(wall_id), put_up(wall, screens, deed.act, PUT_UP)))
        shown.append({"wall": wall_id, "preset": wanted, "before": before, "screens": screens})
        lines.append(line(deed, "wall_shown", wall=wall.get("name") or wall_id, preset=preset.get("name", wanted)))
    return records, shown, lines


def give_back(deed: Deed, activation: Mapping[str, Any]) -> tuple[list[RecordTuple], list[dict[str, Any]]]:
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
        ours = [screen for screen in put if wishes(wall.get("desired")).get(screen) == put[screen]]
        back = {screen: before[screen] for screen in ours if isinstance(before.get(screen), dict)}
        if back:
            records.append(("wall", key, put_up(wall, back, deed.act, GIVEN_BACK)))
            lines.append(line(deed, "wall_back", wall=wall.get("name") or key, n=len(back)))
    return records, lines


def inherit(deed: Deed, key: str, activation: Mapping[str, Any]) -> list[RecordTuple]:
    """Other activations that covered what this one had put up: what stood before it is what returns after them."""
    changed: list[RecordTuple] = []
    for plan in deed.every("plan").values():
        for other in {str(plan.get("running") or ""), str(plan.get("running_drill") or "")} - {"", key}:
            found = deed.look("activation", other)
            walls = listed(found[1].get("walls")) if found is not None else []
            after = [_uncovered(shown, activation) for shown in walls]
            if found is not None and after != walls:
                changed.append(("activation", other, {**found[1], "walls": after}))
    return changed


def _uncovered(shown: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    ours = next((one for one in listed(over.get("walls")) if one.get("wall") == shown.get("wall")), None)
    if ours is None:
        return shown
    put, before = ours.get("screens") or {}, ours.get("before") or {}
    stood = shown.get("before") or {}
    return {**shown, "before": {
        key: before.get(key, {}) if key in put and wish == put[key] else wish for key, wish in stood.items()
    }}  # fmt: skip


def instant(text: object) -> int:
    """Milliseconds of an instant that the server wrote itself; 0 where there is none."""
    try:
        return parse_ms(text) if isinstance(text, str) else 0
    except (ValueError, OverflowError):
        return 0
