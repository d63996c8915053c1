"""Ties video tiles to streams: opens, sizes, switches and closes them, and paints at most 30 times a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal

from console.records.models import Camera, StreamState
from console.video.delays import Delays
from console.video.fleet import Fleet, Stream, StreamSpec
from console.video.stream import Pace
from views.video import words as video_words
from views.video.lost import LostCameras
from views.video.tile_stream import Resizes, TileStream
from widgets.video.marked_tile import Mark
from widgets.video.picture import covering
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
        self._mirrored: dict[VideoTile, TileStream] = {}
        self._live = 0
        self._statistics = False
        self.lost = LostCameras()
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
        for tile in (*self._echoes, *self._mirrored, *self._places):
            self.release(tile)

    def all(self) -> list[Stream]:
        """The open streams, in the order in which they were opened."""
        return [place.stream for place in self._chosen()]

    def _chosen(self) -> list[TileStream]:
        """What somebody chose to look at; a picture that only stands beside an incident is none of it."""
        return [place for place in self._places.values() if not place.aside]

    def of(self, camera_id: str) -> Stream | None:
        """The stream of this camera that somebody can see; None where no tile shows it."""
        streams = [stream for stream in self.all() if stream.camera_id == camera_id and stream.visible]
        return streams[0] if streams else None

    def tile_of(self, camera_id: str) -> VideoTile | None:
        """The tile that shows this camera."""
        return next((place.tile for place in self._chosen() if place.camera.id == camera_id), None)

    def place_of(self, tile: VideoTile) -> TileStream | None:
        """What is open for this tile; None where nothing is. A tile that is `retiring` gives its stream to the next
        one that shows the same camera."""
        return self._places.get(tile)

    def show_aside(self, tile: VideoTile, camera: Camera) -> None:
        """Let `tile` show `camera` beside the chosen ones, as cheaply as can be: the pictures of the stream that is
        open and seen anyway, else keyframes alone. Asked again, it goes over to the one or the other."""
        seen = next((one for one in self._chosen() if one.camera.id == camera.id and one.stream.visible), None)
        if seen is None:
            self.show(tile, camera, keyframes_only=True, aside=True)
        elif self._mirrored.get(tile) is not seen:
            tile.keep_frame()
            self._release(tile)
            _introduce(tile, camera)
            seen.mirrors.append(tile)
            self._mirrored[tile] = seen
            seen.paint()
            seen.tell()

    def show(
        self, tile: VideoTile, camera: Camera | None, *, keyframes_only: bool = False, aside: bool = False
    ) -> None:
        """Let `tile` show `camera` from now on; None empties the place. What it showed stays, dimmed, until the first
        picture of the new one."""
        place = self._places.get(tile)
        same = place is not None and camera is not None and place.camera == camera
        if same and place is not None and place.stream.spec.keyframes_only == keyframes_only:
            return
        if camera is None:
            self.release(tile)
            _introduce(tile, None)
            return
        tile.keep_frame()
        self._release(tile)
        _introduce(tile, camera)
        leaving = next((one for one in self._places.values() if one.may_be_taken(camera, keyframes_only)), None)
        if leaving is not None:
            self._take_over(leaving, tile, camera)
            return
        main = _width(tile) > camera.sub_size[0] * UP and not keyframes_only
        size = _size(tile, camera.main_size if main else camera.sub_size)
        url = camera.main_url if main else camera.sub_url
        spec = StreamSpec(camera.id, url, *size, keyframes_only=keyframes_only, masks=camera.masks, aside=aside)
        place = TileStream(tile, camera, self._fleet.open(spec), main, size)
        self._places[tile] = self._by_number[place.stream.number] = place
        tile.on_painted = self._delays.add
        self._resizes.watch(tile)
        tile.set_state(StreamState.CONNECTING, None, None, None)

    def arrange(self, wanted: Sequence[tuple[VideoTile, Camera | None]], *, keyframes_only: bool = False) -> None:
        """Let these tiles show these cameras. A camera that is shown already, on another of them, keeps its stream: its
        pictures go on in the new place without a gap."""
        cameras = {camera.id: camera for _tile, camera in wanted if camera is not None}
        moving: dict[str, TileStream] = {}
        for tile, camera in wanted:
            place = self._places.get(tile)
            there = cameras.get(place.camera.id) if place is not None else None
            if place is None or there is None or there is camera or place.echoes or place.replay is not None:
                continue
            if place.serves(there, keyframes_only):
                moving[there.id] = place
        for place in moving.values():
            self._part(place)
        for tile, camera in wanted:
            coming = moving.get(camera.id) if camera is not None else None
            if coming is None or camera is None:
                self.show(tile, camera, keyframes_only=keyframes_only)
            else:
                tile.keep_frame()
                self._release(tile)
                _introduce(tile, camera)
                coming.settle(tile, camera)
                self._join(tile, coming)

    def _part(self, place: TileStream) -> None:
        """Take a stream from its tile, which goes on with a copy of the last picture."""
        tile = place.tile
        tile.keep_frame()
        tile.clear_marks()
        del self._places[tile]
        tile.on_painted = None
        self._resizes.leave(tile)

    def _join(self, tile: VideoTile, place: TileStream) -> None:
        """Give a tile a stream that is open."""
        self._places[tile] = place
        tile.on_painted = self._delays.add
        self._resizes.watch(tile)
        place.paint()
        place.tell()
        self._resized.start()

    def _take_over(self, place: TileStream, tile: VideoTile, camera: Camera) -> None:
        """Give an open stream to another tile: its pictures go on without a gap, on the one and on the other."""
        before = place.tile
        self.end_replay(before, place)
        self._resizes.leave(before)
        before.on_painted = None
        del self._places[before]
        self._echoes[before] = place
        place.move_to(tile, camera)
        self._join(tile, place)

    def release(self, tile: VideoTile) -> None:
        """Close what `tile` shows; its picture goes before the memory behind it does."""
        tile.drop_frame()
        self._release(tile)
        tile.drop_frame()  # what a replay that ended with it gave back

    def _release(self, tile: VideoTile) -> None:
        """The same for a tile that holds nothing of the decoder's memory any more."""
        place = self._places.pop(tile, None)
        echoed = self._echoes.pop(tile, None)
        mirrored = self._mirrored.pop(tile, None)
        if mirrored is not None:
            mirrored.mirrors.remove(tile)
        if echoed is not None:
            echoed.echoes.remove(tile)
        if place is not None:
            self.end_replay(tile, place)
            for other in (*place.echoes, *place.mirrors):
                self.release(other)
            del self._by_number[place.stream.number]
            tile.on_painted = None
            self._resizes.leave(tile)
            tile.clear_marks()
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

    def set_aside(self, tile: VideoTile, *, on: bool) -> None:
        """Whether nobody sees what this tile shows: it goes on, and counts for none of the cameras that are watched."""
        place = self._places.get(tile)
        if place is not None:
            place.stream.set_aside(on=on)

    def mark_recording(self, camera_id: str, *, on: bool) -> None:
        """Let the camera's tile say that what it shows is being written down, or no more."""
        tile = self.tile_of(camera_id)
        if tile is not None:
            tile.set_mark(Mark.RECORDING, video_words.recording_words() if on else "")

    def replay(self, tile: VideoTile) -> bool:
        """Play the last minute on this tile; false where it shows no camera."""
        place = self._places.get(tile)
        if place is None:
            return False
        self.end_replay(tile, place)
        spec = replace(place.stream.spec, replay_of=place.stream.number, keyframes_only=False)
        place.replay = self._fleet.open(spec)
        self._by_number[place.replay.number] = place
        tile.set_replaying(True, video_words.replay_words(None, datetime.now(UTC)))
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
        self.lost.tick(self._places.values())
        for tile, place in self._places.items():
            if place.stream.state != StreamState.LIVE or (place.stream.age_s or 0.0) > OLD_S:
                place.tell()
            pace = place.stream.shown_pace if place.stream.state == StreamState.LIVE else Pace.FULL
            if place.pace is not pace:
                place.pace = pace
                wanted = place.stream.spec.keyframes_only
                tile.set_mark(Mark.REDUCED, "" if wanted else video_words.pace_words(pace))
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
            now_live = place.shown and state is StreamState.LIVE and not place.aside
            live += now_live - place.live
            place.live = now_live
        if live != self._live:
            self._live = sum(place.live for place in self._chosen())
            self._live_changed(self._live)

    def _on_replay(self, place: TileStream, stream: Stream) -> None:
        """A tile that plays the past: only its pictures are shown, and it says how old they are."""
        replay = place.replay
        if replay is None or stream is not replay:
            if place.mirrors:
                place.paint()
            return
        if replay.ended:
            self.end_replay(place.tile, place)
            if not replay.received:
                self.replay_was_empty.emit()
            return
        frame = replay.frame()
        if frame is not None:
            place.tile.show_frame(frame.buffer, frame.width, frame.height, frame.stride, None)
            place.tile.set_replaying(True, video_words.replay_words(replay.behind_s, datetime.now(UTC)))

    def figures(self, *, reset: bool) -> dict[str, Any]:
        """Frames received and painted per tile, and delays from arrival to paint, since the last reset."""
        now = time.monotonic()
        tiles = [place.figures(reset=reset) for place in self._chosen()]
        report = {"span_s": now - self._counting_since, "delay_ms": self._delays.report(), "tiles": tiles}
        if reset:
            self._delays.clear()
            self._counting_since = now
        return report

    def report(self) -> list[dict[str, Any]]:
        """What each tile shows, as plain data."""
        return [place.report() for place in self._chosen()]


