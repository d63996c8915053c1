"""A trend with its axes: three values at the left, and below it when it begins, its middle, and now."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.analysis.trend import SHORT_S, ticks
from widgets.base import theme
from widgets.base.formats import day_minute_text, local, number_text, threshold_text
from widgets.indicators.chart_tile import Axis, ChartTile

GAP_PX = 6
AXIS_DECIMALS = 6
"""Round numbers of an axis have their own decimals, the value's own may be fewer."""


class AxedChart(QWidget):
    """Around a `ChartTile`, which it makes; on a wall, and where there is no room, without axes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = ChartTile(self)
        self.chart.on_drawn = self._renew
        self._has_axes = False
        self._left = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_axes(self, *, shown: bool) -> None:
        """Whether it has any."""
        if shown != self._has_axes:
            self._has_axes = shown
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The chart has what the axes leave."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Soft lines at round values, and the words of both axes."""
        axis = self.chart.axis()
        if not self._has_axes or axis is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("axis"))
        plot, line = self.chart.geometry(), look.line_height("axis")
        for value in ticks(axis.low, axis.high):
            height = plot.top() + round(self.chart.down(value, axis))
            painter.setPen(QPen(look.color("soft"), 1))
            painter.drawLine(plot.left(), height, plot.right(), height)
            painter.setPen(look.color("text3"))
            room = QRect(0, height - line // 2, plot.left() - look.px(GAP_PX), line)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _number(value))
        painter.setPen(look.color("text3"))
        self._paint_times(
            painter, QRect(plot.left(), plot.bottom() + 1, plot.width(), self.height() - plot.bottom()), axis
        )
        painter.end()

    def _paint_times(self, painter: QPainter, room: QRect, axis: Axis) -> None:
        advance = painter.fontMetrics().horizontalAdvance
        first, middle = _moment(axis.begin, axis), _moment((axis.begin + axis.end) / 2, axis)
        last = QCoreApplication.translate("chart", "now")
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.drawText(room, left | Qt.AlignmentFlag.AlignVCenter, first)
        painter.drawText(room, right | Qt.AlignmentFlag.AlignVCenter, last)
        gap = theme.current().px(2 * GAP_PX)
        if advance(first) + advance(middle) // 2 + gap < room.width() // 2 > advance(middle) // 2 + advance(last) + gap:
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, middle)

    def _renew(self) -> None:
        axis = self.chart.axis()
        if self._has_axes and axis is not None and self._left != self._wanted_left(axis):
            self._place()
        self.update()

    def _wanted_left(self, axis: Axis) -> int:
        look = theme.current()
        advance = QFontMetrics(look.font("axis")).horizontalAdvance
        widest = max((advance(_number(value)) for value in ticks(axis.low, axis.high)), default=0)
        return widest + look.px(GAP_PX) if widest else 0

    def _place(self) -> None:
        axis = self.chart.axis()
        self._left = self._wanted_left(axis) if self._has_axes and axis is not None else 0
        foot = theme.current().line_height("axis") if self._has_axes else 0
        self.chart.setGeometry(self._left, 0, max(1, self.width() - self._left), max(1, self.height() - foot))
        self.update()


def _number(value: float) -> str:
    return number_text(value) if value == round(value) else threshold_text(value, AXIS_DECIMALS)


def _moment(at: float, axis: Axis) -> str:
    """A time within a day, a date beyond."""
    when = datetime.fromtimestamp(at, UTC)
    if axis.end - axis.begin > SHORT_S * 1.5:
        return f"{local(when):%d/%m}"
    return day_minute_text(datetime.fromtimestamp(axis.end, UTC), when)
