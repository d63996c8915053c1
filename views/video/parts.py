"""The cameras of a desk: their streams, which of them is where, and the bar over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from views.base.context import Context
from views.video.bar import CameraBarPresenter
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles
from widgets.video.grid import VideoGrid
from widgets.video.toolbar import CameraBar


class CameraParts:
    """Put together. `on_live(n)`: so many pictures are live now."""

    def __init__(self, context: Context, on_live: Callable[[int], None], grid: VideoGrid, parent: QObject) -> None:
        self._context = context
        self.streams = StreamTiles(context.session.fleet, on_live, parent)
        self.cameras = CameraPresenter(context, grid, self.streams, parent)

    def over(self, bar: CameraBar, choose: Callable[[str], None]) -> CameraBarPresenter:
        """Keep the bar over them; `choose(name)` runs a command."""
        return CameraBarPresenter(self._context, bar, self.cameras, self.streams, choose)
