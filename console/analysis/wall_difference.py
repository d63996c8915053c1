"""What differs on a wall from what the room wished, screen by screen; and where each screen stands in the room."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.analysis.wall_ages import LIVE
from console.records.wall import Actual, NodeReport, ScreenReport, Wall
from contract.records.wall import Wish

SETTLING = timedelta(seconds=3)
"""A change is on its way for so long before it counts as not applied."""
IN_A_ROW = 3
"""So many screens stand side by side where nothing says how they stand."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not as wished. Codes: `not_heard`, `cut_off`, `absent`, `trouble`, `not_applied`,
    `not_blank`, `not_frozen`, `not_live`."""

    code: str
    since: datetime | None = None
    count: int = 0
    of: int = 0
    text: str = ""


def differences(wall: Wall, actual: Actual | None, screen_id: str, now: datetime) -> tuple[Difference, ...]:
    """What is not as wished on one screen, the gravest first; empty where all is, and where nobody has asked yet."""
    screen = wall.screen(screen_id)
    if screen is None or actual is None:
        return ()
    node, report = reported(actual, screen_id, screen.node)
    if node is None or report is None:
        return (Difference("not_heard", node.reported_at if node is not None else None),)
    found = []
    if node.cut_off:
        found.append(Difference("cut_off", node.reported_at))
    if not report.present:
        return (*found, Difference("absent"))  # what it would show is on no wall
    if report.trouble:
        found.append(Difference("trouble", text=report.trouble))
    found += _unlike(wall, report, now)
    dark = sum(tile.state != LIVE for tile in report.tiles)
    if dark and not node.cut_off:
        found.append(Difference("not_live", count=dark, of=len(report.tiles)))
    return tuple(found)


def _unlike(wall: Wall, report: ScreenReport, now: datetime) -> list[Difference]:
    wish = wall.desired.get(report.id, Wish())
    changed = [one for one in wall.told if report.id in one.screens and one.result == "applied"]
    last = max(changed, key=lambda one: one.revision, default=None)
    if last is not None and report.wish_revision < last.revision:
        return [] if now - last.at < SETTLING else [Difference("not_applied", last.at)]
    settled = last is None or now - last.at >= SETTLING
    found = []
    if settled and wish.blank != report.blank:
        found.append(Difference("not_blank"))
    if settled and wish.frozen != report.frozen:
        found.append(Difference("not_frozen"))
    return found


def reported(actual: Actual, screen_id: str, node: str) -> tuple[NodeReport | None, ScreenReport | None]:
    """What was said of a screen, by the node that it belongs to now."""
    found = actual.node(node)
    if found is None:
        return None, None
    return found, next((one for one in found.screens if one.id == screen_id), None)


def places(wall: Wall) -> Mapping[str, tuple[int, int]]:
    """Row and column of each screen: as the wall says; else each node's screens side by side, one node below the other
    where all have as many; else in reading order."""
    if wall.screens and all(one.row is not None and one.col is not None for one in wall.screens):
        return {one.id: (one.row or 0, one.col or 0) for one in wall.screens}
    sizes = {len(wall.screens_of(node)) for node in wall.nodes}
    if len(wall.nodes) > 1 and len(sizes) == 1 and min(sizes) > 1:
        return {
            one.id: (row, col)
            for row, node in enumerate(wall.nodes)
            for col, one in enumerate(wall.screens_of(node))
        }  # fmt: skip
    count = len(wall.screens)
    across = count if count <= IN_A_ROW else math.ceil(math.sqrt(count))
    return {one.id: divmod(place, max(1, across)) for place, one in enumerate(wall.screens)}


def changed(wall: Wall, wishes: Mapping[str, Wish]) -> dict[str, tuple[Wish, Wish]]:
    """What `wishes` would really change: before and after, by screen; a wish that stands already changes nothing."""
    found = {}
    for screen, wish in wishes.items():
        before = wall.desired.get(screen, Wish())
        if wall.screen(screen) is not None and before != wish:
            found[screen] = (before, wish)
    return found
