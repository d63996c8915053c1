"""The types of tiles in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.words import QT_TRANSLATE_NOOP

KINDS: tuple[tuple[str, str], ...] = (
    ("camera", QT_TRANSLATE_NOOP("layout", "Camera")),
    ("indicator", QT_TRANSLATE_NOOP("layout", "Indicator")),
    ("queue", QT_TRANSLATE_NOOP("layout", "Incident queue")),
    ("count", QT_TRANSLATE_NOOP("layout", "Open and overdue")),
    ("cameras-alive", QT_TRANSLATE_NOOP("layout", "Cameras truly alive")),
    ("camera-health", QT_TRANSLATE_NOOP("layout", "Health of the cameras")),
    ("clock", QT_TRANSLATE_NOOP("layout", "Clock")),
    ("text", QT_TRANSLATE_NOOP("layout", "Text")),
    ("picture", QT_TRANSLATE_NOOP("layout", "Picture")),
    ("tour", QT_TRANSLATE_NOOP("layout", "Tour of cameras")),
    ("slot", QT_TRANSLATE_NOOP("layout", "Place for alarms")),
    ("plan", QT_TRANSLATE_NOOP("layout", "Response plan")),
    ("map", QT_TRANSLATE_NOOP("layout", "Map")),
)
"""Each type that can be added, in the order in which it is offered."""


def kind_words(kind: str) -> str:
    """A tile type in words; one that is not known by its own name."""
    source = dict(KINDS).get(kind)
    return QCoreApplication.translate("layout", source) if source is not None else kind
