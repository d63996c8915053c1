"""Every class of Qt, made in small steps: pyqtgraph touches them all at once, which would hold the screen for 0.1 s."""

from __future__ import annotations

import asyncio
import time

from PySide6 import QtCore, QtGui, QtWidgets

SLICE_S = 0.008
"""Of one step; the loop goes on between two."""


async def made() -> None:
    """All of them are there; PySide makes a class where its name is asked for first."""
    began = time.perf_counter()
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name)
            if time.perf_counter() - began > SLICE_S:
                await asyncio.sleep(0)
                began = time.perf_counter()
