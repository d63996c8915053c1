"""What wall control advises: which tiles cannot be read from the farthest seat, and whether there is too much to watch.

Every stop of a tour is judged, of a tile's and of a whole screen's: what is shown for a minute in ten is read then or
never.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.analysis.attention import attention
from console.analysis.legibility import Legibility, Room, judged, stops_of
from console.records.wall import Wall
from contract.layouts import ScreenSpec, TileSpec
from views.tiles.types import LEGIBILITY, MOVING
from views.wall_control.names import tile_words, type_word
from views.wall_control.watch import WallWatch, specs
from views.wall_control.words import attention_source, attention_words, legibility_words, room_words
from widgets.base.grouped_list import Line


@dataclass(frozen=True)
class Judged:
    """One tile of a screen, or some stops of one that is a tour; `part` is the stop of a tour of whole screens."""

    screen: str
    part: int | None
    one: Legibility
    name: str

    @property
    def key(self) -> str:
        """What tells it from the others."""
        part = "" if self.part is None else f"{self.part}/"
        stops = "".join(f".{stop}" for stop in self.one.stops)
        return f"{self.screen}:{part}{self.one.place}{stops}"


def judged_screens(wall: Wall, watch: WallWatch) -> list[Judged]:
    """Every tile that the screens show, whenever they show it."""
    room, found = room_of(wall), []
    for screen, parts in specs(wall, watch).items():
        for number, spec in enumerate(parts):
            part = number if len(parts) > 1 else None
            found += [
                Judged(screen, part, one, _name(spec.tiles[one.place], one, watch))
                for one in judged(spec, room, by_type=LEGIBILITY)
            ]
    return found


def _name(tile: TileSpec, one: Legibility, watch: WallWatch) -> str:
    """What the tile shows, or these stops of it."""
    if not one.stops:
        return tile_words(tile, watch.name_of)
    stops = stops_of(tile)
    shown = [TileSpec.model_validate({"row": 0, "col": 0, **stops[stop]}) for stop in one.stops]
    names = ", ".join(dict.fromkeys(tile_words(stop, watch.name_of) for stop in shown))
    numbers = ", ".join(str(stop + 1) for stop in one.stops)
    return QCoreApplication.translate("wall_control", "tour, stop {numbers}: {names}").format(
        numbers=numbers, names=names
    )  # fmt: skip


def room_of(wall: Wall) -> Room:
    """From how far this wall is read, and what it is made of."""
    return Room(wall.seat_distance_m, wall.pixel_pitch_mm)


def advice_lines(wall: Wall, watch: WallWatch) -> list[Line]:
    """Which tiles are too small to be read, and whether there is more to watch than people can."""
    translate = QCoreApplication.translate
    shown = [kind for parts in specs(wall, watch).values() for kind in _most_moving(parts)]
    found = attention(shown, wall.seats, MOVING)
    head, below = attention_words(found)
    too_many = found.is_too_many
    lines = [
        Line("", translate("wall_control", "Attention")),
        Line("attention", head, below, tone="late" if too_many else "text2", icon="circle-alert" if too_many else ""),
        Line("source", *attention_source()),
        Line("", translate("wall_control", "Legibility")),
        Line("room", *room_words(room_of(wall))),
    ]
    judgements = judged_screens(wall, watch)
    small = [one for one in judgements if not one.one.is_legible]
    if not small and judgements:
        words = translate("wall_control", "Every one of {n} tiles can be read from the farthest seat")
        lines.append(Line("legible", words.format(n=len(judgements))))
    return lines + [_small_line(one) for one in small]


def _most_moving(parts: tuple[ScreenSpec, ...]) -> tuple[str, ...]:
    """The types of the tiles of a screen; of a tour of screens, of the one that asks for most attention."""
    kinds = (tuple(tile.type for tile in part.tiles) for part in parts)
    return max(kinds, key=lambda types: attention(types, 1, MOVING).tiles, default=())


def _small_line(found: Judged) -> Line:
    where = found.screen
    if found.part is not None:
        words = QCoreApplication.translate("wall_control", "{screen}, screen {n} of its tour")
        where = words.format(screen=found.screen, n=found.part + 1)
    words, kind = legibility_words(found.one), type_word(found.one.type)
    return Line(f"small:{found.key}", f"{where} · {found.name}", words, kind, tone="late", icon="circle-alert")
