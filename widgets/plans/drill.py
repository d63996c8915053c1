"""The mark of a drill: a hatched edge around everything and the word, on every desk and every screen of a wall.

It lies over the window and takes no click. Only the edge and the word belong to it (its mask), so that nothing behind
it is painted twice.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygon, QRegion
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.words.drill import drill_word

SIDE_PX, EDGE_PX, STRIPE_PX = 8, 4, 14
"""At the sides, above and below: the strips there have text close to their edges."""


class DrillFrame(QWidget):
    """Covers `window` at its edges while a drill runs. `set_running(True)` shows it; it follows the window's size.

    `elsewhere` tells whether something in the window says the word already; without it the frame says it itself.
    """

    def __init__(self, window: QWidget, elsewhere: Callable[[], bool] = lambda: False) -> None:
        super().__init__(window)
        self._elsewhere = elsewhere
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._word = QRect()
        self.hide()
        window.installEventFilter(self)

    @property
    def is_running(self) -> bool:
        """Whether the mark is shown."""
        return not self.isHidden()

    def set_running(self, running: bool) -> None:
        """A drill runs, or none does."""
        if running == self.is_running:
            return
        self.setAccessibleName(drill_word() if running else "")
        self.setVisible(running)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Stay around a window that changes its size, and above what is new in it."""
        if watched is self._window and self.is_running and event.type() in _MOVES:
            self.place()
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme or scale has other measures."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and not self.isHidden():
            self.place()

    def place(self) -> None:
        """Around the window as it is now, above everything in it."""
        if self.isHidden():
            return
        look = theme.current()
        self.setGeometry(self._window.rect())
        self.setFont(look.font("title"))
        width = self.fontMetrics().horizontalAdvance(drill_word()) + look.px(48)
        height = self.fontMetrics().height() + look.px(6)
        self._word = QRect((self.width() - width) // 2, 0, width, height)
        if self._elsewhere():
            self._word = QRect()
        side, edge = look.px(SIDE_PX), look.px(EDGE_PX)
        inside = self.rect().adjusted(side, edge, -side, -edge)
        mask = QRegion(self.rect()).subtracted(QRegion(inside)).united(QRegion(self._word))
        if mask != self.mask():
            self.setMask(mask)
            self.update()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Stripes of two colours all around, the word on a plain plate at the top."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("ground0"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("late"))
        stripe, height = look.px(STRIPE_PX), self.height()
        for left in range(-height, self.width(), 2 * stripe):
            right = left + stripe
            corners = ((left, height), (right, height), (right + height, 0), (left + height, 0))
            painter.drawPolygon(QPolygon([QPoint(x, y) for x, y in corners]))
        if self._word.isEmpty():
            painter.end()
            return
        painter.fillRect(self._word, look.color("offline_ground"))
        painter.setPen(look.color("offline_text"))
        painter.setFont(look.font("title"))
        painter.drawText(self._word, Qt.AlignmentFlag.AlignCenter, drill_word())
        painter.end()


_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest})
