"""A carried tile whose picture can be zoomed by wheel and keys, and panned by drag while it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.video.carried import Carried
from widgets.video.zoom import Zoom

WHEEL_NOTCH = 120
"""Eighths of a degree that Qt counts for one notch of a wheel."""


class Zoomable(Carried):
    """What is shown is `self._zoom`'s to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_zoomed: Callable[[], None] | None = None
        """Called after each change. No signal: a wall changes who listens thousands of times a day, and each connection
        of a signal to a function leaves some hundred bytes behind."""
        self._zoom = Zoom()
        self._panned: QPointF | None = None

    @property
    def zoom_factor(self) -> float:
        """1 where the whole picture is shown."""
        return self._zoom.factor

    def reset_zoom(self) -> None:
        """All of the picture again."""
        if self._zoom.factor != 1.0:
            self._zoom.reset()
            self._on_zoomed()

    def zoom_by(self, notches: float) -> None:
        """Zoom around the middle: the keys' way."""
        self._zoom_at(notches, QPointF(0.5, 0.5))

    def picture_size(self) -> QSize:
        """The room for the picture."""
        return self.size()

    def can_zoom(self) -> bool:
        """Whether there is a picture to zoom into."""
        return True

    def _zoom_at(self, notches: float, at: QPointF) -> None:
        if self.can_zoom() and self._zoom.step(notches, at):
            self._on_zoomed()

    def _on_zoomed(self) -> None:
        if self.on_zoomed is not None:
            self.on_zoomed()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt names it
        """Zoom at the pointer."""
        room = self.picture_size()
        at = QPointF(event.position().x() / room.width(), min(1.0, event.position().y() / room.height()))
        self._zoom_at(event.angleDelta().y() / WHEEL_NOTCH, at)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A zoomed picture is panned, another one may be carried."""
        if self._zoom.factor != 1.0 and event.button() == Qt.MouseButton.LeftButton:
            self._panned = event.position()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Pan, or carry."""
        if self._panned is None:
            super().mouseMoveEvent(event)
            return
        by, self._panned = event.position() - self._panned, event.position()
        room = self.picture_size()
        self._zoom.pan(by.x() / room.width(), by.y() / room.height())
        self._on_zoomed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Put it down."""
        if self._panned is not None:
            self._panned = None
            return
        super().mouseReleaseEvent(event)
