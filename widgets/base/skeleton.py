"""The first load: grey bars where rows will be. Still, since nothing that waits has to wriggle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme

_WIDTHS = (0.62, 0.48, 0.7, 0.55, 0.66, 0.43)


class Skeleton(QWidget):
    """Rows of two bars each, in the measure of the rows that will come: `row_px` high, at a scale of one."""

    def __init__(self, row_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_px = row_px
        self.setAccessibleName(self.tr("Loading"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """As many rows as there is room for."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ground2"))
        row_px, bar = look.px(self._row_px), look.px(10)
        rest = (row_px - look.px(32)) // 2
        for row in range(self.height() // row_px + 1):
            top = row * row_px + rest
            share = _WIDTHS[row % len(_WIDTHS)]
            painter.drawRoundedRect(QRectF(look.px(16), top, look.px(20), look.px(20)), 2, 2)
            painter.drawRoundedRect(QRectF(look.px(50), top, self.width() * share, bar), 2, 2)
            painter.drawRoundedRect(QRectF(look.px(50), top + look.px(22), self.width() * share * 0.6, bar), 2, 2)
        painter.end()
