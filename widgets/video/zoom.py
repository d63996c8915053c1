"""Digital zoom: which part of the picture is shown, by wheel and drag. Plain numbers, no painting."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize

MOST = 8.0
STEP = 1.25
"""One notch of a wheel."""


class Zoom:
    """A window onto the picture: `factor` 1 shows all of it, the centre is in shares of the picture (0 to 1)."""

    def __init__(self) -> None:
        self.factor = 1.0
        self._x, self._y = 0.5, 0.5

    def step(self, notches: float, at: QPointF) -> bool:
        """Zoom in (or out, negative) around `at`, in shares of what is shown; whether anything changed."""
        wanted = min(MOST, max(1.0, self.factor * STEP**notches))
        if wanted == self.factor:
            return False
        # The point under the pointer stays under the pointer.
        self._x += (at.x() - 0.5) * (1 / self.factor - 1 / wanted)
        self._y += (at.y() - 0.5) * (1 / self.factor - 1 / wanted)
        self.factor = wanted
        self._keep_inside()
        return True

    def pan(self, dx: float, dy: float) -> None:
        """Carry the picture by shares of what is shown."""
        self._x -= dx / self.factor
        self._y -= dy / self.factor
        self._keep_inside()

    def reset(self) -> None:
        """All of the picture again."""
        self.factor, self._x, self._y = 1.0, 0.5, 0.5

    def source(self, size: QSize) -> QRect:
        """The part of a picture of `size` pixels that is shown."""
        width, height = size.width() / self.factor, size.height() / self.factor
        left, top = self._x * size.width() - width / 2, self._y * size.height() - height / 2
        return QRectF(left, top, width, height).toRect()

    def _keep_inside(self) -> None:
        half = 0.5 / self.factor
        self._x = min(1 - half, max(half, self._x))
        self._y = min(1 - half, max(half, self._y))
