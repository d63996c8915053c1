"""Rules carried out by the backend's engine alone, on records as a test holds them: nothing here needs a server.

Incidents are folded from what is stored of them, in `tests.backend.incident_alone`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from backend.actions import engine
from backend.actions.deed import Act, Deed, Found, Look, RecordTuple
from backend.rules import RULES
from backend.walls.preset_rules import MOST, REMOVED_MOST

__all__ = ["MOST", "REMOVED_MOST", "LayoutDeed", "PlanDeed", "PlanOutcome", "WallDeed", "WallOutcome", "fold"]
Layouts = Callable[[str], Mapping[str, Any] | None]
Plans = Callable[[], Mapping[str, dict[str, Any]]]


@dataclass(frozen=True)
class Done:
    """What the engine answered, in the words of a wall or of a plan."""

    result: str
    wall: dict[str, Any] | None
    records: tuple[RecordTuple, ...]
    """All that changes, the target last."""
    removed: bool
    problem: dict[str, Any] | None


PlanOutcome: TypeAlias = Done
WallOutcome: TypeAlias = Done


def fold(deed: Deed) -> Done:
    """What comes of it."""
    done = engine.fold(RULES, deed)
    own = [] if done.data is None else [(deed.target, deed.key, done.data)]
    return Done(done.result, done.data, (*done.beside, *own), done.removed, done.problem)


def WallDeed(  # noqa: N802, PLR0917 - tables of cases read it as the type of a case
    act: Act, key: str, wall: Mapping[str, Any], device_id: str, layout_of: Layouts, plans: Plans = dict
) -> Deed:
    """An action on a wall, the layouts that it may name, and the plans that may name its presets."""

    def look(kind: str, name: str) -> Found | None:
        body = layout_of(name) if kind == "layout" else None
        return None if body is None else (1, {"body": body})

    return Deed(act, "wall", key, 1, wall, look, lambda kind: plans() if kind == "plan" else {}, device_id)


def LayoutDeed(  # noqa: N802
    act: Act, key: str, found: tuple[int, Mapping[str, Any]] | None, walls: Mapping[str, dict[str, Any]]
) -> Deed:
    """An action on a layout, if there is one yet, and the walls that may name it."""
    version, data = found or (0, {})
    return Deed(act, "layout", key, version, data, every=lambda kind: walls if kind == "wall" else {})


def PlanDeed(act: Act, key: str, plan: Mapping[str, Any], look: Look, plans: Plans, via: str = "") -> Deed:  # noqa: N802, PLR0917
    """An action on a response plan of a city."""
    return Deed(act, "plan", key, 1, plan, look, lambda kind: plans() if kind == "plan" else {}, via=via)
