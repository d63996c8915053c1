"""The live picture of the camera whose mark the pointer rests on, beside that mark, for as long as it rests there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt

from views.desk.workplace import Workplace
from widgets.base import theme
from widgets.places.moving_map import MovingMap
from widgets.video.paint import CAPTION_PX
from widgets.video.tile import VideoTile

WIDTH_PX, HEIGHT_PX, APART_PX, EDGE_PX = 320, 180, 18, 8


class MapGlance(QObject):
    """It takes the stream that is open anyway, else keyframes alone, and lets it go with the pointer."""

    def __init__(self, at: Workplace, shown: MovingMap) -> None:
        super().__init__(shown)
        self._cameras, self._streams, self._map = at.desk.cameras, at.desk.streams, shown
        self.camera_id = ""
        """Whose picture is shown; empty for none."""
        self._tile = VideoTile(shown)
        self._tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tile.hide()
        shown.rested.connect(self._on_rested)

    def close(self) -> None:
        """Let the stream go."""
        self._streams.release(self._tile)

    def tick(self) -> None:
        """Look again who has a stream of it."""
        camera = self._cameras.camera(self.camera_id) if self.camera_id else None
        if camera is not None:
            self._streams.show_aside(self._tile, camera)
        elif self.camera_id:
            self._put_away()

    def _on_rested(self, kind: str, key: str, at: QPointF) -> None:
        self._put_away()
        if kind == "camera" and self._cameras.camera(key) is not None:
            self.camera_id = key
            self._tile.setGeometry(beside(at, self._map.size()))
            self._tile.raise_()
            self._tile.show()
            self.tick()

    def _put_away(self) -> None:
        self.camera_id = ""
        self._tile.hide()
        self._streams.release(self._tile)


def beside(at: QPointF, room: QSize) -> QRect:
    """Where the picture stands on a map of this size: right below the mark, or on the side where there is room."""
    look = theme.current()
    width, height = look.px(WIDTH_PX), look.px(HEIGHT_PX + CAPTION_PX)
    apart, edge = look.px(APART_PX), look.px(EDGE_PX)
    left, top = round(at.x()) + apart, round(at.y()) + apart
    if left + width > room.width() - edge:
        left = round(at.x()) - apart - width
    if top + height > room.height() - edge:
        top = round(at.y()) - apart - height
    return QRect(max(edge, left), max(edge, top), width, height)
