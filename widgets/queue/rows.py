"""The rows of the queue, or what stands in their place: a skeleton, a sentence, the summary of a flood."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.base.focus import lives, within
from widgets.queue.instead import Instead


class Rows(QStackedWidget):
    """One page at a time. `instead` may put something else over all of them."""

    instead: Instead | None = None

    def turn(self, page: QWidget) -> None:
        """Show this page; the keyboard goes along, and not to a button on the way."""
        had = within(self)
        self.setCurrentWidget(page)
        if had:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyboard_after(self, _gone: QWidget) -> QWidget | None:
        """What is shown now: never the search line, which would swallow every command."""
        board = self.instead.board if self.instead is not None else None
        return next((part for part in (self.currentWidget(), board) if lives(part)), None)

    def take_keyboard(self) -> None:
        """Give the rows the keyboard, or what stands in their place."""
        # A word that an input method still composes in the line changes the rows once it is taken: so that comes first.
        QGuiApplication.inputMethod().commit()
        there = self.keyboard_after(self)
        if there is not None:
            there.setFocus(Qt.FocusReason.ShortcutFocusReason)
