"""Editing of layouts: each edit is a function from one layout to the next, which is always one that can be shown.

An edit that cannot be made raises `EditError` and changes nothing. `History` keeps what stood before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.layouts.boxes import (
    Box,
    EditError,
    box_of,
    clipped,
    first_free,
    held_in,
    is_free,
    is_inside,
    the_tile,
    tile_at,
    with_tiles,
)
from contract.layouts import ScreenSpec, TileSpec, WallLayout

HISTORY_MOST = 200
"""Edits that can be undone."""


@dataclass(frozen=True)
class History:
    """The layout as it is now, what it was before each edit, and what was undone."""

    now: WallLayout
    past: tuple[WallLayout, ...] = ()
    future: tuple[WallLayout, ...] = ()

    def done(self, layout: WallLayout) -> History:
        """After one more edit; one that changed nothing is none."""
        if layout == self.now:
            return self
        return History(layout, (*self.past, self.now)[-HISTORY_MOST:])

    def undone(self) -> History:
        """As before the last edit. Raises `EditError` where there is none."""
        if not self.past:
            raise EditError("layout_nothing_to_undo")
        return History(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redone(self) -> History:
        """The edit that was undone last, once more. Raises `EditError` where there is none."""
        if not self.future:
            raise EditError("layout_nothing_to_redo")
        return History(self.future[0], (*self.past, self.now), self.future[1:])


def usual_size(screen: ScreenSpec) -> tuple[int, int]:
    """What a new tile is as large as: one cell, and in a fine grid a quarter of the screen's sides."""
    return max(1, screen.rows // 4), max(1, screen.cols // 4)


def add(
    layout: WallLayout, screen: int, kind: str, config: Mapping[str, Any], at: Box | None = None
) -> tuple[WallLayout, int]:
    """One more tile: at `at`, else in the first place that has room for it. Also tells its place in the list."""
    spec = layout.screens[screen]
    box = at or first_free(spec, *usual_size(spec)) or first_free(spec)
    if box is None:
        raise EditError("layout_no_room")
    if not is_inside(spec, box):
        raise EditError("layout_at_the_edge")
    if not is_free(spec, box):
        raise EditError("layout_in_the_way")
    tiles = (*spec.tiles, tile_at(kind, box, config))
    return with_tiles(layout, screen, tiles), len(tiles) - 1


def remove(layout: WallLayout, screen: int, tile: int) -> WallLayout:
    """Without this tile."""
    spec = layout.screens[screen]
    the_tile(spec, tile)
    return with_tiles(layout, screen, (*spec.tiles[:tile], *spec.tiles[tile + 1 :]))


def move(layout: WallLayout, screen: int, tile: int, row: int, col: int) -> WallLayout:
    """With its upper left corner there; where one other tile is in the way the two change places if both fit."""
    spec = layout.screens[screen]
    here = box_of(the_tile(spec, tile))
    there = held_in(spec, Box(row, col, here.rows, here.cols))
    if there == here:
        raise EditError("layout_at_the_edge")
    if is_free(spec, there, tile):
        return _placed(layout, screen, {tile: there})
    met = [place for place, other in enumerate(spec.tiles) if place != tile and there.meets(other)]
    if len(met) == 1:
        swapped = _exchanged(spec, tile, met[0], there)
        if swapped is not None:
            return _placed(layout, screen, swapped)
    raise EditError("layout_in_the_way")


def step(layout: WallLayout, screen: int, tile: int, rows: int, cols: int) -> WallLayout:
    """Moved by so many cells; over what is in the way and has no place to go, to the next free place beyond."""
    spec = layout.screens[screen]
    here = box_of(the_tile(spec, tile))
    reason = "layout_at_the_edge"
    for far in range(1, max(spec.rows, spec.cols)):
        there = Box(here.row + rows * far, here.col + cols * far, here.rows, here.cols)
        if not is_inside(spec, there):
            break
        if far == 1 or is_free(spec, there, tile):
            try:
                return move(layout, screen, tile, there.row, there.col)
            except EditError as error:
                reason = error.code
    raise EditError(reason)


def resize(layout: WallLayout, screen: int, tile: int, to: Box) -> WallLayout:
    """As near to `to` as the grid and its neighbours let it: a side stops where it meets something."""
    spec = layout.screens[screen]
    here = box_of(the_tile(spec, tile))
    wanted = clipped(spec, to)
    if is_free(spec, wanted, tile):
        return _placed(layout, screen, {tile: wanted})
    best = here
    for side in range(4):
        best = _stretched(spec, tile, best, wanted, side)
    if best == here:
        raise EditError("layout_at_the_edge" if clipped(spec, to) == here else "layout_in_the_way")
    return _placed(layout, screen, {tile: best})


def grow(layout: WallLayout, screen: int, tile: int, rows: int, cols: int) -> WallLayout:
    """Its lower and right sides moved by so many cells; at the screen's end or a neighbour the other side gives."""
    spec = layout.screens[screen]
    here = box_of(the_tile(spec, tile))
    size = max(1, here.rows + rows), max(1, here.cols + cols)
    if size == (here.rows, here.cols):
        raise EditError("layout_at_the_edge")
    for row, col in ((here.row, here.col), (here.row - max(0, rows), here.col - max(0, cols))):
        if is_free(spec, box := Box(row, col, *size), tile):
            return _placed(layout, screen, {tile: box})
    inside = is_inside(spec, Box(here.row, here.col, *size))
    raise EditError("layout_in_the_way" if inside else "layout_at_the_edge")


def configure(layout: WallLayout, screen: int, tile: int, changes: Mapping[str, Any]) -> WallLayout:
    """With these facts told to the tile; None takes one away, and what is not named stays."""
    spec = layout.screens[screen]
    old = the_tile(spec, tile)
    config = {name: value for name, value in {**old.config, **changes}.items() if value is not None}
    tiles = (*spec.tiles[:tile], tile_at(old.type, box_of(old), config), *spec.tiles[tile + 1 :])
    return with_tiles(layout, screen, tiles)


def paste(layout: WallLayout, screen: int, tile: TileSpec) -> tuple[WallLayout, int]:
    """A copied tile on this screen: where it was where that is free, else the first place of its size."""
    spec = layout.screens[screen]
    same = box_of(tile)
    box = same if is_free(spec, same) else first_free(spec, tile.rows, tile.cols)
    return add(layout, screen, tile.type, tile.config, box)


def _exchanged(spec: ScreenSpec, tile: int, other: int, there: Box) -> dict[int, Box] | None:
    """Where both would be with `tile` at `there` and the other one where `tile` was; None where that does not fit."""
    here, met = box_of(spec.tiles[tile]), box_of(spec.tiles[other])
    back = Box(here.row, here.col, met.rows, met.cols)
    if (met.rows, met.cols) == (here.rows, here.cols):
        there = met
    elif here.col == there.col and here.row in (met.row + met.rows, met.row - here.rows):
        top = min(here.row, met.row)
        up = there.row < here.row
        there = Box(top if up else top + met.rows, here.col, here.rows, here.cols)
        back = Box(top + here.rows if up else top, met.col, met.rows, met.cols)
    elif here.row == there.row and here.col in (met.col + met.cols, met.col - here.cols):
        left = min(here.col, met.col)
        goes_left = there.col < here.col
        there = Box(here.row, left if goes_left else left + met.cols, here.rows, here.cols)
        back = Box(met.row, left + here.cols if goes_left else left, met.rows, met.cols)
    rest = spec.model_copy(update={"tiles": tuple(one for at, one in enumerate(spec.tiles) if at not in (tile, other))})
    apart = not there.meets(back)
    return {tile: there, other: back} if apart and is_free(rest, there) and is_free(rest, back) else None


def _stretched(spec: ScreenSpec, tile: int, box: Box, wanted: Box, side: int) -> Box:
    """`box` with one side (top, left, bottom, right) moved towards `wanted`, cell by cell, as far as is free."""
    while True:
        top, left, bottom, right = box.row, box.col, box.row + box.rows, box.col + box.cols
        edges = [top, left, bottom, right]
        aim = (wanted.row, wanted.col, wanted.row + wanted.rows, wanted.col + wanted.cols)[side]
        if edges[side] == aim:
            return box
        edges[side] += 1 if aim > edges[side] else -1
        if edges[2] <= edges[0] or edges[3] <= edges[1]:
            return box
        fresh = Box(edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1])
        if not is_free(spec, fresh, tile):
            return box
        box = fresh


def _placed(layout: WallLayout, screen: int, boxes: Mapping[int, Box]) -> WallLayout:
    tiles = tuple(
        tile_at(tile.type, boxes[place], tile.config) if place in boxes else tile
        for place, tile in enumerate(layout.screens[screen].tiles)
    )
    return with_tiles(layout, screen, tiles)
