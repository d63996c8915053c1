"""The first load: grey bars where rows will be. Still, since nothing that waits has to wriggle, and not before a
moment has passed, since what is read at once must not flicker."""

from __future__ import annotations

from PySide6.QtCore import QBasicTimer, QRectF, Qt, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme

_WIDTHS = (0.62, 0.48, 0.7, 0.55, 0.66, 0.43)
WIDEST_PX = 760
"""Beyond this a bar looks like a rule rather than like words."""
MOMENT_MS = 150


class Skeleton(QWidget):
    """Rows of two bars each, in the measure of the rows that will come: `row_px` high, at a scale of one. With a
    `ground`, by the role of its colour, nothing of what it lies over shines through."""

    def __init__(self, row_px: int, parent: QWidget | None = None, ground: str = "") -> None:
        super().__init__(parent)
        self._row_px, self._ground = row_px, ground
        self._moment = QBasicTimer()
        self._is_late = False
        self.setAccessibleName(self.tr("Loading"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt names it
        """A moment begins."""
        super().showEvent(event)
        self._is_late = False
        self._moment.start(MOMENT_MS, self)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt names it
        """It has come."""
        super().hideEvent(event)
        self._moment.stop()

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802 - Qt names it
        """The moment is over: now it is said that it is waited for."""
        self._moment.stop()
        self._is_late = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """As many rows as there is room for."""
        look = theme.current()
        painter = QPainter(self)
        if self._ground:
            painter.fillRect(self.rect(), look.color(self._ground))
        if not self._is_late:
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ground2"))
        row_px, bar = look.px(self._row_px), look.px(10)
        rest = (row_px - look.px(32)) // 2
        wide = min(self.width(), look.px(WIDEST_PX))
        for row in range(self.height() // row_px + 1):
            top = row * row_px + rest
            share = _WIDTHS[row % len(_WIDTHS)]
            painter.drawRoundedRect(QRectF(look.px(16), top, look.px(20), look.px(20)), 2, 2)
            painter.drawRoundedRect(QRectF(look.px(50), top, wide * share, bar), 2, 2)
            painter.drawRoundedRect(QRectF(look.px(50), top + look.px(22), wide * share * 0.6, bar), 2, 2)
        painter.end()