def _introduce(tile: VideoTile, camera: Camera | None) -> None:
    """Name the camera, and say what is to be known of it whatever its pictures are."""
    tile.set_title(camera.name if camera is not None else "")
    tile.set_masked(camera is not None and bool(camera.masks))
    tile.set_private(video_words.private_words() if camera is not None and _is_hidden(camera) else "")
    tile.set_mark(Mark.PTZ, video_words.turns_words() if camera is not None and camera.ptz else "")


def _is_hidden(camera: Camera) -> bool:
    """Whether one of the masks leaves nothing of the picture."""
    return any(left <= 0 and top <= 0 and left + width >= 1 and top + height >= 1
               for left, top, width, height in camera.masks)  # fmt: skip


def _wanted(place: TileStream) -> tuple[tuple[int, int], bool]:
    """Size and stream that fit the tile as it is now: a zoomed one wants all that the camera has."""
    camera = place.camera
    if place.tile.zoom_factor > 1.0:
        return camera.main_size, True
    border = camera.sub_size[0] * (DOWN if place.main else UP)
    main = _width(place.tile) > border and not place.stream.spec.keyframes_only
    return _size(place.tile, camera.main_size if main else camera.sub_size), main


def _width(tile: VideoTile) -> int:
    return int(max(tile.picture_size().width(), 64) * tile.devicePixelRatioF()) & ~1


def _size(tile: VideoTile, camera: tuple[int, int]) -> tuple[int, int]:
    """What the decoder is to make of a picture of the `camera`'s size: all of it that fits, or enough to fill."""
    ratio = tile.devicePixelRatioF()
    room = tile.picture_size()
    width, height = max(room.width(), 64), max(room.height(), 48)
    if tile.fills():
        size = covering(QSize(*camera), QSize(round(width * ratio), round(height * ratio)))
        return size.width(), size.height()
    return int(width * ratio) & ~1, int(height * ratio) & ~1
