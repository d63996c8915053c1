"""Layouts in words: what a tile is called in the editor, what can be added, and the facts that can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from console.analysis.legibility import ARC_MINUTES, SOURCE, Legibility, Room, judged
from console.layouts.check import odd
from console.records.models import Camera, Indicator
from contract.layouts import MAX_CELLS, ScreenSpec, TileSpec, WallLayout
from contract.tiles import TILE_FORMS, Kind, TileField
from views.tiles.kind import Line, TileType
from views.tiles.titles import kind_words, layout_sentence
from views.tiles.types import LEGIBILITY, TILE_TYPES
from widgets.base.formats import number_text
from widgets.layouts.facts import Fact
from widgets.layouts.offer import Part
from widgets.layouts.tile import TileFace

NAMED = (Kind.CAMERA, Kind.INDICATOR)
"""What of the city has a name."""


@dataclass(frozen=True)
class City:
    """What of the city a layout can show."""

    cameras: Mapping[str, Camera] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def known(self, kind: Kind) -> Mapping[str, Camera | Indicator]:
        """The cameras or the indicators there are."""
        return self.cameras if kind is Kind.CAMERA else self.indicators

    def name_of(self, kind: Kind, ref: object) -> str:
        """What a camera or an indicator is called; its id where the city has none such."""
        found = self.known(kind).get(str(ref))
        return found.name if found is not None else str(ref or "")


@dataclass(frozen=True)
class Shown:
    """The picture of a tile as far as it is here, and what is to be told of it."""

    image: QImage | None = None
    words: str = ""
    is_trouble: bool = False


def no_pictures(_config: Mapping[str, Any]) -> Shown:
    """Where nobody has the pictures to hand."""
    return Shown()


def parts_of(city: City) -> list[Part]:
    """Everything that can be added."""
    plain = QCoreApplication.translate("layout", "Tiles")
    of_each: list[Part] = []
    parts: list[Part] = []
    for kind in TILE_TYPES.values():
        words, begun, named = kind_words(kind.name), tuple(kind.begun().items()), kind.form.of_kind(*NAMED)
        if named is None or not named.needed:
            parts.append(Part(kind.name, words, plain, begun))
        else:  # without a camera or an indicator it shows nothing: one for each is offered
            known = city.known(named.kind)
            of_each += [Part(kind.name, one.name, words, (*begun, (named.name, key))) for key, one in known.items()]
    return parts + of_each


def title_of(tile: Mapping[str, Any] | TileSpec, city: City) -> str:
    """What a tile shows."""
    config = tile.config if isinstance(tile, TileSpec) else dict(tile)
    kind = tile.type if isinstance(tile, TileSpec) else str(tile.get("type", ""))
    fields = TILE_FORMS[kind].fields if kind in TILE_FORMS else ()
    title = str(config.get("title") or "")
    for field_ in fields:
        said = config.get(field_.name)
        if field_.kind in NAMED and (field_.needed or said):
            own = title if any(one.name == "title" for one in fields) else ""
            return own or city.name_of(field_.kind, said)
        if field_.kind is Kind.TILES:
            return ", ".join(title_of(one, city) for one in said or () if isinstance(one, Mapping))
        if field_.kind is Kind.TILE and isinstance(said, Mapping):
            return title_of(said, city)
    return str(config.get("text") or title)


def faces_of(
    screen: ScreenSpec,
    city: City,
    troubles: Mapping[int, Sequence[str]],
    pictures: Callable[[Mapping[str, Any]], Shown] = no_pictures,
) -> list[TileFace]:
    """A face for each tile of the screen."""
    found = []
    for place, tile in enumerate(screen.tiles):
        kind, title = kind_words(tile.type), title_of(tile, city)
        size = QCoreApplication.translate("layout", "{rows} × {cols} cells, row {row}, column {col}").format(
            rows=tile.rows, cols=tile.cols, row=tile.row + 1, col=tile.col + 1
        )
        shown = pictures(tile.config) if takes(tile.type, Kind.PICTURE) else Shown()
        trouble = " ".join([*troubles.get(place, ()), *([shown.words] if shown.is_trouble else ())])
        detail = size if shown.is_trouble or not shown.words else f"{shown.words}\n{size}"
        face = TileFace(kind if title else "", title or kind, detail, trouble, shown.image)
        found.append(face)
    return found


@dataclass(frozen=True)
class Trouble:
    """One sentence about the layout, and where it belongs; None where it is about the whole."""

    text: str
    screen: int | None = None
    tile: int | None = None


def troubles_of(layout: WallLayout, name: str, city: City) -> list[Trouble]:
    """What is odd, and what cannot be read from the farthest seat."""
    known = {"cameras": city.cameras or None, "indicators": city.indicators or None}
    found = [
        Trouble(layout_sentence(one.code, one.params), *one.place)
        for one in odd(layout, name, cameras=known["cameras"], indicators=known["indicators"])
    ]
    room = Room(layout.seat_distance_m, layout.pixel_pitch_mm)
    for number, screen in enumerate(layout.screens):
        small = [one for one in judged(screen, room, by_type=LEGIBILITY) if not one.is_legible]
        found += [Trouble(_hard_to_read(one, number, layout), number, one.place) for one in small]
    return found


def _hard_to_read(one: Legibility, screen: int, layout: WallLayout) -> str:
    text = QCoreApplication.translate(
        "layout",
        "Screen {screen}, tile {tile} ({kind}): text of {minutes}′ at {metres} m; {source} asks for {least}′.",
    ).format(
        screen=screen + 1, tile=one.place + 1, kind=kind_words(one.type), minutes=number_text(one.arc_minutes, 1),
        metres=number_text(layout.seat_distance_m, 1), source=SOURCE, least=number_text(ARC_MINUTES),
    )  # fmt: skip
    if one.stops:
        stops = QCoreApplication.translate("layout", "Stops of the tour: {numbers}.")
        text = f"{text} {stops.format(numbers=', '.join(str(stop + 1) for stop in one.stops))}"
    if one.least_cells is None:
        return text
    advice = QCoreApplication.translate("layout", "{rows} × {cols} cells would do.")
    return f"{text} {advice.format(rows=one.least_cells[0], cols=one.least_cells[1])}"


# facts


def tile_facts(tile: TileSpec, screen: ScreenSpec) -> list[Fact]:
    """What can be told about a tile."""
    translate = QCoreApplication.translate
    config = tile.config
    facts = [
        Fact("row", translate("layout", "Row"), tile.row + 1, 1, screen.rows),
        Fact("col", translate("layout", "Column"), tile.col + 1, 1, screen.cols),
        Fact("rows", translate("layout", "Rows"), tile.rows, 1, screen.rows),
        Fact("cols", translate("layout", "Columns"), tile.cols, 1, screen.cols),
    ]
    known = TILE_TYPES.get(tile.type)
    return facts + [_fact(line, known, config) for line in known.lines] if known is not None else facts


def _fact(line: Line, known: TileType, config: Mapping[str, Any]) -> Fact:
    """What stands in a line of the editor, which its field's limits bound."""
    translate = QCoreApplication.translate
    words, hint = translate("layout", line.words), translate("layout", line.hint) if line.hint else ""
    if line.said is not None or line.endings:
        text = line.said(config) if line.said is not None else ""
        return Fact(line.field, words, text, hint=hint, endings=line.endings)
    field_ = known.form.field(line.field)
    if field_.kind is Kind.WHOLE:
        value = _whole(config.get(field_.name), field_.default)
        return Fact(field_.name, words, value, field_.least, field_.most, field_.unit)
    return Fact(field_.name, words, str(config.get(field_.name, "")), hint=hint)


