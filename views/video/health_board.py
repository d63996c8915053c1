"""The board of the cameras' health over the desk: opened by its command, and true while it is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from views.base.commands import Registry
from views.base.context import Context
from views.video.grid import CameraPresenter
from views.video.health import HealthPresenter
from views.video.health_words import rows_of, summary_of
from views.video.streams import StreamTiles
from widgets.base.overlay import Overlay
from widgets.video.health_board import HealthBoard


class HealthBoardPresenter(QObject):
    """Counts how the cameras fare at this desk, and says it in `window` when asked."""

    def __init__(self, context: Context, cameras: CameraPresenter, streams: StreamTiles, window: QWidget) -> None:
        super().__init__(cameras)
        self._cameras = cameras
        self.board = HealthBoard(window)
        self.health = HealthPresenter(context, streams, self)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-camera-health", lambda _args: self._show())

    def overlays(self) -> dict[str, Overlay]:
        """The board."""
        return {"camera-health": self.board}

    def tick(self, _now: datetime) -> None:
        """Count, and keep an open board true."""
        self.health.tick()
        if self.board.isVisible():
            self._fill()

    def _show(self) -> None:
        self._fill()
        self.board.open()

    def _fill(self) -> None:
        found = self.health.board(self._cameras.cameras)
        self.board.set_board(summary_of(found), rows_of(found))
