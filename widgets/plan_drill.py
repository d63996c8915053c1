"""The mark of a drill: a hatched edge around everything and the word, on every desk and every screen of a wall.

It lies over the window and takes no click. Only the edge and the word belong to it (its mask), so that nothing behind
it is painted twice.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygon, QRegion
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.plan_words import drill_word

EDGE_PX, STRIPE_PX = 8, 16


class DrillFrame(QWidget):
    """Covers `window` at its edges while a drill runs. `set_running(True)` shows it; it follows the window's size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
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
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Stay around a window that changes its size, and above what is new in it."""
        if watched is self._window and self.is_running and event.type() in _MOVES:
            self._place()
        return False

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme or scale has other measures."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and not self.isHidden():
            self._place()

    def _place(self) -> None:
        if self.isHidden():
            return
        look = theme.current()
        self.setGeometry(self._window.rect())
        self.setFont(look.font("title"))
        width = self.fontMetrics().horizontalAdvance(drill_word()) + look.px(48)
        height = self.fontMetrics().height() + look.px(6)
        self._word = QRect((self.width() - width) // 2, 0, width, height)
        edge = look.px(EDGE_PX)
        inside = self.rect().adjusted(edge, edge, -edge, -edge)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)).united(QRegion(self._word)))
        self.raise_()
        self.update()

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
        painter.fillRect(self._word, look.color("offline_ground"))
        painter.setPen(look.color("offline_text"))
        painter.setFont(look.font("title"))
        painter.drawText(self._word, Qt.AlignmentFlag.AlignCenter, drill_word())
        painter.end()


_MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest})
