"""The trend line of an indicator.

What is drawn of the points, and where nothing is, says `console.analysis.trend`; here it is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.analysis.trend import AHEAD_S, MISSED, NOTHING, Floats, frame, in_order, levels, trend, window_s, within
from widgets.base import theme
from widgets.base.labels import ElidedLabel

DOT_PX, LAST_PX, EDGE_PX = 4, 3.5, 5
"""A point without neighbours is more than the line is thick, so that it is seen; the radius of the last point; what is
left free around the line, for that."""
LINE_PX, LIMIT_PX, HALO_PX = 2, 1.2, 3
AREA = 0.1
"""Of the line's colour, below it."""


class Limit(NamedTuple):
    """What a curve is read against: where it is, what is written on it, and what is beyond it."""

    value: float
    label: str = ""
    tone: str = "severity2"
    """The colour of the part of the line that lies beyond it."""
    is_most: bool = True
    """Whether what is above it is beyond it, else what is below."""
    is_crossed: bool = False
    """Whether the present value lies beyond it."""


class Axis(NamedTuple):
    """What the edges of a chart stand for: values, and POSIX seconds."""

    low: float
    high: float
    begin: float
    end: float


class ChartTile(QWidget):
    """A line over its area, with a dashed limit; no axes, no mouse. Without points it says so. `on_drawn` is called
    when something else is to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: Floats = np.empty(0)
        self._values: Floats = np.empty(0)
        self._known = False
        self._now: float | None = None
        self._period_s: float | None = None
        self._drawn = NOTHING
        self._begin, self._span = 0.0, 1.0
        self._drawn_at = 0.0
        self._pixel_s = 0.0
        self._limit: Limit | None = None
        self.on_drawn: Callable[[], None] | None = None
        self._empty = ElidedLabel("", "caption", self)
        self._empty.set_tone("text3")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        self.setMinimumHeight(16)

    def set_curve(self, at: Floats, values: Floats) -> None:
        """The points to draw, POSIX seconds and the indicator's unit, in any order; what is not finite is no point."""
        self._at, self._values = in_order(at, values)
        self._known = True
        self._draw()

    def forget(self) -> None:
        """No curve, and not known yet whether there is one."""
        self._at, self._values, self._known = NOTHING.at, NOTHING.values, False
        self._draw()

    def curve(self) -> tuple[Floats, Floats]:
        """The points as they were given, in their order."""
        return self._at, self._values

    def set_clock(self, now: float, period_s: float | None) -> None:
        """The axis ends at `now` (POSIX seconds), so that a curve whose source fell silent ends before its edge.

        `period_s` is how often the source means to report, None where nobody knows. Without a clock the axis ends with
        the last point.
        """
        known = self._now is not None and period_s == self._period_s
        self._now, self._period_s = now, period_s
        if not known or abs(now - self._drawn_at) >= self._pixel_s:
            self._draw()

    def set_empty_text(self, text: str) -> None:
        """What stands in place of a curve that turns out to have no points."""
        self._empty.setText(text)

    def set_limit(self, limit: Limit | None) -> None:
        """A dashed line; what of the curve lies beyond it has its colour."""
        if limit is not None and not np.isfinite(limit.value):
            limit = None
        if limit != self._limit:
            self._limit = limit
            self._tell()

    def axis(self) -> Axis | None:
        """What its edges stand for; None where nothing is drawn."""
        if self._drawn.is_empty:
            return None
        low, high = frame(self._drawn.all_values, self._limit.value if self._limit is not None else None)
        return Axis(low, high, self._begin, self._begin + self._span)

    def down(self, value: float, axis: Axis) -> float:
        """How far below the upper edge a value is."""
        return self._down(float(levels(np.array([value]), axis.low, axis.high)[0]))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Room to see a rise."""
        return QSize(100, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has another number of columns."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect())
        self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The area behind, the limit upon it, then the line, and whole dots."""
        drawn, axis = self._drawn, self.axis()
        if axis is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pieces = _unbroken(drawn.at, levels(drawn.values, axis.low, axis.high))
        lines = [QPolygonF(self._places(*piece)) for piece in pieces if len(piece[0])]
        self._paint_areas(painter, lines)
        self._paint_last(painter, axis, halo=True)
        level = self.down(self._limit.value, axis) if self._limit is not None else -1.0
        on_axis = self._limit is not None and axis.low <= self._limit.value <= axis.high
        self._paint_lines(painter, lines, look.color("chart"))
        if self._limit is not None and on_axis:
            beyond = QRectF(0, 0, self.width(), level) if self._limit.is_most else QRectF(
                0, level, self.width(), self.height() - level
            )  # fmt: skip
            painter.setClipRect(beyond)
            self._paint_lines(painter, lines, look.color(self._limit.tone))
            painter.setClipping(False)
            self._paint_limit(painter, self._limit, level)
        dots = self._places(drawn.lone_at, levels(drawn.lone, axis.low, axis.high))
        self._paint_dots(painter, dots, look.color("chart"), look.px(DOT_PX) / 2)
        self._paint_last(painter, axis, halo=False)
        painter.end()

    def _paint_areas(self, painter: QPainter, lines: list[QPolygonF]) -> None:
        ground = theme.current().color("chart")
        ground.setAlphaF(AREA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        bottom = self.height() - self._edge()
        for line in lines:
            area = QPolygonF(line)
            area.append(QPointF(line.last().x(), bottom))
            area.append(QPointF(line.first().x(), bottom))
            painter.drawPolygon(area)

    def _paint_lines(self, painter: QPainter, lines: list[QPolygonF], color: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, theme.current().px(LINE_PX)))
        for line in lines:
            painter.drawPolyline(line)

    def _paint_limit(self, painter: QPainter, limit: Limit, height: float) -> None:
        """Right across; its words on it at the left, cut out of what is behind them."""
        look = theme.current()
        color = look.color(limit.tone if limit.is_crossed else "text2")
        pen = QPen(color, LIMIT_PX * look.scale)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, height), QPointF(self.width(), height))
        if not limit.label:
            return
        font = look.font("key")
        painter.setFont(font)
        above = painter.fontMetrics().ascent() + look.px(2)
        base = height - look.px(4) if height > above else height + above
        path = QPainterPath()
        path.addText(QPointF(look.px(4), base), font, limit.label)
        painter.strokePath(path, QPen(look.color("ground1"), look.px(HALO_PX)))
        painter.fillPath(path, color)

    def _paint_dots(self, painter: QPainter, places: list[QPointF], color: QColor, radius: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for place in places:
            painter.drawEllipse(place, radius, radius)

    def _paint_last(self, painter: QPainter, axis: Axis, *, halo: bool) -> None:
        """The present value, or what sets it off from all but its line; a source that fell silent has none."""
        drawn, look = self._drawn, theme.current()
        if not len(drawn.at) or not self._is_fresh(float(drawn.at[-1])):
            return
        value = float(drawn.values[-1])
        at, height = drawn.at[-1:], levels(drawn.values[-1:], axis.low, axis.high)
        limit = self._limit
        beyond = limit is not None and (value >= limit.value if limit.is_most else value <= limit.value)
        color = look.color(limit.tone if limit is not None and beyond else "chart")
        radius = LAST_PX * look.scale
        if halo:
            self._paint_dots(painter, self._places(at, height), look.color("ground1"), radius + 1.5 * look.scale)
        else:
            self._paint_dots(painter, self._places(at, height), color, radius)

    def _is_fresh(self, at: float) -> bool:
        if self._now is None or self._period_s is None:
            return True
        return self._now - at <= max(MISSED * self._period_s, self._pixel_s)

    def _places(self, at: Floats, heights: Floats) -> list[QPointF]:
        """Where moments and levels (0 to 1) are in the widget; the last point is a whole one."""
        edge = self._edge()
        across = edge + (at - self._begin) / self._span * (self.width() - 2 * edge)
        return [QPointF(x, self._down(level)) for x, level in zip(across.tolist(), heights.tolist(), strict=True)]

    def _down(self, level: float) -> float:
        """How far below the upper edge a level is, from 0 at the bottom to 1."""
        edge = self._edge()
        return edge + (1 - level) * (self.height() - 2 * edge)

    def _edge(self) -> float:
        return float(min(theme.current().px(EDGE_PX), self.height() // 4))

    def _draw(self) -> None:
        at, values = self._at, self._values
        if self._now is not None:
            at, values = within(at, values, self._now - window_s(self._period_s), self._now + AHEAD_S)
        ends = [*at[-1:].tolist(), *([self._now] if self._now is not None else [])]
        end = max(ends, default=0.0)
        self._begin = float(at[0]) if len(at) else end - window_s(self._period_s)
        self._span = (end - self._begin) or 1.0
        self._pixel_s = self._span / max(1, self.width())
        self._drawn_at = self._now or 0.0
        self._drawn = trend(at, values, self._period_s, self._pixel_s)
        room = self.height() >= self._empty.fontMetrics().height()
        self._empty.setVisible(self._drawn.is_empty and self._known and room)
        self._tell()

    def _tell(self) -> None:
        self.update()
        if self.on_drawn is not None:
            self.on_drawn()


def _unbroken(at: Floats, heights: Floats) -> list[tuple[Floats, Floats]]:
    """The pieces of a line that NaN breaks."""
    breaks = np.flatnonzero(np.isnan(heights))
    pieces = zip(np.split(at, breaks), np.split(heights, breaks), strict=True)
    return [(times[~np.isnan(these)], these[~np.isnan(these)]) for times, these in pieces]
