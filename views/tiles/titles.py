"""The types of tiles in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from views.tiles.types import TILE_TYPES
from views.words.sentences import sentence


def kind_words(kind: str) -> str:
    """A tile type in words; one that is not known by its own name."""
    known = TILE_TYPES.get(kind)
    return QCoreApplication.translate("layout", known.words.title) if known is not None else kind


def layout_sentence(code: str, params: Mapping[str, object]) -> str:
    """The sentence for `code`, in which the tile that it is about is called as the editor calls it."""
    kind = params.get("type")
    return sentence(code, params if kind is None else {**params, "title": kind_words(str(kind))})
