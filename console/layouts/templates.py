"""Ready-made arrangements of a screen: grids, one large picture among small ones, a queue beside pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.layouts.boxes import Box, tile_at
from contract.layouts import ScreenSpec, TileSpec, WallLayout


@dataclass(frozen=True)
class Template:
    """A grid and the places in it, the most important first."""

    name: str
    rows: int
    cols: int
    slots: tuple[Box, ...]


def grid(side: int) -> Template:
    """So many rows and columns of equal places."""
    slots = tuple(Box(row, col) for row in range(side) for col in range(side))
    return Template(f"{side}x{side}" if side > 1 else "1", side, side, slots)


def n_plus_1(side: int) -> Template:
    """A grid of `side` × `side` whose upper left `side - 1` × `side - 1` is one large place."""
    rest = (Box(row, col) for row in range(side) for col in range(side) if row == side - 1 or col == side - 1)
    return Template(f"1+{2 * side - 1}", side, side, (Box(0, 0, side - 1, side - 1), *rest))


def _two_large() -> Template:
    large = (Box(0, 0, 2, 2), Box(0, 2, 2, 2))
    return Template("2+8", 4, 4, (*large, *(Box(row, col) for row in (2, 3) for col in range(4))))


def _centre() -> Template:
    ring = (Box(row, col) for row in range(4) for col in range(4) if row in (0, 3) or col in (0, 3))
    return Template("1+12", 4, 4, (Box(1, 1, 2, 2), *ring))


def _beside() -> Template:
    return Template("side", 4, 4, (Box(0, 0, 4, 2), *(Box(row, col) for row in range(4) for col in (2, 3))))


def _above() -> Template:
    return Template("wide", 3, 4, (Box(0, 0, 2, 4), *(Box(2, col) for col in range(4))))


TEMPLATES: tuple[Template, ...] = (
    grid(1), grid(2), grid(3), grid(4), n_plus_1(3), n_plus_1(4), _two_large(), _centre(), _beside(), _above(),
)  # fmt: skip


def template(name: str) -> Template | None:
    """The template of this name; None where there is none."""
    return next((one for one in TEMPLATES if one.name == name), None)


def filling(layout: WallLayout, screen: ScreenSpec, cameras: Iterable[str], most: int) -> Sequence[TileSpec]:
    """Cameras for the places that are left: in the city's order, those that the layout does not show yet first."""
    shown = {str(tile.config.get("camera")) for spec in layout.screens for tile in spec.tiles}
    here = {str(tile.config.get("camera")) for tile in screen.tiles}
    ids = [one for one in cameras if one not in here]
    order = [one for one in ids if one not in shown] + [one for one in ids if one in shown]
    return [tile_at("camera", Box(0, 0), {"camera": one}) for one in order[:most]]
