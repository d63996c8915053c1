"""Boxes in a screen's grid, and how a layout is written with one part changed: what edits are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from console.base.errors import IocError
from contract.layouts import ScreenSpec, TileSpec, WallLayout


class EditError(IocError):
    """An edit that cannot be made; its code says why."""


@dataclass(frozen=True)
class Box:
    """A place in a screen's grid, in cells."""

    row: int
    col: int
    rows: int = 1
    cols: int = 1

    def meets(self, other: Box | TileSpec) -> bool:
        """Whether the two share a cell."""
        return (
            self.row < other.row + other.rows
            and other.row < self.row + self.rows
            and self.col < other.col + other.cols
            and other.col < self.col + self.cols
        )


def box_of(tile: TileSpec) -> Box:
    """Where a tile is."""
    return Box(tile.row, tile.col, tile.rows, tile.cols)


def is_free(screen: ScreenSpec, box: Box, but: int | None = None) -> bool:
    """Whether `box` lies in the grid and touches no tile but the one at `but`."""
    met = any(box.meets(tile) for place, tile in enumerate(screen.tiles) if place != but)
    return is_inside(screen, box) and not met


def first_free(screen: ScreenSpec, rows: int = 1, cols: int = 1) -> Box | None:
    """The first place for a tile of this size, row by row."""
    for row in range(screen.rows - rows + 1):
        for col in range(screen.cols - cols + 1):
            if is_free(screen, box := Box(row, col, rows, cols)):
                return box
    return None


def tile_at(kind: str, box: Box, config: Mapping[str, Any] | None = None) -> TileSpec:
    """A tile of this type in this place."""
    place = {"type": kind, "row": box.row, "col": box.col, "rows": box.rows, "cols": box.cols}
    return TileSpec.model_validate({**(config or {}), **place})


def the_tile(spec: ScreenSpec, tile: int) -> TileSpec:
    """The tile at this place in the list. Raises `EditError` where there is none."""
    if not 0 <= tile < len(spec.tiles):
        raise EditError("layout_no_tile")
    return spec.tiles[tile]


def is_inside(spec: ScreenSpec, box: Box) -> bool:
    """Whether all of it lies in the grid."""
    return box.row >= 0 and box.col >= 0 and box.row + box.rows <= spec.rows and box.col + box.cols <= spec.cols


def held_in(spec: ScreenSpec, box: Box) -> Box:
    """The nearest box of the same size inside the grid."""
    row, col = max(0, min(box.row, spec.rows - box.rows)), max(0, min(box.col, spec.cols - box.cols))
    return Box(row, col, box.rows, box.cols)


def clipped(spec: ScreenSpec, box: Box) -> Box:
    """What of it lies inside the grid, at least a cell."""
    top, left = max(0, min(box.row, spec.rows - 1)), max(0, min(box.col, spec.cols - 1))
    bottom = max(top + 1, min(box.row + box.rows, spec.rows))
    right = max(left + 1, min(box.col + box.cols, spec.cols))
    return Box(top, left, bottom - top, right - left)


def with_tiles(layout: WallLayout, screen: int, tiles: Sequence[TileSpec]) -> WallLayout:
    """With other tiles on a screen."""
    return with_screen(layout, screen, changed(layout.screens[screen], {"tiles": tuple(tiles)}))


def with_screen(layout: WallLayout, screen: int, spec: ScreenSpec) -> WallLayout:
    """With another screen in its place."""
    return with_screens(layout, (*layout.screens[:screen], spec, *layout.screens[screen + 1 :]))


def with_screens(layout: WallLayout, screens: Sequence[ScreenSpec]) -> WallLayout:
    """With these screens."""
    return layout.model_copy(update={"screens": tuple(screens)})


def changed(spec: ScreenSpec, changes: Mapping[str, Any]) -> ScreenSpec:
    """With these changes, judged as any file is; raises ValueError where they were wrong, which would be our fault."""
    return ScreenSpec.model_validate({**dict(spec), **(spec.model_extra or {}), **changes})


def described(layout: WallLayout, changes: Mapping[str, Any]) -> WallLayout:
    """With other facts about the whole."""
    return WallLayout.model_validate({**dict(layout), **(layout.model_extra or {}), **changes})
