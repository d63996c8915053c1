"""The tile types `clock` and `text`: the time of day, and what somebody wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import LEAST
from views.tiles.binding import Binding, Stage
from views.tiles.kind import CAPTION, Config, Line, TileType, TileWords
from views.tiles.text_tile import TextTile
from widgets.base.formats import clock_text
from widgets.words.marked_text import QT_TRANSLATE_NOOP

NAME_MOST = 120
"""So much of a text tells which it is."""
_WORDS = Line("text", QT_TRANSLATE_NOOP("layout", "Text"))


def _bind_clock(tile: TextTile, stage: Stage, config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        tick(stage.now())

    def tick(now: datetime) -> None:
        tile.set_text(str(config.get("text", "")), clock_text(now))

    binding = Binding(stage, set(), read)
    binding.on_tick = tick
    return binding


def _bind_text(tile: TextTile, stage: Stage, config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        title, text = str(config.get("title", "")), str(config.get("text", ""))
        binding.name = (title or text)[:NAME_MOST]
        tile.set_text(title, text)

    return Binding(stage, set(), read)


def _begun() -> dict[str, Any]:
    return {"text": QCoreApplication.translate("layout", "Text")}


CLOCK = TileType(
    "clock",
    TileWords(QT_TRANSLATE_NOOP("layout", "Clock"), QT_TRANSLATE_NOOP("wall_control", "Clock")),
    TextTile,
    _bind_clock,
    legibility=LEAST["clock"],
    lines=(_WORDS,),
)

TEXT = TileType(
    "text",
    TileWords(QT_TRANSLATE_NOOP("layout", "Text"), QT_TRANSLATE_NOOP("wall_control", "Text")),
    TextTile,
    _bind_text,
    legibility=LEAST["text"],
    lines=(CAPTION, _WORDS),
    begun=_begun,
)
