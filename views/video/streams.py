"""Ties video tiles to streams: opens, sizes, switches and closes them, and paints at most 30 times a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.records.models import Camera, StreamState
from console.video.delays import Delays
from console.video.fleet import Fleet, Stream, StreamSpec
from console.video.stream import Pace
from views.video import words as video_words
from views.video.tile_stream import Resizes, TileStream
from widgets.video.tile import OLD_S, VideoTile

POLL_MS = 33
RESIZE_PAUSE_MS = 250
UP, DOWN = 1.34, 1.1
"""The main stream is taken above this ratio of tile to sub-stream and left below the other
(docs/explanation/video.md#under-load)."""
APART_S = 5.0
"""Between two switches of one tile, so that a window dragged to and fro does not open cameras all the time."""
FOCUS_PRIORITY, ALARM_PRIORITY = 2, 1


class StreamTiles(QObject):
    """All video tiles of one program. `live_changed(n)` is called when the number of live pictures changes."""

    replay_was_empty = Signal()
    """A replay ended before its first picture: there was nothing to be played."""

    def __init__(self, fleet: Fleet, live_changed: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._fleet = fleet
        self._live_changed = live_changed
        self._places: dict[VideoTile, TileStream] = {}
        self._by_number: dict[int, TileStream] = {}
        self._echoes: dict[VideoTile, TileStream] = {}
        self._live = 0
        self._statistics = False
        self._delays = Delays()
        self._counting_since = time.monotonic()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_poll)
        self._resized = QTimer(self, singleShot=True, interval=RESIZE_PAUSE_MS)
        self._resized.timeout.connect(self._on_settled)
        self._resizes = Resizes(self._resized.start, self)
        self._timer.start()

    def close(self) -> None:
        """Close every stream and stop polling."""
        self._timer.stop()
        self._resized.stop()
        for tile in (*self._echoes, *self._places):
            self.release(tile)

    def all(self) -> list[Stream]:
        """The open streams, in the order in which they were opened."""
        return [place.stream for place in self._places.values()]

    def of(self, camera_id: str) -> Stream | None:
        """The stream of this camera that somebody can see; None where no tile shows it."""
        streams = [stream for stream in self.all() if stream.camera_id == camera_id and stream.visible]
        return streams[0] if streams else None

    def tile_of(self, camera_id: str) -> VideoTile | None:
        """The tile that shows this camera."""
        return next((tile for tile, place in self._places.items() if place.camera.id == camera_id), None)

    def place_of(self, tile: VideoTile) -> TileStream | None:
        """What is open for this tile; None where nothing is. A tile that is `retiring` gives its stream to the next
        one that shows the same camera."""
        return self._places.get(tile)

    def show(self, tile: VideoTile, camera: Camera | None, *, keyframes_only: bool = False) -> None:
        """Let `tile` show `camera` from now on; None empties the place."""
        place = self._places.get(tile)
        if place is not None and camera is not None and place.camera == camera:
            return
        self.release(tile)
        tile.set_title(camera.name if camera is not None else "")
        if camera is None:
            return
        leaving = next((one for one in self._places.values() if one.may_be_taken(camera, keyframes_only)), None)
        if leaving is not None:
            self._take_over(leaving, tile, camera)
            return
        size = _size(tile)
        main = size[0] > camera.sub_size[0] * UP and not keyframes_only
        url = camera.main_url if main else camera.sub_url
        spec = StreamSpec(camera.id, url, *size, keyframes_only=keyframes_only, masks=camera.masks)
        place = TileStream(tile, camera, self._fleet.open(spec), main, size)
        self._places[tile] = self._by_number[place.stream.number] = place
        tile.on_painted = self._delays.add
        self._resizes.watch(tile)
        tile.set_state(StreamState.CONNECTING, None, None, None)

    def _take_over(self, place: TileStream, tile: VideoTile, camera: Camera) -> None:
        """Give an open stream to another tile: its pictures go on without a gap, on the one and on the other."""
        before = place.tile
        self.end_replay(before, place)
        self._resizes.leave(before)
        before.on_painted = None
        del self._places[before]
        self._echoes[before] = self._places[tile] = place
        place.move_to(tile, camera)
        tile.on_painted = self._delays.add
        self._resizes.watch(tile)
        place.paint()
        place.tell()
        self._resized.start()

    def release(self, tile: VideoTile) -> None:
        """Close what `tile` shows; its picture goes before the memory behind it does."""
        place = self._places.pop(tile, None)
        echoed = self._echoes.pop(tile, None)
        tile.drop_frame()
        if echoed is not None:
            echoed.echoes.remove(tile)
        if place is not None:
            self.end_replay(tile, place)
            for echo in tuple(place.echoes):
                self.release(echo)
            del self._by_number[place.stream.number]
            tile.on_painted = None
            self._resizes.leave(tile)
            tile.set_badge(())
            tile.set_statistics(())
            place.stream.close()

    def set_visible(self, tile: VideoTile, visible: bool) -> None:
        """A hidden tile costs nothing."""
        place = self._places.get(tile)
        if place is not None:
            place.stream.set_visible(visible)

    def set_priority(self, tile: VideoTile, priority: int) -> None:
        """Cameras of an incident, and the enlarged one, reconnect first and are never shed."""
        place = self._places.get(tile)
        if place is not None:
            place.stream.set_priority(priority)

    def replay(self, tile: VideoTile) -> bool:
        """Play the last minute on this tile; false where it shows no camera."""
        place = self._places.get(tile)
        if place is None:
            return False
        self.end_replay(tile, place)
        spec = replace(place.stream.spec, replay_of=place.stream.number, keyframes_only=False)
        place.replay = self._fleet.open(spec)
        self._by_number[place.replay.number] = place
        tile.set_replaying(True)
        tile.set_badge(video_words.replay_badge(None))
        return True

    def end_replay(self, tile: VideoTile, place: TileStream | None = None) -> bool:
        """Back to the live picture; whether there was a replay."""
        place = place or self._places.get(tile)
        if place is None or place.replay is None:
            return False
        replay, place.replay = place.replay, None
        del self._by_number[replay.number]
        tile.drop_frame()
        tile.set_replaying(False)
        tile.set_badge(())
        place.told = None
        place.paint()
        place.tell()
        replay.close()
        return True

    def toggle_statistics(self) -> None:
        """Show or hide each tile's figures."""
        self._statistics = not self._statistics
        self.tick()

    def tick(self) -> None:
        """Once a second: ages of pictures that do not move, figures, and what is shed."""
        for tile, place in self._places.items():
            if place.stream.state != StreamState.LIVE or (place.stream.age_s or 0.0) > OLD_S:
                place.tell()
            pace = place.stream.shown_pace if place.stream.state == StreamState.LIVE else Pace.FULL
            if place.pace is not pace and place.replay is None:
                place.pace = pace
                tile.set_badge(video_words.pace_badge(place.pace) if not place.stream.spec.keyframes_only else ())
            tile.set_statistics(place.statistics() if self._statistics and tile.isVisible() else ())

    def _on_settled(self) -> None:
        now, again_s = time.monotonic(), 0.0
        for place in self._places.values():
            size, main = _wanted(place)
            if main != place.main and now - place.switched_s < APART_S and place.switched_s:
                again_s = max(again_s, APART_S - (now - place.switched_s))
                main = place.main
            if main != place.main:
                place.main, place.switched_s, place.size = main, now, size
                place.stream.switch(place.camera.main_url if main else place.camera.sub_url, *size)
            elif size != place.size:
                place.size = size
                place.stream.resize(*size)
        if again_s:
            QTimer.singleShot(int(again_s * 1000) + 1, self, self._resized.start)

    def _on_poll(self) -> None:
        live, now = self._live, time.monotonic()
        for stream in self._fleet.poll():
            place = self._by_number.get(stream.number)
            if place is None:
                continue
            if place.replay is not None:
                self._on_replay(place, stream)
                continue
            pictured = place.paint(now)
            state = stream.state
            if state is StreamState.LIVE and place.told is state:
                if place.live or not pictured:
                    continue
            else:
                place.told = state
                place.tell()
            now_live = place.shown and state is StreamState.LIVE
            live += now_live - place.live
            place.live = now_live
        if live != self._live:
            self._live = sum(place.live for place in self._places.values())
            self._live_changed(self._live)

    def _on_replay(self, place: TileStream, stream: Stream) -> None:
        """A tile that plays the past: only its pictures are shown, and it says how old they are."""
        replay = place.replay
        if replay is None or stream is not replay:
            return
        if replay.ended:
            self.end_replay(place.tile, place)
            if not replay.received:
                self.replay_was_empty.emit()
            return
        frame = replay.frame()
        if frame is not None:
            place.tile.show_frame(frame.buffer, frame.width, frame.height, frame.stride, None)
            place.tile.set_badge(video_words.replay_badge(replay.behind_s))

    def figures(self, *, reset: bool) -> dict[str, Any]:
        """Frames received and painted per tile, and delays from arrival to paint, since the last reset."""
        now = time.monotonic()
        tiles = [place.figures(reset=reset) for place in self._places.values()]
        report = {"span_s": now - self._counting_since, "delay_ms": self._delays.report(), "tiles": tiles}
        if reset:
            self._delays.clear()
            self._counting_since = now
        return report

    def report(self) -> list[dict[str, Any]]:
        """What each tile shows, as plain data."""
        return [place.report() for place in self._places.values()]


def _wanted(place: TileStream) -> tuple[tuple[int, int], bool]:
    """Size and stream that fit the tile as it is now: a zoomed one wants all that the camera has."""
    if place.tile.zoom_factor > 1.0:
        return place.camera.main_size, True
    size = _size(place.tile)
    border = place.camera.sub_size[0] * (DOWN if place.main else UP)
    return size, size[0] > border and not place.stream.spec.keyframes_only


def _size(tile: VideoTile) -> tuple[int, int]:
    ratio = tile.devicePixelRatioF()
    room = tile.picture_size()
    width, height = max(room.width(), 64), max(room.height(), 48)
    return int(width * ratio) & ~1, int(height * ratio) & ~1
