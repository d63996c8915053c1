"""Tiles and screens of a layout as the editor shows them: what each is called, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from contract.layouts import ScreenSpec, TileSpec, WallLayout
from contract.tiles import TILE_FORMS, Kind
from views.layouts.city import NAMED, City
from views.layouts.offer import takes
from views.tiles.titles import kind_words
from widgets.layouts.tile import TileFace

Faces = Callable[[ScreenSpec, Mapping[int, Sequence[str]]], list[TileFace]]
"""How the tiles of a screen look, with the troubles of each by its place."""


@dataclass(frozen=True)
class Shown:
    """The picture of a tile as far as it is here, and what is to be told of it."""

    image: QImage | None = None
    words: str = ""
    is_trouble: bool = False


Pictures = Callable[[Mapping[str, Any]], Shown]
"""What is to hand of the picture that a tile's config names."""


def no_pictures(_config: Mapping[str, Any]) -> Shown:
    """Where nobody has the pictures to hand."""
    return Shown()


def _title_of(tile: Mapping[str, Any] | TileSpec, city: City) -> str:
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
            return ", ".join(_title_of(one, city) for one in said or () if isinstance(one, Mapping))
        if field_.kind is Kind.TILE and isinstance(said, Mapping):
            return _title_of(said, city)
    return str(config.get("text") or title)


def faces_of(
    screen: ScreenSpec,
    city: City,
    troubles: Mapping[int, Sequence[str]],
    pictures: Pictures = no_pictures,
) -> list[TileFace]:
    """A face for each tile of the screen."""
    found = []
    for place, tile in enumerate(screen.tiles):
        kind, title = kind_words(tile.type), _title_of(tile, city)
        size = QCoreApplication.translate("layout", "{rows} × {cols} cells, row {row}, column {col}").format(
            rows=tile.rows, cols=tile.cols, row=tile.row + 1, col=tile.col + 1
        )
        shown = pictures(tile.config) if takes(tile.type, Kind.PICTURE) else Shown()
        trouble = " ".join([*troubles.get(place, ()), *([shown.words] if shown.is_trouble else ())])
        detail = size if shown.is_trouble or not shown.words else f"{shown.words}\n{size}"
        face = TileFace(kind if title else "", title or kind, detail, trouble, shown.image)
        found.append(face)
    return found


def screen_words(layout: WallLayout, screen: int) -> tuple[str, str]:
    """A screen's name, and how much is on it."""
    translate = QCoreApplication.translate
    spec = layout.screens[screen]
    name = spec.title or spec.name or translate("layout", "Screen {n}").format(n=screen + 1)
    return name, translate("layout", "tiles: {count}").format(count=len(spec.tiles))
