"""The trend line of an indicator.

What is drawn of the points, and where nothing is, says `console.analysis.trend`; here it is painted.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from console.analysis.trend import AHEAD_S, NOTHING, Floats, frame, in_order, levels, trend, window_s, within
from widgets.base import theme
from widgets.base.labels import ElidedLabel

DOT_PX = 4
"""A point without neighbours: more than the line is thick, so that it is seen."""


class ChartTile(QWidget):
    """A bare line with dashed limits; no axes, no mouse. Without points it says so."""

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
        self._limit: float | None = None
        self._quiet_limit = False
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

    def set_limit(self, limit: float | None, *, crossed: bool = False) -> None:
        """A dashed line at `limit`, in the colour of lateness where the value has crossed it."""
        if limit is not None and not np.isfinite(limit):
            limit = None
        if (limit, not crossed) != (self._limit, self._quiet_limit):
            self._limit, self._quiet_limit = limit, not crossed
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Room to see a rise."""
        return QSize(100, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has another number of columns."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect())
        self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The limit behind, the line without smoothing, and whole dots."""
        drawn = self._drawn
        if drawn.is_empty:
            return
        look = theme.current()
        thick = 2 if look.is_wall else 1  # seen from the seats
        low, high = frame(drawn.all_values, self._limit)
        painter = QPainter(self)
        if self._limit is not None:
            painter.setPen(QPen(look.color("text3" if self._quiet_limit else "late"), thick, Qt.PenStyle.DashLine))
            self._paint_limit(painter, float(levels(np.array([self._limit]), low, high)[0]))
        painter.setPen(QPen(look.color("chart"), thick))
        for line in _unbroken(drawn.at, levels(drawn.values, low, high)):
            painter.drawPolyline(QPolygonF(self._places(*line)))
        self._paint_dots(painter, self._places(drawn.lone_at, levels(drawn.lone, low, high)), look.color("chart"))
        painter.end()

    def _paint_limit(self, painter: QPainter, level: float) -> None:
        """Right across, where it is on the axis at all."""
        if 0 <= level <= 1:
            height = self._down(level)
            painter.drawLine(QPointF(0, height), QPointF(self.width(), height))

    def _paint_dots(self, painter: QPainter, places: list[QPointF], color: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = theme.current().px(DOT_PX) / 2
        for place in places:
            painter.drawEllipse(place, radius, radius)

    def _places(self, at: Floats, heights: Floats) -> list[QPointF]:
        """Where moments and levels (0 to 1) are in the widget; the last point is a whole one."""
        margin = theme.current().px(DOT_PX) / 2
        across = margin + (at - self._begin) / self._span * (self.width() - 2 * margin)
        return [QPointF(x, self._down(level)) for x, level in zip(across.tolist(), heights.tolist(), strict=True)]

    def _down(self, level: float) -> float:
        """How far below the upper edge a level is, from 0 at the bottom to 1."""
        margin = theme.current().px(DOT_PX) / 2
        return margin + (1 - level) * (self.height() - 2 * margin)

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
        self.update()


def _unbroken(at: Floats, heights: Floats) -> list[tuple[Floats, Floats]]:
    """The pieces of a line that NaN breaks."""
    breaks = np.flatnonzero(np.isnan(heights))
    pieces = zip(np.split(at, breaks), np.split(heights, breaks), strict=True)
    return [(times[~np.isnan(these)], these[~np.isnan(these)]) for times, these in pieces]
