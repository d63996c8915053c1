"""Editing of a layout's screens: adding, removing, ordering them, their grids, and templates poured over them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from console.layouts.boxes import Box, EditError, box_of, changed, described, tile_at, with_screen, with_screens
from contract.layouts import MAX_CELLS, MAX_SCREENS, ScreenSpec, TileSpec, WallLayout

FREE_ROWS, FREE_COLS = 54, 96
"""The grid of a free form on a panel of 16:9: cells of 20 × 20 pixels, half of it at 1366 × 768."""


def add_screen(layout: WallLayout, at: int, like: ScreenSpec | None = None) -> WallLayout:
    """One more screen at place `at`: an empty one of the size and grid of its neighbour, or a copy of `like`.

    A copy has no name: two screens of one name would be one.
    """
    if len(layout.screens) >= MAX_SCREENS:
        raise EditError("layout_most_screens", most=MAX_SCREENS)
    near = layout.screens[max(0, min(at, len(layout.screens)) - 1)]
    fresh = (
        like.model_copy(update={"name": ""})
        if like is not None
        else ScreenSpec(
            rows=min(near.rows, 4), cols=min(near.cols, 4), width_px=near.width_px, height_px=near.height_px
        )
    )
    return with_screens(layout, (*layout.screens[:at], fresh, *layout.screens[at:]))


def remove_screen(layout: WallLayout, screen: int) -> WallLayout:
    """Without this screen; the last one stays."""
    if len(layout.screens) == 1:
        raise EditError("layout_last_screen")
    return with_screens(layout, (*layout.screens[:screen], *layout.screens[screen + 1 :]))


def move_screen(layout: WallLayout, screen: int, to: int) -> WallLayout:
    """With this screen at place `to`."""
    if not 0 <= to < len(layout.screens) or to == screen:
        raise EditError("layout_at_the_edge")
    rest = [spec for place, spec in enumerate(layout.screens) if place != screen]
    return with_screens(layout, (*rest[:to], layout.screens[screen], *rest[to:]))


def describe_screen(layout: WallLayout, screen: int, **facts: Any) -> WallLayout:
    """With another `name`, `title`, `width_px` or `height_px`."""
    return with_screen(layout, screen, changed(layout.screens[screen], facts))


def describe(layout: WallLayout, **facts: Any) -> WallLayout:
    """With another `name`, `seat_distance_m` or `pixel_pitch_mm`."""
    return described(layout, facts)


def regrid(layout: WallLayout, screen: int, rows: int, cols: int) -> WallLayout:
    """With another grid. One that each cell of the old one fits into, or the other way round, keeps the picture;
    another one keeps every tile in its cells, where they fit."""
    if not (1 <= rows <= MAX_CELLS and 1 <= cols <= MAX_CELLS):
        raise EditError("layout_grid_too_fine" if max(rows, cols) > MAX_CELLS else "layout_at_the_edge", most=MAX_CELLS)
    spec = layout.screens[screen]
    for keeps in (True, False):
        boxes = [_rescaled(box_of(tile), spec, rows, cols) if keeps else box_of(tile) for tile in spec.tiles]
        fits = all(box is not None and box.row + box.rows <= rows and box.col + box.cols <= cols for box in boxes)
        if fits:
            tiles = tuple(
                tile_at(tile.type, box, tile.config) for tile, box in zip(spec.tiles, boxes, strict=True) if box
            )
            return with_screen(layout, screen, changed(spec, {"rows": rows, "cols": cols, "tiles": tiles}))
    raise EditError("layout_grid_too_coarse", rows=rows, cols=cols)


def refine(layout: WallLayout, screen: int) -> WallLayout:
    """Each cell becomes four; the picture stays."""
    spec = layout.screens[screen]
    return regrid(layout, screen, spec.rows * 2, spec.cols * 2)


def free_form(layout: WallLayout, screen: int) -> WallLayout:
    """A grid so fine that tiles stand where one wishes; the picture stays as near as whole cells let it."""
    spec = layout.screens[screen]
    rows = math.lcm(spec.rows, 2) * max(1, FREE_ROWS // math.lcm(spec.rows, 2))
    cols = math.lcm(spec.cols, 2) * max(1, FREE_COLS // math.lcm(spec.cols, 2))
    return regrid(layout, screen, rows, cols)


def arrange(
    layout: WallLayout, screen: int, grid: tuple[int, int], slots: Sequence[Box], filling: Sequence[TileSpec] = ()
) -> tuple[WallLayout, int]:
    """The screen's tiles, in their order, in the slots of a template; what is left of `slots` takes `filling`.

    Also tells how many tiles found no slot and are gone.
    """
    spec = layout.screens[screen]
    order = sorted(spec.tiles, key=lambda tile: (-tile.rows * tile.cols, tile.row, tile.col))
    shown = [*order, *filling][: len(slots)]
    tiles = tuple(tile_at(tile.type, box, tile.config) for tile, box in zip(shown, slots, strict=False))
    fresh = changed(spec, {"rows": grid[0], "cols": grid[1], "tiles": tiles})
    return with_screen(layout, screen, fresh), max(0, len(order) - len(slots))


def _rescaled(box: Box, spec: ScreenSpec, rows: int, cols: int) -> Box | None:
    """The same part of the screen in another grid; None where that has no such cells."""
    numbers = (box.row * rows, box.rows * rows, box.col * cols, box.cols * cols)
    if any(number % spec.rows for number in numbers[:2]) or any(number % spec.cols for number in numbers[2:]):
        return None
    return Box(numbers[0] // spec.rows, numbers[2] // spec.cols, numbers[1] // spec.rows, numbers[3] // spec.cols)
