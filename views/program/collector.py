"""Collects garbage in the thread of the screen, and nowhere else.

Python walks cycles in whichever thread happens to allocate when a count is reached. A closed overlay is such a cycle:
its widgets and timers would end in a thread of the network, which Qt forbids (`Timers cannot be stopped from another
thread`, then a crash). So the automatic collection is off, and a timer of the screen does the same work by the same
counts (docs/decisions/055).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Made in the screen's thread; from then on until `close` only its ticks collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, if any."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(len(due) - 1 - due[::-1].index(True))

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
