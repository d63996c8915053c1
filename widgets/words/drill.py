"""What a drill is called, wherever it is marked: on a row, around a window, in a plan."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def drill_word() -> str:
    """The one word, in capitals."""
    return QCoreApplication.translate("plan", "DRILL")
