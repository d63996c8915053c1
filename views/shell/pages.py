"""The pages of the desk's window, one at a time. What is not shown can neither be pressed nor be given the keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from views.base.overlays import Overlays
from views.base.page import Page
from views.shell.lock import Lock
from widgets.base.focus import Keeper, lives
from widgets.base.overlay import top_overlay
from widgets.shell.notice_bar import NoticeBar


class Pages(QStackedWidget):
    """The start view, the desk and the lock; what opens over them belongs to the window around."""

    def __init__(self, start: QWidget, desk: QWidget, lock: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._names = {start: Page.START, desk: Page.DESK, lock: Page.LOCK}
        for page in self._names:
            page.setEnabled(page is start)
            self.addWidget(page)
        window.setProperty("start", True)

    def page(self) -> Page:
        """What is shown."""
        return next(name for page, name in self._names.items() if page is self.currentWidget())

    def turn(self, page: QWidget) -> None:
        """Show this page; the keyboard goes to the place that it names, also where it was nowhere."""
        self._window.setProperty("start", self._names[page] == Page.START)
        page.setEnabled(True)
        self.setCurrentWidget(page)
        self.take_keyboard()
        for other in self._names:
            other.setEnabled(other is page)

    def take_keyboard(self) -> None:
        """Give the keyboard to the place that is named for it, once something is to be seen."""
        there = self.keyboard_after(self)
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """Who takes the keyboard instead of `gone`: what is open uppermost, else the place that the page names."""
        top = top_overlay(self._window, besides=gone)
        page = self.currentWidget()
        if top is not None:
            return top.keyboard_after(gone)
        there = page.keyboard_after(gone) if isinstance(page, Keeper) else None
        return there if lives(there) else page if lives(page) else None


def cover(lock: Lock, window: QWidget, overlays: Overlays, notices: NoticeBar, turn: Callable[[bool], None]) -> None:
    """Let `lock` cover the desk: nothing that could name somebody stays on the screen, no overlay and no notice.
    `turn(locked)` shows the lock's page or the desk's."""

    def on_changed(locked: bool) -> None:
        window.setProperty("locked", locked)
        if locked:
            overlays.close_all()
        notices.silence(locked)
        turn(locked)

    lock.changed.connect(on_changed)
