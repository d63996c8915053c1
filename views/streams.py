"""Ties video tiles to streams: opens, sizes, switches and closes them, and paints at most 30 times a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from console.models import Camera, StreamState
from console.video.figures import Delays
from console.video.fleet import Fleet, Stream, StreamSpec
from widgets.video_tile import VideoTile

POLL_MS = 33
RESIZE_PAUSE_MS = 250
UP = 1.34
"""Above this ratio of tile to sub-stream the main stream is taken (video.md, adaptive)."""


@dataclass
class _Place:
    camera: Camera
    stream: Stream
    main: bool
    size: tuple[int, int]
    shown: bool = False
    told: StreamState | None = None
    counted: tuple[int, int] = (0, 0)
    """Frames received and painted when figures were last reset."""


class StreamTiles(QObject):
    """All video tiles of one window. `live_changed(n)` is called when the number of live pictures changes."""

    def __init__(self, fleet: Fleet, live_changed: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._fleet = fleet
        self._live_changed = live_changed
        self._places: dict[VideoTile, _Place] = {}
        self._live = 0
        self._delays = Delays()
        self._counting_since = time.monotonic()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_poll)
        self._resized = QTimer(self, singleShot=True, interval=RESIZE_PAUSE_MS)
        self._resized.timeout.connect(self._on_settled)
        self._timer.start()

    def close(self) -> None:
        """Close every stream and stop polling."""
        self._timer.stop()
        self._resized.stop()
        for tile in tuple(self._places):
            self.release(tile)

    def all(self) -> list[Stream]:
        """The open streams, in the order in which they were opened."""
        return [place.stream for place in self._places.values()]

    def cameras(self) -> list[Camera]:
        """Their cameras, in the same order."""
        return [place.camera for place in self._places.values()]

    def show(self, tile: VideoTile, camera: Camera | None) -> None:
        """Let `tile` show `camera` from now on; None empties the place."""
        place = self._places.get(tile)
        if place is not None and camera is not None and place.camera == camera:
            return
        self.release(tile)
        tile.set_title(camera.name if camera is not None else "")
        if camera is None:
            return
        size = _size(tile)
        main = _wants_main(camera, size)
        spec = StreamSpec(camera.id, camera.main_url if main else camera.sub_url, *size)
        self._places[tile] = _Place(camera, self._fleet.open(spec), main, size)
        tile.on_painted = self._on_painted
        tile.set_state(StreamState.CONNECTING, None, None, None)
        tile.installEventFilter(self)

    def release(self, tile: VideoTile) -> None:
        """Close what `tile` shows; its picture goes before the memory behind it does."""
        place = self._places.pop(tile, None)
        tile.drop_frame()
        if place is not None:
            tile.on_painted = None
            tile.removeEventFilter(self)
            place.stream.close()

    def set_visible(self, tile: VideoTile, visible: bool) -> None:
        """A hidden tile costs nothing."""
        place = self._places.get(tile)
        if place is not None:
            place.stream.set_visible(visible)

    def tick(self) -> None:
        """Once a second: ages of pictures that do not move."""
        for tile, place in self._places.items():
            if place.stream.state != StreamState.LIVE:
                _tell(tile, place.stream)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A tile that changes its size asks for another picture size once it has settled."""
        if event.type() == QEvent.Type.Resize:
            self._resized.start()
        return False

    def _on_settled(self) -> None:
        for tile, place in self._places.items():
            size = _size(tile)
            if size == place.size:
                continue
            place.size = size
            main = _wants_main(place.camera, size)
            if main != place.main:
                place.main = main
                place.stream.switch(place.camera.main_url if main else place.camera.sub_url, *size)
            else:
                place.stream.resize(*size)

    def _on_poll(self) -> None:
        changed = set(map(id, self._fleet.poll()))
        if not changed:
            return
        live = 0
        for tile, place in self._places.items():
            stream = place.stream
            if id(stream) in changed:
                frame = stream.frame()
                if frame is not None:
                    place.shown = True
                    tile.show_frame(frame.buffer, frame.width, frame.height, frame.stride, stream.age_s)
                if stream.state is not place.told or stream.state is not StreamState.LIVE:
                    place.told = stream.state
                    _tell(tile, stream)
            live += place.shown and stream.state == StreamState.LIVE
        if live != self._live:
            self._live = live
            self._live_changed(live)

    def _on_painted(self, delay_s: float) -> None:
        self._delays.add(delay_s)

    def figures(self, *, reset: bool) -> dict[str, Any]:
        """Frames received and painted per tile, and delays from arrival to paint, since the last reset."""
        now = time.monotonic()
        tiles = []
        for tile, place in self._places.items():
            received, painted = place.stream.received, tile.painted
            tiles.append(
                {
                    "camera_id": place.camera.id,
                    "received": received - place.counted[0],
                    "painted": painted - place.counted[1],
                    "size": list(place.size),
                    "main": place.main,
                }
            )
            if reset:
                place.counted = (received, painted)
        report = {"span_s": now - self._counting_since, "delay_ms": self._delays.report(), "tiles": tiles}
        if reset:
            self._delays, self._counting_since = Delays(), now
        return report

    def report(self) -> list[dict[str, Any]]:
        """What each tile shows, as plain data."""
        return [
            {
                "camera_id": place.camera.id,
                "name": place.camera.name,
                "state": str(place.stream.state),
                "age_s": place.stream.age_s,
                "fps": getattr(place.stream.stats(), "fps", None),
                "main": place.main,
                "size": list(place.size),
            }
            for place in self._places.values()
        ]


def _tell(tile: VideoTile, stream: Stream) -> None:
    tile.set_state(stream.state, stream.age_s, stream.last_frame_at, stream.retry_in_s)


def _size(tile: VideoTile) -> tuple[int, int]:
    ratio = tile.devicePixelRatioF()
    room = tile.picture_size()
    width, height = max(room.width(), 64), max(room.height(), 48)
    return int(width * ratio) & ~1, int(height * ratio) & ~1


def _wants_main(camera: Camera, size: tuple[int, int]) -> bool:
    return size[0] > camera.sub_size[0] * UP
