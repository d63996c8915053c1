"""What the queue says: what is wrong with a line, and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.queue.query import Mistake
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_MISTAKES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unknown_key": (
            QT_TRANSLATE_NOOP("queue", "“{key}” is no filter. It was left out."),
            QT_TRANSLATE_NOOP("queue", "“{key}” is no filter; did you mean “{near}”? It was left out."),
        ),
        "bad_value": (
            QT_TRANSLATE_NOOP("queue", "“{value}” is no value of “{key}”. It was left out."),
            QT_TRANSLATE_NOOP("queue", "“{value}” is no value of “{key}”; did you mean “{near}”? It was left out."),
        ),
        "no_value": (
            QT_TRANSLATE_NOOP("queue", "“{key}:” needs a value."),
            QT_TRANSLATE_NOOP("queue", "“{key}:” needs a value, such as “{near}”."),
        ),
        "bad_duration": (
            QT_TRANSLATE_NOOP("queue", "“{key}” needs a time, such as “due<2h”."),
            QT_TRANSLATE_NOOP("queue", "“{key}” needs a number and m, h or d, such as “{near}”."),
        ),
    }
)
"""Without and with a suggestion."""


def mistake_words(mistake: Mistake) -> str:
    """What is wrong with a term of the line, in one sentence."""
    alone, suggesting = _MISTAKES[mistake.code]
    text = QCoreApplication.translate("queue", suggesting if mistake.near else alone)
    return text.format(key=mistake.key, value=mistake.value, near=mistake.near)


def news_words(waiting: int, above: int) -> str:
    """What the bar over the rows offers: how many new ones wait, how many critical ones are out of sight above."""
    translate = QCoreApplication.translate
    if waiting and above:
        return translate("queue", "{above} critical above · {n} new").format(above=above, n=waiting)
    if waiting:
        return translate("queue", "{n} new — show").format(n=waiting)
    return translate("queue", "{n} critical above").format(n=above) if above else ""


VIEW_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "all": QT_TRANSLATE_NOOP("queue", "All"),
        "mine": QT_TRANSLATE_NOOP("queue", "Mine"),
        "unassigned": QT_TRANSLATE_NOOP("queue", "Unassigned"),
        "unacknowledged": QT_TRANSLATE_NOOP("queue", "Not acknowledged"),
        "due_soon": QT_TRANSLATE_NOOP("queue", "Due soon"),
        "overdue": QT_TRANSLATE_NOOP("queue", "Overdue"),
        "security": QT_TRANSLATE_NOOP("queue", "Information security"),
    }
)
"""The built-in views."""
