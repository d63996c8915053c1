"""Layouts in words: what a tile is called in the editor, what can be added, and the facts that can be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from console.analysis.legibility import ARC_MINUTES, SOURCE, Legibility, Room, judged
from console.layouts.check import odd
from console.layouts.files import PICTURE_ENDINGS
from console.models import Camera, Indicator
from console.places.map_view import LEAST_RADIUS_M, MOST_RADIUS_M, RADIUS_M
from console.places.typed import place_text, said_place
from contract.layouts import MAX_CELLS, ScreenSpec, TileSpec, WallLayout
from views.layouts.kinds import KINDS, kind_words
from views.sentences import sentence
from widgets.formats import number_text
from widgets.layouts.facts import Fact
from widgets.layouts.palette import Part
from widgets.layouts.tile import TileFace

DWELL_S = 15
HOLDING = frozenset({"tour", "slot"})
"""Types that take other tiles in."""


@dataclass(frozen=True)
class City:
    """What of the city a layout can show."""

    cameras: Mapping[str, Camera] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def name_of(self, kind: str, ref: object) -> str:
        """What a camera or an indicator is called; its id where the city has none such."""
        known: Mapping[str, Camera | Indicator] = self.cameras if kind == "camera" else self.indicators
        found = known.get(str(ref))
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
    parts = [Part(kind, kind_words(kind), plain, _begun(kind)) for kind, _words in KINDS[2:]]
    cameras, indicators = kind_words("camera"), kind_words("indicator")
    parts += [Part("camera", one.name, cameras, (("camera", key),)) for key, one in city.cameras.items()]
    parts += [Part("indicator", one.name, indicators, (("indicator", key),)) for key, one in city.indicators.items()]
    return parts


def _begun(kind: str) -> tuple[tuple[str, Any], ...]:
    """What a new tile of this type says."""
    if kind == "tour":
        return (("tiles", ()), ("dwell_s", DWELL_S))
    if kind == "text":
        return (("text", QCoreApplication.translate("layout", "Text")),)
    return ()


def title_of(tile: Mapping[str, Any] | TileSpec, city: City) -> str:
    """What a tile shows."""
    config = tile.config if isinstance(tile, TileSpec) else dict(tile)
    kind = tile.type if isinstance(tile, TileSpec) else str(tile.get("type", ""))
    if kind in ("camera", "indicator"):
        return city.name_of(kind, config.get(kind))
    if kind == "tour":
        names = [title_of(one, city) for one in config.get("tiles", ()) if isinstance(one, Mapping)]
        return ", ".join(names)
    if kind == "map" and config.get("camera"):
        return str(config.get("title") or city.name_of("camera", config["camera"]))
    if kind == "slot" and isinstance(config.get("idle"), Mapping):
        return title_of(config["idle"], city)
    return str(config.get("text") or config.get("title") or "")


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
        shown = pictures(tile.config) if tile.type == "picture" else Shown()
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
        Trouble(sentence(one.code, one.params), *one.place)
        for one in odd(layout, name, cameras=known["cameras"], indicators=known["indicators"])
    ]
    room = Room(layout.seat_distance_m, layout.pixel_pitch_mm)
    for number, screen in enumerate(layout.screens):
        small = [one for one in judged(screen, room) if not one.is_legible]
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
    if tile.type in ("text", "picture", "tour", "slot", "map"):
        facts.append(Fact("title", translate("layout", "Caption"), str(config.get("title", ""))))
    if tile.type in ("text", "clock"):
        facts.append(Fact("text", translate("layout", "Text"), str(config.get("text", ""))))
    if tile.type == "slot":
        facts.append(Fact("place", translate("layout", "Name of the place"), str(config.get("place", ""))))
    if tile.type == "map":
        least, most = round(LEAST_RADIUS_M), round(MOST_RADIUS_M)
        radius = _whole(config.get("radius_m"), round(RADIUS_M))
        facts.append(
            Fact("at", translate("layout", "Around"), around_text(config), hint=translate("layout", "lat; lon"))
        )
        facts.append(Fact("radius_m", translate("layout", "Reaches"), radius, least, most, "m"))
    if tile.type == "picture":
        facts.append(Fact("file", translate("layout", "File (F2)"), "", endings=PICTURE_ENDINGS))
    if tile.type == "tour":
        dwell = config.get("dwell_s", DWELL_S)
        facts.append(Fact("dwell_s", translate("layout", "Each stays"), _whole(dwell, DWELL_S), 2, 3600, "s"))
    if tile.type in ("queue", "camera-health"):
        facts.append(Fact("most", translate("layout", "Lines at most"), _whole(config.get("most"), 12), 1, 100))
    return facts


def around_text(config: Mapping[str, Any]) -> str:
    """Where a map's middle is said to be, as it can be typed again; nothing where it is the camera or the city."""
    said = said_place(config)
    return place_text(*said) if said is not None and not config.get("camera") else ""


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
