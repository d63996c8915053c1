"""What both peers have in common: a grid over the whole screen, a word once all play, an end with the input."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget


def show_grid(columns: int, places: Sequence[QWidget]) -> QWidget:
    """A window of the screen's size with these places; there is no window manager to enlarge it."""
    window = QWidget()
    grid = QGridLayout(window)
    grid.setSpacing(6)
    for number, place in enumerate(places):
        grid.addWidget(place, number // columns, number % columns)
    window.setGeometry(window.screen().geometry())
    window.show()
    return window


def run(application: QApplication, window: QWidget, playing: Callable[[], bool]) -> None:
    """Print `playing` once it is so, and run until standard input ends."""
    told = QTimer(window, interval=500)

    def look() -> None:
        if playing():
            told.stop()
            sys.stdout.write("playing\n")
            sys.stdout.flush()

    told.timeout.connect(look)
    told.start()
    threading.Thread(target=lambda: (sys.stdin.read(), application.quit()), daemon=True).start()
    application.exec()
