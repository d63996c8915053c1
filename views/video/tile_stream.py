"""One tile's place among the streams: what it shows, what it showed before, and the figures of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject

from console.records.models import Camera, StreamState
from console.video.fleet import Stream
from console.video.stream import Pace
from views.video import words as video_words
from widgets.video.tile import VideoTile


@dataclass
class TileStream:
    """A stream and the tile that it is for. `StreamTiles` makes and ends it."""

    tile: VideoTile
    camera: Camera
    stream: Stream
    main: bool
    size: tuple[int, int]
    switched_s: float = 0.0
    shown: bool = False
    """Whether any picture of it has come."""
    live: bool = False
    told: StreamState | None = None
    pace: Pace = Pace.FULL
    counted: tuple[int, int] = (0, 0)
    """Frames received and painted when figures were last reset."""
    painted: tuple[int, float] = (0, 0.0)
    """Pictures painted, and when, at the last statistics."""
    replay: Stream | None = None
    """What the tile shows instead of the live stream, which goes on behind."""
    retiring: bool = False
    """Whether the next tile of this camera may take the stream over."""
    echoes: list[VideoTile] = field(default_factory=list)
    """Tiles that had this stream before and show its pictures until they go."""
    mirrors: list[VideoTile] = field(default_factory=list)
    """Tiles elsewhere that show the same pictures, at whatever size and pace they come."""

    @property
    def aside(self) -> bool:
        """Whether it is for a picture beside the cameras that somebody chose: neither counted nor told among them."""
        return self.stream.spec.aside

    def may_be_taken(self, camera: Camera, keyframes_only: bool) -> bool:
        """Whether it may go to another tile, and is what `camera` needs."""
        return self.retiring and self.serves(camera, keyframes_only)

    def serves(self, camera: Camera, keyframes_only: bool) -> bool:
        """Whether what is open here is what `camera` needs: other addresses or masks need a stream of their own."""
        had = self.camera
        same = (had.id, had.main_url, had.sub_url, had.masks) == (
            camera.id,
            camera.main_url,
            camera.sub_url,
            camera.masks,
        )
        return same and self.stream.spec.keyframes_only == keyframes_only

    def move_to(self, tile: VideoTile, camera: Camera) -> None:
        """Be the place of `tile`; who had it before goes on showing its pictures until it is released."""
        self.echoes.append(self.tile)
        self.settle(tile, camera)

    def settle(self, tile: VideoTile, camera: Camera) -> None:
        """Be the place of `tile`, and of it alone."""
        self.tile, self.camera, self.retiring, self.told = tile, camera, False, None
        self.pace = Pace.FULL  # the tile has yet to be told of another one
        self.counted, self.painted = (self.stream.received, tile.painted), (0, 0.0)

    def paint(self, now: float | None = None) -> bool:
        """Hand the newest picture to everybody who shows it, since it lives until the next is asked for."""
        frame = self.stream.frame()
        if frame is None:
            return False
        self.shown = True
        age_s = self.stream.age_s if now is None else now - frame.arrived_s
        own = (self.tile, *self.echoes) if self.replay is None else ()
        for tile in (*own, *self.mirrors):
            tile.show_frame(frame.buffer, frame.width, frame.height, frame.stride, age_s)
        return True

    def tell(self) -> None:
        """Have those who show it say what the stream says of itself; how late a picture is that comes from the past."""
        stream, age_s = self.stream, self.stream.age_s
        if stream.state is StreamState.LATE:
            age_s = max(age_s or 0.0, stream.stats().behind_s)
        for tile in (self.tile, *self.mirrors):
            tile.set_state(
                stream.state, age_s, stream.last_frame_at, stream.retry_in_s, stream.reason,
                awaits_keyframe=stream.awaits_keyframe,
            )  # fmt: skip

    def statistics(self) -> tuple[str, ...]:
        """The stream's figures in words, with the pictures painted since they were last asked for."""
        now = time.monotonic()
        count, then = self.painted
        self.painted = (self.tile.painted, now)
        fps = (self.tile.painted - count) / (now - then) if then else 0.0
        return video_words.statistics(self.stream.stats(), fps, main=self.main)

    def figures(self, *, reset: bool) -> dict[str, Any]:
        """Pictures received and painted since the last reset."""
        received, painted = self.stream.received, self.tile.painted
        told = {
            "camera_id": self.camera.id,
            "received": received - self.counted[0],
            "painted": painted - self.counted[1],
            "size": list(self.size),
            "main": self.main,
        }
        if reset:
            self.counted = (received, painted)
        return told

    def report(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        stats = self.stream.stats()
        return {
            "camera_id": self.camera.id,
            "stream": self.stream.number,
            "name": self.camera.name,
            "state": str(self.stream.state),
            "reason": self.stream.reason,
            "age_s": self.stream.age_s,
            "fps": stats.fps,
            "reader": stats.reader,
            "process": self.stream.process,
            "reconnects": self.stream.reconnects,
            "pace": str(self.stream.shown_pace),
            "main": self.main,
            "size": list(self.size),
            "replaying": self.replay is not None,
        }


class Resizes(QObject):
    """Tells when a tile that it watches changes its size or its zoom."""

    def __init__(self, settle: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._settle = settle

    def watch(self, tile: VideoTile) -> None:
        """From now on."""
        tile.installEventFilter(self)
        tile.on_zoomed = self._settle

    def leave(self, tile: VideoTile) -> None:
        """No more."""
        tile.removeEventFilter(self)
        tile.on_zoomed = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A tile that changes its size asks for another picture size once it has settled."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False
