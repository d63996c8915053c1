"""Which page each command opens, by the name under which it is known among what opens over the desk."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMAND_OF_PAGE: Mapping[str, str] = MappingProxyType(
    {
        "shift-log": "show-shift-log",
        "hand-over": "hand-over",
        "handovers": "show-handovers",
        "measures": "show-measures",
        "after-action": "show-after-action",
        "alarm-load": "show-alarm-load",
        "plans": "show-plans",
        "plan": "open-plan",
        "layouts": "edit-layouts",
        "wall": "show-wall",
        "wall-recorder": "show-wall-recorder",
        "map": "show-map",
        "indicators": "show-indicators",
        "camera-health": "show-camera-health",
        "outbox": "show-outbox",
        "conflict": "decide-conflict",
        "catch-up": "show-catch-up",
        "misread": "show-misread",
        "past": "search-past",
        "evidence": "show-evidence",
        "audit": "show-audit",
        "administration": "show-administration",
        "notices": "show-notices",
        "first-steps": "show-first-steps",
        "settings": "show-settings",
        "keys": "show-keys",
        "manual": "show-manual",
        "about": "show-about",
    }
)
ALSO_DEEDS = frozenset({"hand-over", "decide-conflict", "edit-layouts"})
"""Commands that open their page where they are told nothing, and act where they are told what to do: such a page is
opened again with nothing told, or a lock, a start or *back* would sign, decide or begin a layout once more, unasked."""
PLACE_OF: Mapping[str, str] = MappingProxyType({"show-manual": "show-keys", "show-about": "show-keys"})
"""Which place of the rail a page belongs to that has none of its own."""
DESK = "show-desk"
"""The command of the desk itself, which is where one is while no page is open."""
