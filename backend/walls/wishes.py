"""What one screen may be wished to show: read strictly, so that nothing reaches a node that no node understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from backend.walls.layout_check import Fault, screen_fault, screens_in

CONTENTS = ("layout", "screen", "tour")
FIELDS = frozenset({*CONTENTS, "index", "dwell_s", "blank", "frozen"})
TOUR_MOST = 32
DWELL_S = (2, 3600)
Wishes = dict[str, dict[str, Any]]
LayoutOf = Callable[[str], Mapping[str, Any] | None]
"""The body of a layout by its id; None where there is none."""


def wish_fault(wish: object, layout_of: LayoutOf, *, in_tour: bool = False) -> Fault | None:
    """What is wrong with a wish; None where it can be shown. One without content leaves the screen to its clock."""
    if not isinstance(wish, dict):
        return Fault("", "must be an object")
    odd = sorted(set(wish) - FIELDS)
    if odd:
        return Fault(odd[0][:64], "is not a field of a wish")
    content = [name for name in CONTENTS if name in wish]
    if len(content) > 1:
        return Fault(content[1], f"stands beside {content[0]}")
    for flag in ("blank", "frozen"):
        if not isinstance(wish.get(flag, False), bool):
            return Fault(flag, "must be true or false")
    if "tour" in content:
        return Fault("tour", "a tour within a tour") if in_tour else _tour_fault(wish, layout_of)
    if "dwell_s" in wish:
        return Fault("dwell_s", "belongs to a tour")
    if "screen" in content:
        found = screen_fault(wish["screen"])
        return None if found is None else Fault(f"screen.{found.field}".removesuffix(".screen"), found.hint)
    if "layout" in content:
        return _layout_fault(wish, layout_of)
    return Fault("index", "belongs to a layout") if "index" in wish else None


def _layout_fault(wish: Mapping[str, Any], layout_of: LayoutOf) -> Fault | None:
    name, index = wish["layout"], wish.get("index", 0)
    body = layout_of(name) if isinstance(name, str) else None
    if body is None:
        return Fault("layout", "there is no such layout")
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < screens_in(body):
        return Fault("index", f"the layout has {screens_in(body)} screens, counted from 0")
    return None


def _tour_fault(wish: Mapping[str, Any], layout_of: LayoutOf) -> Fault | None:
    steps, dwell = wish["tour"], wish.get("dwell_s")
    if not isinstance(steps, list) or not 1 <= len(steps) <= TOUR_MOST:
        return Fault("tour", f"must have 1 to {TOUR_MOST} wishes")
    if isinstance(dwell, bool) or not isinstance(dwell, int | float) or not DWELL_S[0] <= dwell <= DWELL_S[1]:
        return Fault("dwell_s", f"must be {DWELL_S[0]} to {DWELL_S[1]} seconds")
    for number, step in enumerate(steps):
        found = wish_fault(step, layout_of, in_tour=True)
        if found is not None:
            return Fault(f"tour.{number}.{found.field}".rstrip("."), found.hint)
    return None


def layouts_of(wish: object) -> Iterator[str]:
    """Every layout that a wish names."""
    if not isinstance(wish, dict):
        return
    if isinstance(wish.get("layout"), str):
        yield wish["layout"]
    steps = wish.get("tour")
    for step in steps if isinstance(steps, list) else ():
        yield from layouts_of(step)


def wishes(value: object) -> Wishes:
    """Wishes by screen, as far as what a connector brought can be read."""
    given = value if isinstance(value, dict) else {}
    return {str(screen): dict(wish) for screen, wish in given.items() if isinstance(wish, dict)}
