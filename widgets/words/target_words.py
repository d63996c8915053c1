"""What kinds of things a verb can be about are called, where the thing itself has no name here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from widgets.words.marked_text import QT_TRANSLATE_NOOP

TARGETS: Mapping[str, str] = MappingProxyType(
    {
        "incident": QT_TRANSLATE_NOOP("target", "Incident"),
        "shift": QT_TRANSLATE_NOOP("target", "Shift"),
        "layout": QT_TRANSLATE_NOOP("target", "Layout"),
        "plan": QT_TRANSLATE_NOOP("target", "Response plan"),
        "activation": QT_TRANSLATE_NOOP("target", "Response plan"),
        "wall": QT_TRANSLATE_NOOP("target", "Video wall"),
        "camera": QT_TRANSLATE_NOOP("target", "Camera"),
        "user": QT_TRANSLATE_NOOP("target", "Account"),
        "device": QT_TRANSLATE_NOOP("target", "Machine"),
        "source": QT_TRANSLATE_NOOP("target", "Source of data"),
    }
)


def target_word(kind: str) -> str:
    """A kind of thing in a word; one of tomorrow in general."""
    return QCoreApplication.translate("target", TARGETS.get(kind, QT_TRANSLATE_NOOP("target", "Something else")))
