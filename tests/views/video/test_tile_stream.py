"""One tile's place among the streams: who shows its pictures, what it says of itself, and its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.records.models import Camera, StreamState
from console.video.fleet import Stream
from console.video.frames import Frame
from console.video.stream import Pace, StreamSpec, StreamStats
from tests.views.played_session import NOW
from views.video.tile_stream import Resizes, TileStream
from widgets.video.tile import VideoTile

CAMERA = Camera(id="c1", name="Cầu Đá", main_url="rtsp://x/main", sub_url="rtsp://x/sub")
STATS = StreamStats(12.0, 400.0, 3.0, 640, 360, "ffmpeg", 77, codec="h264")


@dataclass
class Played:
    """A stream that shows what it is given."""

    spec: StreamSpec = field(default_factory=lambda: StreamSpec("c1", "rtsp://x/sub", 320, 180))
    number: int = 5
    state: StreamState = StreamState.LIVE
    age_s: float | None = 0.2
    last_frame_at: Any = None
    retry_in_s: float | None = None
    reason: str = ""
    awaits_keyframe: bool = False
    received: int = 0
    reconnects: int = 2
    process: int | None = 77
    shown_pace: Pace = Pace.FULL
    picture: Frame | None = None

    def frame(self) -> Frame | None:
        return self.picture

    def stats(self) -> StreamStats:
        return STATS


def _tile(qtbot: QtBot) -> VideoTile:
    tile = VideoTile()
    tile.set_title(CAMERA.name)
    qtbot.addWidget(tile)
    return tile


def _place(tile: VideoTile, stream: Played) -> TileStream:
    return TileStream(tile, CAMERA, cast("Stream", stream), main=False, size=(320, 180))


def _frame() -> Frame:
    return cast("Frame", _Picture(memoryview(bytearray(16 * 16 * 4)), 16, 16, 64, 0.0))


@dataclass
class _Picture:
    buffer: memoryview
    width: int
    height: int
    stride: int
    arrived_s: float


def test_a_picture_goes_to_everybody_who_shows_the_stream(qtbot: QtBot) -> None:
    first, second, stream = _tile(qtbot), _tile(qtbot), Played()
    place = _place(first, stream)
    assert not place.paint(), "before the first there is none"
    assert not place.shown
    stream.picture = _frame()
    place.tell()
    assert place.paint(1.0)
    place.retiring = True
    place.move_to(second, CAMERA)
    assert not place.retiring
    place.tell()
    assert place.paint(1.0)
    assert (first.looks_live, second.looks_live) == (True, True), "no gap on the one and none on the other"
    for tile in (first, second):
        tile.drop_frame()


def test_it_says_what_the_stream_says_of_itself(qtbot: QtBot) -> None:
    tile, stream = _tile(qtbot), Played(state=StreamState.NO_FRAMES, age_s=12.0, last_frame_at=NOW, retry_in_s=4.0)
    place = _place(tile, stream)
    place.tell()
    assert "No picture for 12" in tile.accessibleName()
    assert "next try in 4" in tile.accessibleName()
    stream.state, stream.awaits_keyframe = StreamState.CONNECTING, True
    place.tell()
    assert "Connected, awaiting a whole picture" in tile.accessibleName()


@pytest.mark.parametrize(
    ("change", "keyframes", "may"),
    [
        ({"name": "Tên mới"}, False, True),
        ({"sub_url": "rtsp://x/other"}, False, False),
        ({"masks": ((0.0, 0.0, 0.5, 0.5),)}, False, False),
        ({"id": "c2"}, False, False),
        ({}, True, False),
    ],
)
def test_only_what_is_open_as_it_is_needed_may_be_taken(
    qtbot: QtBot, change: dict[str, Any], keyframes: bool, may: bool
) -> None:
    place = _place(_tile(qtbot), Played())
    wanted = CAMERA.model_copy(update=change)
    assert not place.may_be_taken(wanted, keyframes), "somebody shows it"
    place.retiring = True
    assert place.may_be_taken(wanted, keyframes) is may


def test_figures_count_from_when_they_were_last_reset(qtbot: QtBot) -> None:
    tile, stream = _tile(qtbot), Played(received=100)
    place = _place(tile, stream)
    tile.painted = 90
    assert (place.figures(reset=True)["received"], place.figures(reset=False)["received"]) == (100, 0)
    stream.received, tile.painted = 130, 110
    told = place.figures(reset=False)
    assert (told["camera_id"], told["received"], told["painted"]) == ("c1", 30, 20)
    other = _tile(qtbot)
    other.painted = 7
    place.move_to(other, CAMERA)
    assert place.figures(reset=False)["received"] == 0, "a tile counts what it shows itself"
    assert place.statistics()[0] == "h264 640×360 · sub-stream"


def test_the_report_tells_what_is_shown_and_whether_it_is_the_past(qtbot: QtBot) -> None:
    place = _place(_tile(qtbot), Played(reason="refused", state=StreamState.REFUSED))
    told = place.report()
    assert (told["camera_id"], told["state"], told["reason"], told["reconnects"]) == ("c1", "refused", "refused", 2)
    assert not told["replaying"]
    place.replay = cast("Stream", Played())
    assert place.report()["replaying"]


def test_a_tile_that_grows_or_is_looked_at_closer_asks_for_another_picture(qtbot: QtBot) -> None:
    asked: list[str] = []
    owner, tile = QObject(), _tile(qtbot)
    resizes = Resizes(lambda: asked.append("settle"), owner)
    tile.show()
    resizes.watch(tile)
    tile.resize(640, 400)
    QTest.qWait(0)
    assert asked
    asked.clear()
    tile.zoom_by(1)
    assert asked == ["settle"]
    resizes.leave(tile)
    tile.zoom_by(1)
    tile.resize(320, 200)
    QTest.qWait(0)
    assert asked == ["settle"], "what is let go asks for nothing"
    owner.deleteLater()
