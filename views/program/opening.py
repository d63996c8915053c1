"""What is on screen first: the console's window in its own look, while the desk behind it is still being loaded.

Light on purpose: Qt, the words and the look, and nothing of cities, networks, databases or charts. Those take a second
or two to load on a small machine, and who has started a program wants to see that it was heard.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from views.program import screen
from views.program.command_line import Exit, Options
from views.program.launch import data_dir_of, has_display, is_running
from views.program.remembered_theme import put_on, remembered_language
from views.program.timings import Timings
from views.words.language import Words
from widgets.base.labels import label

PAINT_MS = 500
"""A screen that has not shown it by then (another workspace, a lid that is shut) is not waited for."""


class Opening(QWidget):
    """The name of the program and a word; it gives way to the window that it announces. `left`: somebody closed it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painted = False
        self._gives_way = False
        self._next: QWidget | None = None
        self.setWindowTitle(self.tr("IOC Console"))
        box = QVBoxLayout(self)
        box.addStretch(1)
        for text, role in ((self.tr("IOC Console"), "title"), (self.tr("Opening…"), "caption")):
            box.addWidget(label(text, role, self), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)

    def give_way_to(self, window: QWidget) -> None:
        """Go as soon as `window` is painted over us: there is no moment without a window."""
        self._next = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Its first paint; what was painted reaches the screen only after this event."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.go)
        return False

    def go(self) -> None:
        """Be gone, without anybody being told; the keyboard goes to who comes next, unless it is elsewhere by now."""
        self._gives_way = True
        if self._next is not None and self.isActiveWindow():
            self._next.activateWindow()
        self.close()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Note that it is seen."""
        done = super().event(event)
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return done

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Who closes it does not want what it announces."""
        event.accept()
        if not self._gives_way:
            self.left.emit()


@dataclass(frozen=True)
class Opened:
    """Qt on its screen, the clock of the start, and what is shown by now.

    Nothing on a wall, which stays black, and nothing where a console runs already, which then comes to the front.
    """

    application: QApplication
    timings: Timings
    window: Opening | None


def opened(options: Options, words: Words, started: float) -> Opened | Exit:
    """The first window, painted; an exit code where there is no screen, after saying so on standard error."""
    if not has_display():
        sentence = words.translate(
            "app", "There is no screen to open a window on (DISPLAY is not set): log in to a desktop and start there."
        )
        sys.stderr.write(sentence + "\n")
        return Exit.NO_DISPLAY
    application = screen.opened(lambda: QApplication(["ioc-console"]), words)
    if application is None:
        return Exit.NO_DISPLAY
    if options.lang is None and (language := remembered_language(data_dir_of(options))) != words.language:
        words = Words(language)
    application.setApplicationName("IOC Console")
    application.setQuitOnLastWindowClosed(False)
    words.install(application)
    timings = Timings(options.timings, started)
    data_dir = data_dir_of(options)
    if options.wall is not None or is_running(data_dir):
        return Opened(application, timings, None)
    put_on(application, options.theme, data_dir)
    window = Opening()
    window.setGeometry(application.primaryScreen().availableGeometry())
    patience = QTimer(window)
    patience.setSingleShot(True)
    patience.start(PAINT_MS)
    window.show()
    while not window.painted and patience.isActive():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()  # what was painted goes to the screen
    if window.painted:
        timings.mark("opening_window")
    return Opened(application, timings, window)
