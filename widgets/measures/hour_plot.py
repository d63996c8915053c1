"""Counts of each hour of a period as bars over time: the one place that knows pyqtgraph.

It is loaded with the board of measures, when somebody first asks for it (decision 060).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base import theme

HOUR_S = 3600.0
BAR = 0.8
"""Part of an hour's room that its bar takes."""
HEADROOM = 1.12
"""The highest count is written beside its line, and needs half a line above it."""
LEAST_TOP = 4
"""The scale reaches at least this far, so that a single incident is no tower."""


class HourAxis(pg.DateAxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Hours, and the day at midnight, as figures: the library's own names of days and months are English."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802 - pyqtgraph names it
        """`18:00`; `30/11` where a day begins."""
        times = [datetime.fromtimestamp(value).astimezone() for value in values]
        return [f"{at:%d/%m}" if (at.hour, at.minute) == (0, 0) else f"{at:%H:%M}" for at in times]


class HourPlot(QWidget):
    """Bars, the hours below them, whole counts beside them; nothing in it moves under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = {"bottom": HourAxis("bottom"), "left": pg.AxisItem("left")}
        self._plot = pg.PlotWidget(self, background=None, axisItems=self._axes)
        self._plot.viewport().setAutoFillBackground(False)  # it would keep the palette that it met first
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        for part in (self._plot, self._plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(False, False)
        self._bars = pg.BarGraphItem(x=[], height=[], width=HOUR_S * BAR)
        item.addItem(self._bars)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        self._paint_anew()

    def set_counts(self, begin: datetime, counts: Sequence[int]) -> None:
        """How many in each hour, the first one beginning at `begin`."""
        hours = begin.timestamp() + HOUR_S * (np.arange(len(counts)) + 0.5)
        top = max([LEAST_TOP, *counts])
        self._bars.setOpts(x=hours, height=np.asarray(counts, dtype=np.float64))
        self._axes["left"].setTicks([[(step, str(step)) for step in sorted({0, top // 2, top})]])
        across = (begin.timestamp(), begin.timestamp() + HOUR_S * max(1, len(counts)))
        self._plot.getPlotItem().getViewBox().setRange(xRange=across, yRange=(0, top * HEADROOM), padding=0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Take the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._paint_anew()

    def _paint_anew(self) -> None:
        look = theme.current()
        self._bars.setOpts(brush=look.color("text3"), pen=None)
        for axis in self._axes.values():
            axis.setPen(look.color("line"))
            axis.setTextPen(look.color("text3"))
            axis.setStyle(tickFont=look.font("caption"), tickLength=-look.px(4))
        self._axes["left"].setWidth(look.px(40))
