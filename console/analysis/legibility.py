"""Whether a wall can be read from the farthest seat: the height of each tile's smallest text as an angle.

The rule is NUREG-0700's, as docs/explanation/domain.md#the-room gives it: capitals of at least 16 arc-minutes, 4.65 mm
a metre. A wall draws its text at a scale that keeps this; a tile that is too small cannot hold such text, so that it is
cut or must shrink. Hence both are judged: how large the text is drawn, and how large it could be if all of it had to
fit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from contract.layouts import ScreenSpec, TileSpec
from contract.tiles import TILE_FORMS, Kind

ARC_MINUTES = 16.0
SOURCE = "NUREG-0700"
"""Whose rule the arc-minutes are."""
TEXT_PX = 13.0
"""Running text on a desk, in pixels; a wall scales everything by what this needs to be read."""
CAPITAL = 0.74
"""A capital's height in parts of the size of its text (Be Vietnam Pro): the rule is about what is seen, not about the
size that a font is asked for."""
PANEL_PX = (1920, 1080)
"""The panel whose pixel pitch a wall and a layout name."""
STRIP_PX, GAP_PX = 32.0, 6.0
"""The strip at a screen's foot, before scaling, and what lies between tiles."""


@dataclass(frozen=True)
class Least:
    """What a tile type needs before scaling: its smallest text and the room that its text takes, in pixels."""

    text_px: float
    width_px: float
    height_px: float


LEAST: Mapping[str, Least] = MappingProxyType(
    {
        "camera": Least(13, 150, 64),
        "slot": Least(13, 150, 64),
        "tour": Least(13, 150, 64),
        "indicator": Least(13, 160, 108),
        "queue": Least(13, 240, 140),
        "count": Least(13, 130, 92),
        "cameras-alive": Least(13, 130, 92),
        "camera-health": Least(13, 320, 120),
        "clock": Least(13, 190, 64),
        "text": Least(13, 120, 64),
        "plan": Least(13, 240, 140),
        "map": Least(13, 160, 120),
    }
)
"""Of the types that come with the console; one that is not here, such as a picture, has no text of its own and is not
judged. A type names its own (`views/tiles/`).

The room is that of a name of some twenty letters, with an age and why there is no picture (camera), with a value and a
foot (indicator), or of three rows (queue)."""


@dataclass(frozen=True)
class Room:
    """From how far the wall is read, and what it is made of."""

    seat_distance_m: float
    pixel_pitch_mm: float

    @property
    def least_text_mm(self) -> float:
        """How high a capital must be, in millimetres."""
        return self.seat_distance_m * 1000 * math.tan(math.radians(ARC_MINUTES / 60))

    @property
    def scale(self) -> float:
        """How much larger than on a desk text must be drawn; never smaller than there."""
        return max(1.0, self.least_text_mm / self.pixel_pitch_mm / (TEXT_PX * CAPITAL))

    def arc_minutes(self, height_px: float) -> float:
        """The angle that a letter of this height has, seen from the farthest seat."""
        return math.degrees(math.atan(height_px * self.pixel_pitch_mm / (self.seat_distance_m * 1000))) * 60


@dataclass(frozen=True)
class Legibility:
    """One tile's smallest text, and how large the tile must be to hold it at the rule's size."""

    place: int
    type: str
    arc_minutes: float
    """Of the smallest text, as large as the tile can hold it whole."""
    size_px: tuple[int, int]
    least_px: tuple[int, int]
    least_cells: tuple[int, int] | None
    """Rows and columns of the screen's grid that would do; None where the whole screen would not."""
    stops: tuple[int, ...] = ()
    """Of a tour, the stops (from 0) that this is about; none for a tile that always shows the same."""

    @property
    def is_legible(self) -> bool:
        """Whether the rule is kept; a hundredth of a minute is rounding."""
        return self.arc_minutes >= ARC_MINUTES - 0.01


def judged(
    screen: ScreenSpec, room: Room, drawn_for: Room | None = None, by_type: Mapping[str, Least | None] = LEAST
) -> tuple[Legibility, ...]:
    """Each tile of `screen` that has text, by its place; `drawn_for` is the room that the text is scaled for, where it
    is another than the one where people sit; `by_type` is what each type needs."""
    scale = (drawn_for or room).scale
    found = (
        _judged((place, kind, stops), least, tile, screen, room, scale=scale)
        for place, tile in enumerate(screen.tiles)
        for kind, stops in _kinds(tile)
        if (least := by_type.get(kind)) is not None
    )
    return tuple(found)


def stops_of(tile: TileSpec) -> tuple[Mapping[str, Any], ...]:
    """What a tour shows in turn, as plain data; nothing for any other tile, and for a tour without stops."""
    form = TILE_FORMS.get(tile.type)
    field = form.of_kind(Kind.TILES) if form is not None else None
    given = tile.config.get(field.name) if field is not None else None
    return tuple(one for one in given if isinstance(one, Mapping)) if isinstance(given, Sequence) else ()


def _kinds(tile: TileSpec) -> list[tuple[str, tuple[int, ...]]]:
    """The types that a tile shows: its own, or those of a tour's stops, for all stand in the same place in turn."""
    found: dict[str, list[int]] = {}
    for number, stop in enumerate(stops_of(tile)):
        found.setdefault(str(stop.get("type", "")), []).append(number)
    return [(kind, tuple(numbers)) for kind, numbers in found.items()] or [(tile.type, ())]


def _judged(
    what: tuple[int, str, tuple[int, ...]],
    least: Least,
    tile: TileSpec,
    screen: ScreenSpec,
    room: Room,
    *,
    scale: float,
) -> Legibility:
    place, kind, stops = what
    cell = _cell_px(screen, scale)
    width, height = _span(tile.cols, cell[0]), _span(tile.rows, cell[1])
    share = min(1.0, width / (least.width_px * scale), height / (least.height_px * scale))
    needed = room.scale
    wide, high = least.width_px * needed, least.height_px * needed
    rows, cols = _cells(high, cell[1]), _cells(wide, cell[0])
    return Legibility(
        place,
        kind,
        room.arc_minutes(least.text_px * CAPITAL * scale * share),
        (round(width), round(height)),
        (math.ceil(wide), math.ceil(high)),
        (rows, cols) if rows <= screen.rows and cols <= screen.cols else None,
        stops,
    )


def _cell_px(screen: ScreenSpec, scale: float) -> tuple[float, float]:
    """One cell of the grid, without the gaps beside it."""
    wide = PANEL_PX[0] - GAP_PX * (screen.cols + 1)
    high = PANEL_PX[1] - STRIP_PX * scale - GAP_PX * (screen.rows + 1)
    return wide / screen.cols, high / screen.rows


def _span(cells: int, cell_px: float) -> float:
    return cells * cell_px + (cells - 1) * GAP_PX


def _cells(needed_px: float, cell_px: float) -> int:
    return max(1, math.ceil((needed_px + GAP_PX) / (cell_px + GAP_PX) - 1e-9))
