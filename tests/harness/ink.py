"""How high letters really are on a painted screen: what an H more or less changes, in rows of pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.harness.laid_out import lay_out

SEEN = 0.5
"""A row counts where its ink has at least so much of the strongest: what is painted at an edge is half a row."""


def painted(widget: QWidget) -> Any:
    """What the widget paints: height × width × 3."""
    lay_out()
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8, image.sizeInBytes())
    return pixels.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), :3].copy()


def heights(before: Any, after: Any) -> list[int]:
    """Rows of pixels in each line of what differs, from the top; empty where nothing does."""
    ink = np.abs(after.astype(np.int16) - before.astype(np.int16)).max(axis=2)
    rows = ink.max(axis=1, initial=0)
    if not rows.any():
        return []
    seen = np.concatenate(([False], rows >= SEEN * rows.max(), [False]))
    edges = np.flatnonzero(seen[1:] != seen[:-1])
    return [int(end - begin) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