def line_of(kind: str, name: str) -> Line | None:
    """The line of this name that the type asks for; None for what every tile has."""
    lines = TILE_TYPES[kind].lines if kind in TILE_TYPES else ()
    return next((one for one in lines if one.field == name), None)


def takes(kind: str, *what: Kind) -> TileField | None:
    """The first field of the type that takes one of these; None where none does."""
    return TILE_FORMS[kind].of_kind(*what) if kind in TILE_FORMS else None


def _whole(value: object, other: int) -> int:
    return round(value) if isinstance(value, (int, float)) else other


def screen_facts(screen: ScreenSpec, templates: Sequence[str]) -> list[Fact]:
    """What can be told about a screen."""
    translate = QCoreApplication.translate
    choices = [("", translate("layout", "Choose a template")), *((name, template_words(name)) for name in templates)]
    return [
        Fact("template", translate("layout", "Template"), "", choices=tuple(choices)),
        Fact("title", translate("layout", "Name"), screen.title),
        Fact("rows", translate("layout", "Rows"), screen.rows, 1, MAX_CELLS),
        Fact("cols", translate("layout", "Columns"), screen.cols, 1, MAX_CELLS),
        Fact("width_px", translate("layout", "Width"), screen.width_px, 160, 16384, "px"),
        Fact("height_px", translate("layout", "Height"), screen.height_px, 160, 16384, "px"),
    ]


def layout_facts(layout: WallLayout) -> list[Fact]:
    """What can be told about the whole."""
    translate = QCoreApplication.translate
    return [
        Fact("name", translate("layout", "Name"), layout.name),
        Fact("seat_distance_m", translate("layout", "Farthest seat"), float(layout.seat_distance_m), 0.5, 50, "m"),
        Fact("pixel_pitch_mm", translate("layout", "Size of a pixel"), float(layout.pixel_pitch_mm), 0.05, 10, "mm"),
    ]


def template_words(name: str) -> str:
    """A template in words."""
    translate = QCoreApplication.translate
    words = {
        "1": translate("layout", "One picture"),
        "side": translate("layout", "One high, eight beside"),
        "wide": translate("layout", "One wide, four below"),
    }
    if name in words:
        return words[name]
    if "x" in name:
        return translate("layout", "Grid {n}").format(n=name.replace("x", " × "))
    large, _plus, small = name.partition("+")
    return translate("layout", "{large} large, {small} small").format(large=large, small=small)


def screen_words(layout: WallLayout, screen: int) -> tuple[str, str]:
    """A screen's name, and how much is on it."""
    translate = QCoreApplication.translate
    spec = layout.screens[screen]
    name = spec.title or spec.name or translate("layout", "Screen {n}").format(n=screen + 1)
    return name, translate("layout", "tiles: {count}").format(count=len(spec.tiles))
