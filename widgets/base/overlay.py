"""What opens over a window and goes with Esc: a panel inside the window, never a dialog of its own.

A dialog would run under the window manager's rules, could hide behind the desk, and invites `exec()`, which has no
place beside an asyncio loop. While the panel has the keyboard, the desk's commands stay silent. What is closed is also
disabled: nothing in it can be typed into, pressed or given the keyboard, whoever tries.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.focus import after, lives, passed_on, within
from widgets.base.labels import label
from widgets.base.scrim import Scrim

MARGIN_PX = 24


class Overlay(QFrame):
    """A titled panel over `window`. `opened` and `closed` tell what happened."""

    opened = Signal()
    closed = Signal()
    wide_px = 520
    at_top = False
    before_sign_in = False
    """Whether it may open where nobody is signed in."""
    blocks = True
    """Whether what lies below waits for it, under a scrim."""
    title_role = "panel_title"

    def __init__(self, window: QWidget, title: str) -> None:
        super().__init__(window)
        self.setObjectName("overlay")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self._window = window
        self._before: QWidget | None = None
        self._title = label(title, self.title_role, self)
        self._scrim = Scrim(window, self) if self.blocks else None
        look = theme.current()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        self.box.setSpacing(look.px(10))
        self.box.addWidget(self._title)
        self.hide()
        self.setEnabled(False)

    def open(self) -> None:
        """Show over the window and take the keyboard; not over a locked one, whoever asked for it before."""
        if self._window.property("locked") or (self._window.property("start") and not self.before_sign_in):
            return
        if self.isHidden():
            self._before = self._window.focusWidget()
        self.setEnabled(True)
        self._window.installEventFilter(self)  # while it is open: each event of a window would come to each of thirty
        self.place()
        if self._scrim is not None and self.blocks:
            self._scrim.rise()
        self.show()
        self.place()  # words that wrap know their lines only at the width that they are shown at
        self.raise_()
        self.keyboard_after(self).setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def first_focus(self) -> QWidget:
        """What takes the keyboard when the panel opens."""
        return self

    def keyboard_after(self, gone: QWidget) -> QWidget:
        """What takes the keyboard when a part of the panel cannot have it any more: what had it at first."""
        first = self.first_focus()
        return first if first is not gone and lives(first) else self

    def place(self) -> None:
        """In the middle of the window, never larger than it."""
        over = self._window
        look = theme.current()
        margin = look.px(MARGIN_PX)
        width = min(look.px(self.wide_px), over.width() - 2 * margin)
        self.setFixedWidth(max(width, 160))
        self.box.activate()
        height = (
            self.box.totalHeightForWidth(self.width()) if self.box.hasHeightForWidth() else self.sizeHint().height()
        )
        height = min(max(height, self.minimumSizeHint().height()), over.height() - 2 * margin)
        top = look.px(96) if self.at_top else (over.height() - height) // 2
        self.resize(self.width(), max(height, 48))
        self.move(QPoint((over.width() - self.width()) // 2, max(margin, min(top, over.height() - height - margin))))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Give the keyboard back to where it was, or to the place that the window names; then nothing works here."""
        super().closeEvent(event)
        if self.isHidden():
            return
        before, self._before = self._before, None
        there = before if lives(before) else after(self)
        if there is not None and (within(self) or self._window.focusWidget() is None):
            there.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.setEnabled(False)
        self._window.removeEventFilter(self)
        if self._scrim is not None:
            self._scrim.sink()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keys pressed in here are no commands of the desk."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pressed(event):
            event.accept()
            return True
        return super().event(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Enter presses the button that has the keyboard, as the space bar does."""
        here = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        alone = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not (enter and alone and isinstance(here, QAbstractButton) and self.isAncestorOf(here)):
            return False
        if not event.isAutoRepeat():
            here.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc closes; nothing that is typed here goes on to the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Tab stays within the panel."""
        here = QApplication.focusWidget()
        if passed_on(here):
            return True
        parts = [part for part in self.findChildren(QWidget) if _takes_tab(part)]
        if not parts:
            return False
        at = parts.index(here) if here in parts else -1
        parts[(at + (1 if forward else -1)) % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Stay in the middle of a window that changes its size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisible() and part.isEnabled()


def top_overlay(window: QWidget, besides: QWidget | None = None) -> Overlay | None:
    """What is open over `window`, the uppermost of it, `besides` left out; None where nothing is."""
    opened = [part for part in window.children() if isinstance(part, Overlay) and part.isVisible() and part.isEnabled()]
    return next((part for part in reversed(opened) if part is not besides), None)
