"""The seconds of a desk: whatever changes with time hears of each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.base.beat import Beat
from views.base.context import Context
from views.base.parts import Ticks
from views.desk.desk import Desk


class Seconds:
    """The desk first, then each part by itself: what one of them meets stops no other."""

    def __init__(self, context: Context, window: QWidget, desk: Desk, parts: Iterable[Ticks]) -> None:
        self._context = context
        self.beat = Beat(context.faults.met)
        self.beat.add(desk.tick)
        for part in parts:
            self.beat.add(partial(self._tick, part))
        self._timer = QTimer(window, interval=1000)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """There is a desk to be kept true."""
        self._timer.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()

    def _tick(self, part: Ticks) -> None:
        part.tick(self._context.now())
