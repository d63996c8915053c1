"""What is on a wall, by the names that people know it by: screens, tiles, and what is wished."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import stops_of
from console.records.wall import Wall
from contract.layouts import ScreenSpec, TileSpec
from contract.records.wall import Wish
from contract.tiles import TILE_FORMS, Kind
from views.tiles.types import TILE_TYPES
from views.wall_control.watch import WallWatch
from views.wall_control.words import wish_words


def screen_words(wall: Wall, screen_id: str) -> str:
    """A screen by id and title."""
    screen = wall.screen(screen_id)
    if screen is None or not screen.title or screen.title == screen_id:
        return screen_id
    return f"{screen_id} · {screen.title}"


def tile_words(tile: TileSpec, names: Callable[[str], str]) -> str:
    """What a tile shows, in a few words."""
    for key in ("camera", "indicator"):
        if tile.config.get(key):
            return names(str(tile.config[key]))
    text = str(tile.config.get("title") or tile.config.get("text") or "")
    within = ", ".join(dict.fromkeys(tile_words(one, names) for one in _within(tile)))
    return text or (f"{type_word(tile.type)}: {within}" if within else type_word(tile.type))


def _within(tile: TileSpec) -> Iterator[TileSpec]:
    """What a tour shows in turn, or a reserved place meanwhile."""
    form = TILE_FORMS.get(tile.type)
    held = form.of_kind(Kind.TILE) if form is not None else None
    given = [tile.config.get(held.name)] if held is not None else stops_of(tile)
    for one in given:
        with contextlib.suppress(ValidationError):
            if isinstance(one, Mapping):
                yield TileSpec.model_validate({"row": 0, "col": 0, **one})


def wished_words(wish: Wish, watch: WallWatch) -> str:
    """What a screen is wished to show, with the names of the city."""
    own: tuple[TileSpec, ...] = ()
    if wish.screen is not None:
        with contextlib.suppress(ValidationError):
            own = ScreenSpec.model_validate(wish.screen).tiles
    layouts = {key: one.name for key, one in watch.layouts.items()}
    return wish_words(wish, layouts, [tile_words(tile, watch.name_of) for tile in own])


def type_word(kind: str) -> str:
    """A tile type's name; one that is not known by its own name."""
    known = TILE_TYPES.get(kind)
    return QCoreApplication.translate("wall_control", known.words.brief) if known is not None else kind
