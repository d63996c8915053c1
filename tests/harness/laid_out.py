"""What was just changed on a screen finds its place."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

TURNS = 4
"""A part that grows asks its parents to lay out in turn."""


def lay_out() -> None:
    """Of all that waits. Within a task only layouts: the rest would begin another task within it, which asyncio
    refuses."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        QApplication.processEvents()
        return
    for _turn in range(TURNS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
