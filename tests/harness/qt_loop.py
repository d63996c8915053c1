"""Qt's loop as asyncio's, for one story.

A thread that ends after its story (a call that hung) can hold the last reference to that story's loop. The loop's
timers would end in that thread, which Qt cannot unregister: the next turn of any later loop then runs into freed
memory. So an ended loop is kept until the process ends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import qasync
from PySide6.QtWidgets import QApplication

from views.program import aside

_ended: list[qasync.QEventLoop] = []


@contextmanager
def qt_loop(application: QApplication) -> Iterator[qasync.QEventLoop]:
    """A loop that does not end with the last window: whatever is open is closed by the story itself."""
    quits = application.quitOnLastWindowClosed()
    application.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(application, already_running=False) as running:
        _ended.append(running)
        running.set_default_executor(aside.threads())  # as main.py does
        asyncio.set_event_loop(running)
        try:
            yield running
        finally:
            asyncio.set_event_loop(None)
            application.setQuitOnLastWindowClosed(quits)
