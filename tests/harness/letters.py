"""Which letters a painted screen cuts: a label lower than its lines, or a painter with less room than its ink."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from tests.harness.ink import painted

WORST = "ẬẲỄ gỹợỔyQ,;"
"""Marks upon marks above, tails and dots below. (Ǭ is no letter of Vietnamese, and the font has none.)"""


def too_low(window: QWidget) -> list[str]:
    """Labels, buttons and lines of `window` that are lower than their text, or that something around them cuts."""
    found = []
    for part in window.findChildren(QWidget):
        text = part.text() if isinstance(part, QLabel | QAbstractButton | QLineEdit) else ""
        if not text.strip() or not part.isVisibleTo(window) or part.width() < 4:
            continue
        needed = _needed(part, text)
        seen = part.height() if _scrolls(part, window) else _seen_height(part, window)
        if seen < needed:
            found.append(f"{type(part).__name__} “{text[:40]}” has {seen} px and needs {needed}")
    return found


def _needed(part: QWidget, text: str) -> int:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width())
    return math.ceil(QFontMetricsF(part.font()).height()) * (text.count("\n") + 1)


def _seen_height(part: QWidget, window: QWidget) -> int:
    """How much of its height nothing above it in the tree cuts off."""
    top, bottom = 0, part.height()
    above = part.parentWidget()
    while above is not None:
        begin = part.mapTo(above, QPoint(0, 0)).y()
        top, bottom = max(top, -begin), min(bottom, above.height() - begin)
        if above is window:
            break
        above = above.parentWidget()
    return max(0, bottom - top)


def _scrolls(part: QWidget, window: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and above is not window:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def ink(widget: QWidget) -> Any:
    """Which pixels of what the widget paints differ from its upper left corner."""
    pixels = painted(widget).astype(np.int16)
    return np.abs(pixels - pixels[0, 0]).max(axis=2) > 40


def extent(before: Any, after: Any) -> int:
    """Rows of pixels from the first to the last that differ visibly: how high that is which was written."""
    changed = np.abs(after.astype(np.int16) - before.astype(np.int16)).max(axis=(1, 2))
    rows = np.flatnonzero(changed > FAINT * max(1, changed.max(initial=0)))
    return int(rows[-1] - rows[0] + 1) if len(rows) else 0


FAINT = 0.25
"""A row counts with so much of the strongest ink."""
EM_OF_H = 0.70
"""How high the font's H is, in em (its `sCapHeight`)."""
EM_OF_WORST = 1.42
"""How high the worst letters are together: Ẳ reaches 1.20 em above the line, ỵ and ợ 0.23 below (the outlines)."""


def rows_for(capital: int) -> int:
    """How many rows the worst letters have at the least, where a capital H has `capital`: edges fall between rows."""
    return int((capital - 1) / EM_OF_H * EM_OF_WORST)
