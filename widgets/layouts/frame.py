"""Where cells of a layout's screen lie on the canvas, and which cells a pull by so many pixels comes to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from console.layouts.boxes import Box, box_of
from contract.layouts import ScreenSpec


@dataclass(frozen=True)
class Frame:
    """A screen within a canvas of this size, in its true ratio."""

    spec: ScreenSpec
    size: QSize

    @property
    def area(self) -> QRect:
        """The screen, in pixels of the canvas."""
        fit = QSize(self.spec.width_px, self.spec.height_px)
        fit = fit.scaled(self.size - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPoint((self.size.width() - fit.width()) // 2, 0)
        return QRect(corner, fit)

    def rect_of(self, box: Box) -> QRect:
        """A box of the grid, in pixels of the canvas."""
        area, spec = self.area, self.spec
        left = area.left() + area.width() * box.col // spec.cols
        top = area.top() + area.height() * box.row // spec.rows
        right = area.left() + area.width() * (box.col + box.cols) // spec.cols
        bottom = area.top() + area.height() * (box.row + box.rows) // spec.rows
        return QRect(left, top, right - left, bottom - top)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """Row and column under a point of the canvas; None beside the screen."""
        area = self.area
        if not area.contains(point):
            return None
        row = (point.y() - area.top()) * self.spec.rows // max(1, area.height())
        col = (point.x() - area.left()) * self.spec.cols // max(1, area.width())
        return min(row, self.spec.rows - 1), min(col, self.spec.cols - 1)

    def pulled(self, tile: int, handle: tuple[int, int] | None, by: QPoint) -> Box:
        """A tile's box after a pull by so many pixels at its handle, or of the whole tile; snapped to cells."""
        area, spec = self.area, self.spec
        here = box_of(spec.tiles[tile])
        rows, cols = round(by.y() * spec.rows / max(1, area.height())), round(by.x() * spec.cols / max(1, area.width()))
        if handle is None:
            row, col = max(0, min(here.row + rows, spec.rows - here.rows)), max(0, here.col + cols)
            return Box(row, min(col, spec.cols - here.cols), here.rows, here.cols)
        down, right = handle
        top, left = here.row + (rows if down < 0 else 0), here.col + (cols if right < 0 else 0)
        bottom = here.row + here.rows + (rows if down > 0 else 0)
        end = here.col + here.cols + (cols if right > 0 else 0)
        top, left = max(0, min(top, bottom - 1)), max(0, min(left, end - 1))
        bottom, end = min(spec.rows, max(bottom, top + 1)), min(spec.cols, max(end, left + 1))
        return Box(top, left, bottom - top, end - left)
