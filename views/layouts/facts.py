"""The facts that can be told about a tile, a screen and a layout, as lines to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.layouts.templates import TEMPLATES
from contract.layouts import MAX_CELLS, ScreenSpec, TileSpec, WallLayout
from contract.tiles import Kind
from views.tiles.kind import Line, TileType
from views.tiles.types import TILE_TYPES
from widgets.layouts.facts import Fact


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


def screen_facts(screen: ScreenSpec) -> list[Fact]:
    """What can be told about a screen."""
    translate = QCoreApplication.translate
    choices = [
        ("", translate("layout", "Choose a template")),
        *((one.name, _template_words(one.name)) for one in TEMPLATES),
    ]
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


def _template_words(name: str) -> str:
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


def _whole(value: object, other: int) -> int:
    return round(value) if isinstance(value, (int, float)) else other
