"""What the top strip says about each channel of the link."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from widgets.words.marked_text import QT_TRANSLATE_NOOP

_LINKS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "incidents": (
            QT_TRANSLATE_NOOP("sentences", "Incidents {age}"),
            QT_TRANSLATE_NOOP("sentences", "Incidents late {age}"),
            QT_TRANSLATE_NOOP("sentences", "Incidents disconnected {age}"),
            QT_TRANSLATE_NOOP("sentences", "Incidents catching up"),
        ),
        "indicators": (
            QT_TRANSLATE_NOOP("sentences", "Indicators {age}"),
            QT_TRANSLATE_NOOP("sentences", "Indicators late {age}"),
            QT_TRANSLATE_NOOP("sentences", "Indicators disconnected {age}"),
            QT_TRANSLATE_NOOP("sentences", "Indicators catching up"),
        ),
        "orders": (
            QT_TRANSLATE_NOOP("sentences", "Actions {count} waiting"),
            QT_TRANSLATE_NOOP("sentences", "Actions late, {count} waiting"),
            QT_TRANSLATE_NOOP("sentences", "Actions {count} waiting to send"),
            QT_TRANSLATE_NOOP("sentences", "Actions sending, {count} left"),
        ),
        "wall": (
            QT_TRANSLATE_NOOP("sentences", "Wall {age}"),
            QT_TRANSLATE_NOOP("sentences", "Wall late {age}"),
            QT_TRANSLATE_NOOP("sentences", "Wall local"),
            QT_TRANSLATE_NOOP("sentences", "Wall catching up"),
        ),
    }
)
_STATES = ("live", "late", "down", "catching_up")


def link_sentence(channel: str, state: str, age: str, count: str = "0") -> str:
    """What the top strip says about one channel, such as “Incidents 2 seconds”."""
    sources = _LINKS.get(channel)
    index = _STATES.index(state) if state in _STATES else 0
    if sources is None:
        return f"{channel} {state} {age}"
    return QCoreApplication.translate("sentences", sources[index]).format(age=age, count=count)
