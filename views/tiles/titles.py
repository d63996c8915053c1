"""The types of tiles in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.tiles.types import TILE_TYPES


def kind_words(kind: str) -> str:
    """A tile type in words; one that is not known by its own name."""
    known = TILE_TYPES.get(kind)
    return QCoreApplication.translate("layout", known.words.title) if known is not None else kind
