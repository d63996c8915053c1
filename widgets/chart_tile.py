"""The trend line of an indicator: the one place that knows pyqtgraph.

One plot is made with the widget and lives as long; new data goes into the same curve, since plots that come and go
leak. A curve is reduced to at most two points a pixel, the lowest and the highest of each column, so that a peak
of one minute in thirty days is still seen.
"""

from __future__ import annotations

import itertools

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets import theme

Floats = NDArray[np.float64]


def reduced(at: Floats, values: Floats, columns: int) -> tuple[Floats, Floats]:
    """The curve with at most two points for each of `columns`; every column keeps its lowest and highest value."""
    if columns < 1 or len(values) <= 2 * columns:
        return at, values
    edges = np.linspace(0, len(values), columns + 1).astype(int)
    keep: list[int] = []
    for begin, end in itertools.pairwise(edges):
        part = values[begin:end]
        keep.extend(sorted({begin + int(part.argmin()), begin + int(part.argmax())}))
    return at[keep], values[keep]


class ChartTile(QWidget):
    """A bare line with dashed limits; no axes, no mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at: Floats = np.empty(0)
        self._values: Floats = np.empty(0)
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
        self._line = pg.InfiniteLine(angle=0, movable=False)
        self._line.hide()
        self._plot.addItem(self._line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        self.setMinimumHeight(16)
        self._paint_anew()

    def set_curve(self, at: Floats, values: Floats) -> None:
        """The points to draw, in seconds and in the indicator's unit; times ascend."""
        self._at, self._values = at, values
        self._draw()

    def set_limit(self, limit: float | None, *, crossed: bool = False) -> None:
        """A dashed line at `limit`, in the colour of lateness where the value has crossed it."""
        if (limit, not crossed) == (self._limit, self._quiet_limit):
            return
        self._limit, self._quiet_limit = limit, not crossed
        self._line.setVisible(limit is not None)
        if limit is not None:
            self._line.setValue(limit)
        self._paint_anew()
        self._frame()

    def points_drawn(self) -> int:
        """How many points the curve has after the reduction."""
        data = self._curve.getData()[0]
        return 0 if data is None else len(data)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has another number of columns."""
        super().resizeEvent(event)
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
        dashes = QPen(look.color("text3" if self._quiet_limit else "late"), thick, Qt.PenStyle.DashLine)
        dashes.setCosmetic(True)
        self._line.setPen(dashes)

    def _draw(self) -> None:
        at, values = reduced(self._at, self._values, max(1, self.width()))
        self._curve.setData(at, values)
        self._frame()

    def _frame(self) -> None:
        finite = self._values[np.isfinite(self._values)] if len(self._values) else self._values
        if len(finite) == 0:
            return
        low, high = float(finite.min()), float(finite.max())
        span = (high - low) or max(abs(high), 1.0) * 0.1
        if self._limit is not None and low - 2 * span <= self._limit <= high + 2 * span:
            low, high = min(low, self._limit), max(high, self._limit)
        pad = ((high - low) or span) * 0.08
        first, last = float(self._at[0]), float(self._at[-1])
        box = self._plot.getPlotItem().getViewBox()
        box.setRange(xRange=(first, last if last > first else first + 1), yRange=(low - pad, high + pad), padding=0)
