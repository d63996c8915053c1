"""What only the painted picture tells: how a text stands off from its ground, and how much of a page is empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tests.harness.ink import painted

CELL_PX = 16
FLAT = 10
"""A cell in which no channel differs by more is empty: a rule, a letter or an edge differ by more."""
ALIKE = 24
"""Colours so near each other are taken for one."""
GROUND_LEAST = 0.2
"""Of a text's place one colour must have at least so much to be its ground; else it stands on a picture."""


class Picture:
    """A page as it is painted in its window."""

    def __init__(self, page: QWidget) -> None:
        window = page.window()
        at = page.mapTo(window, QPoint(0, 0)) if page is not window else QPoint(0, 0)
        whole = painted(window)[:, :, ::-1]  # red, green, blue
        self._pixels = whole[max(0, at.y()) : at.y() + page.height(), max(0, at.x()) : at.x() + page.width()]

    def ground(self, place: QRect, ink: QColor) -> QColor | None:
        """What a text of this colour stands on; None where that is no plain ground."""
        part = self._part(place)
        if not part.size:
            return None
        flat = part.reshape(-1, 3)
        letters = np.abs(flat.astype(np.int16) - np.array([ink.red(), ink.green(), ink.blue()])).max(axis=1) < ALIKE
        rest = flat[~letters]
        if not len(rest):
            return ink
        colors, counts = np.unique(rest, axis=0, return_counts=True)
        most = int(counts.argmax())
        if counts[most] < GROUND_LEAST * len(flat):
            return None
        red, green, blue = (int(one) for one in colors[most])
        return QColor(red, green, blue)

    def is_plain(self, place: QRect) -> bool:
        """Whether nothing is painted there."""
        part = self._part(place)
        return not part.size or int((part.max(axis=(0, 1)).astype(np.int16) - part.min(axis=(0, 1))).max()) <= FLAT

    def emptiest(self, filled: Iterable[QRect]) -> tuple[float, QRect]:
        """The largest empty rectangle, and its share of the page; `filled` are places that count as not empty."""
        high, wide = (side // CELL_PX for side in self._pixels.shape[:2])
        if not high or not wide:
            return 0.0, QRect()
        cells = self._pixels[: high * CELL_PX, : wide * CELL_PX].reshape(high, CELL_PX, wide, CELL_PX, 3)
        spread = cells.max(axis=(1, 3)).astype(np.int16) - cells.min(axis=(1, 3))
        empty = spread.max(axis=2) <= FLAT
        for place in filled:
            across = slice(max(0, place.left() // CELL_PX), max(0, place.right() // CELL_PX + 1))
            empty[max(0, place.top() // CELL_PX) : max(0, place.bottom() // CELL_PX + 1), across] = False
        cell = largest(empty)
        share = cell.width() * cell.height() / (high * wide)
        return share, QRect(cell.topLeft() * CELL_PX, cell.size() * CELL_PX)

    def _part(self, place: QRect) -> Any:
        return self._pixels[max(0, place.top()) : place.bottom() + 1, max(0, place.left()) : place.right() + 1]


def largest(free: Any) -> QRect:
    """The largest rectangle of true cells: row by row, each column as high as it is free above."""
    heights = np.zeros(free.shape[1] + 1, dtype=int)
    best = QRect()
    for row in range(free.shape[0]):
        heights[:-1] = np.where(free[row], heights[:-1] + 1, 0)
        opened: list[tuple[int, int]] = []
        for column, height in enumerate(heights.tolist()):
            begin = column
            while opened and opened[-1][1] >= height:
                begin, high = opened.pop()
                if high * (column - begin) > best.width() * best.height():
                    best = QRect(begin, row - high + 1, column - begin, high)
            opened.append((begin, height))
    return best


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2.2 defines it, 1 to 21; what lets `other` through is laid over it first."""
    share = one.alphaF()
    channels = [(getattr(one, name)(), getattr(other, name)()) for name in ("red", "green", "blue")]
    seen = [_linear(round(share * mine + (1 - share) * theirs)) for mine, theirs in channels]
    light, dark = sorted((_luminance(seen), _luminance([_linear(theirs) for _mine, theirs in channels])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _luminance(linear: list[float]) -> float:
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
