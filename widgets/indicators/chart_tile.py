"""The trend line of an indicator: the one place that knows pyqtgraph.

One plot is made with the widget and lives as long; new data goes into the same curve, since plots that come and go
leak. What is drawn of the points, and where nothing is, says `console.analysis.trend`; here it is painted.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        self._plot = pg.PlotWidget(self, background=None)
        self._plot.useOpenGL(False)
        self._plot.setAntialiasing(False)
        # The view would fill itself with the palette that it met first, and keep it under another theme.
        self._plot.viewport().setAutoFillBackground(False)
        self._plot.setCacheMode(self._plot.CacheModeFlag.CacheNone)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item = self._plot.getPlotItem()
        item.hideAxis("left")
        item.hideAxis("bottom")
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(False, False)
        item.setContentsMargins(0, 0, 0, 0)
        self._curve = self._plot.plot(connect="finite")
        self._dots = pg.ScatterPlotItem(pxMode=True, pen=None)
        self._plot.addItem(self._dots)
        self._line = pg.InfiniteLine(angle=0, movable=False)
        self._line.hide()
        self._plot.addItem(self._line)
        self._empty = ElidedLabel("", "caption", self)
        self._empty.set_tone("text3")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        self.setMinimumHeight(16)
        self._paint_anew()

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
        if (limit, not crossed) == (self._limit, self._quiet_limit):
            return
        self._limit, self._quiet_limit = limit, not crossed
        self._paint_anew()
        self._paint_curve()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has another number of columns."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect())
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._paint_anew()

    def _paint_anew(self) -> None:
        look = theme.current()
        thick = 2 if look.is_wall else 1  # seen from the seats
        line = QPen(look.color("chart"), thick)
        line.setCosmetic(True)
        self._curve.setPen(line)
        self._dots.setBrush(pg.mkBrush(look.color("chart")))
        self._dots.setSize(look.px(DOT_PX))
        dashes = QPen(look.color("text3" if self._quiet_limit else "late"), thick, Qt.PenStyle.DashLine)
        dashes.setCosmetic(True)
        self._line.setPen(dashes)

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
        self._paint_curve()

    def _paint_curve(self) -> None:
        drawn = self._drawn
        room = self.height() >= self._empty.fontMetrics().height()
        self._empty.setVisible(drawn.is_empty and self._known and room)
        self._line.setVisible(self._limit is not None and not drawn.is_empty)
        low, high = (0.0, 1.0) if drawn.is_empty else frame(drawn.all_values, self._limit)
        self._curve.setData((drawn.at - self._begin) / self._span, levels(drawn.values, low, high))
        self._dots.setData((drawn.lone_at - self._begin) / self._span, levels(drawn.lone, low, high))
        if self._limit is not None:
            self._line.setValue(float(levels(np.array([self._limit]), low, high)[0]))
        margin = theme.current().px(DOT_PX) / 2  # the last point is a whole one
        across, down = margin / max(1, self.width()), margin / max(1, self.height())
        box = self._plot.getPlotItem().getViewBox()
        box.setRange(xRange=(-across, 1 + across), yRange=(-down, 1 + down), padding=0)
