"""What a type of tile is: what it is called, how it is made and bound, and what the editor asks about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from console.analysis.legibility import Least
from contract.tiles import TILE_FORMS, TileForm
from views.tiles.binding import Binding, Stage
from widgets.words.marked_text import QT_TRANSLATE_NOOP

Config = Mapping[str, Any]


@dataclass(frozen=True)
class TileWords:
    """What a type is called, as English sources that are marked for translation."""

    title: str
    """In the editor of layouts; of the context `layout`."""
    brief: str
    """On wall control, where there is little room; of the context `wall_control`."""


@dataclass(frozen=True)
class Line:
    """What the editor asks about a tile: a field of its form, with the limits that stand there, and its words.

    Where what is typed is not what stands in the layout, `said` makes the line's text from it and `taken` says what a
    typed text changes (None takes a field away); it raises IocError where the text cannot be understood.
    """

    field: str
    words: str
    """An English source of the context `layout`."""
    hint: str = ""
    """What an empty line is waiting for; of the same context."""
    said: Callable[[Config], str] | None = None
    taken: Callable[[str], dict[str, Any]] | None = None
    endings: tuple[str, ...] = ()
    """Where it asks for a picture's file: what its name ends in."""


CAPTION = Line("title", QT_TRANSLATE_NOOP("layout", "Caption"))


@dataclass(frozen=True)
class TileType:
    """One door: all that the console has to know about a type whose fields are in `contract.tiles`.

    `make(parent)` gives the widget; `bind(widget, stage, config)` lets it live with what the layout says. What a tile
    tells of itself (its name, its state, how old it is, whether there is something to see) stands in its Binding.
    """

    name: str
    words: TileWords
    make: Callable[[QWidget], QWidget]
    bind: Callable[[Any, Stage, Config], Binding]
    legibility: Least | None = None
    """Its smallest text and the room that it takes; None for what has no text of its own and is not judged."""
    moves: bool = False
    """Whether its pictures move: they ask to be watched, and the first of them may be a while in coming."""
    lines: tuple[Line, ...] = ()
    """What the editor asks beside the place, in this order."""
    begun: Callable[[], dict[str, Any]] = dict
    """What a new one says in the editor."""
    state_words: Callable[[str], str] | None = None
    """Its states in words for wall control, where they are others than a camera's."""

    @property
    def form(self) -> TileForm:
        """Its fields."""
        return TILE_FORMS[self.name]
