"""The first picture of a camera is the first that it sends; nothing that came is thrown away to know the stream."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import Any, cast

import pytest

from console.records.models import StreamState
from console.video import ffmpeg_reader, frames, reconnect
from console.video.door import Door
from console.video.fleet import Fleet
from console.video.packets import Recent
from console.video.player import Player
from console.video.reader import Playing
from tests.console.video.cameras import spec, until
from tests.harness.fault_proxy import FaultProxy
from tests.harness.patience import Patience
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

LONG = 150
"""Pictures from one keyframe to the next: ten seconds."""
H264 = units.encoded(gop=LONG)
H265 = units.encoded("libx265", gop=LONG)
MAIN = units.encoded(gop=LONG, width=640, height=384)
MANY_S = 12.0


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    fleet.start()
    yield fleet
    fleet.stop()


class Recording(frames.Ring):
    """A ring that remembers the number in each picture that was put in."""

    def __init__(self) -> None:
        fd = frames.create(units.WIDTH, units.HEIGHT)
        super().__init__(fd, units.WIDTH, units.HEIGHT)
        os.close(fd)
        self.numbers: list[int] = []
        self.playing_reader: Callable[[], Any] = lambda: None

    def has_begun(self, count: int) -> bool:
        """Whether picture 1 was shown so often: once a connection."""
        return self.numbers.count(1) == count

    def publish(self, *args: Any) -> None:
        self.numbers.append(units.number_of(self.playing_reader().last))
        super().publish(*args)


def _until(condition: Callable[[], bool], what: Callable[[], object]) -> None:
    patience = Patience(MANY_S)
    while not condition():
        assert not patience.is_over, what()
        time.sleep(0.02)


def _shown(url: str, count: int) -> list[int]:
    """The numbers of the first pictures that are shown of an address."""
    ring = Recording()
    playing = Playing(ring, threading.Event(), Recent())
    door = Door()
    reader = ffmpeg_reader.Reader(url, playing, door)
    ring.playing_reader = lambda: reader
    thread = threading.Thread(target=reader.run)
    thread.start()
    try:
        _until(lambda: len(ring.numbers) >= count, lambda: ring.numbers)
    finally:
        playing.stop.set()
        thread.join(MANY_S)
        door.close()
    return ring.numbers[:count]


@pytest.mark.parametrize("quirks", [
    pytest.param(Quirks(units=H264), marks=pytest.mark.kind(
        "first-keyframe", "H.264 whose second keyframe comes after 10 s", "Its first picture is the first shown.")),
    pytest.param(Quirks(units=H265, codec="H265"), marks=pytest.mark.kind(
        "first-keyframe", "H.265 whose second keyframe comes after 10 s", "Its first picture is the first shown.")),
    pytest.param(Quirks(units=H264, strip_all=(7, 8)), marks=pytest.mark.kind(
        "first-keyframe", "Parameter sets stand in the description alone", "Its first picture is the first shown.")),
    pytest.param(Quirks(units=H264, sprop=False), marks=pytest.mark.kind(
        "first-keyframe", "Parameter sets come before keyframes alone", "Its first picture is the first shown.")),
    pytest.param(Quirks(units=H265, codec="H265", strip_all=(32, 33, 34)), marks=pytest.mark.kind(
        "first-keyframe", "H.265, parameter sets in the description alone", "Its first picture is the first shown.")),
    pytest.param(Quirks(units=H264, audio_first=True), marks=pytest.mark.kind(
        "first-keyframe", "A description that names the sound first", "Its first picture is the first shown.")),
])  # fmt: skip
def test_the_first_picture_is_shown_first(quirks: Quirks) -> None:
    with RtspCamera({"/c": quirks}) as camera:
        assert _shown(f"{camera.base}/c", 3) == [0, 1, 2]


@pytest.mark.kind("first-keyframe", "One picture a second", "It is shown when FFmpeg has it, not seven pictures later.")
def test_the_first_picture_of_a_slow_camera_is_shown_first() -> None:
    with RtspCamera({"/c": Quirks(units=H264, fps=1)}) as camera:
        assert _shown(f"{camera.base}/c", 1) == [0]


WEB = {
    "/ts": http_camera.muxed("mpegts", "video/mp2t"),
    "/flv": http_camera.muxed("flv", "video/x-flv"),
    "/mjpeg": http_camera.mjpeg(units.jpegs()),
    "/mp4": http_camera.muxed(
        "mp4", "video/mp4", options={"movflags": "frag_every_frame+empty_moov+default_base_moof"}
    ),
}


@pytest.mark.parametrize("path", [
    pytest.param("/ts", marks=pytest.mark.kind(
        "first-keyframe", "An MPEG transport stream over HTTP", "Its first picture is the first shown.")),
    pytest.param("/flv", marks=pytest.mark.kind(
        "first-keyframe", "FLV over HTTP", "Its first picture is the first shown, after half a second of probing.")),
    pytest.param("/mjpeg", marks=pytest.mark.kind(
        "first-keyframe", "MJPEG over HTTP", "Its first picture is the first shown.")),
    pytest.param("/mp4", marks=pytest.mark.kind(
        "first-keyframe", "MP4 in fragments over HTTP", "Its first picture is the first shown.")),
])  # fmt: skip
def test_the_first_picture_over_http_is_shown_first(path: str) -> None:
    with http_camera.HttpCamera(WEB) as camera:
        assert _shown(f"{camera.base}{path}", 3) == [0, 1, 2]


@contextmanager
def _player(url: str) -> Iterator[Recording]:
    ring, fd = Recording(), reconnect.create()
    order = {"stream": 1, "pace": "full", "urgent": True, "hosts": None, "url": url, "sign_in": None, "reader": "auto"}
    door = Door()
    player = Player(order, ring, reconnect.Turnstile(fd), Recent(), door)
    ring.playing_reader = lambda: cast("Any", player.reader)
    player.start()
    try:
        yield ring
    finally:
        player.stop()
        player.join(MANY_S)
        door.close()
        os.close(fd)


@pytest.mark.kind("first-keyframe", "The connection breaks", "After it the camera's first picture is again the first.")
def test_the_first_picture_of_each_connection_is_shown_first() -> None:
    with (
        RtspCamera({"/c": Quirks(units=H264)}) as camera,
        FaultProxy(("127.0.0.1", camera.port)) as proxy,
        _player(f"rtsp://127.0.0.1:{proxy.port}/c") as ring,
    ):
        for count in (1, 2, 3):
            _until(partial(ring.has_begun, count), lambda: ring.numbers)
            proxy.cut()
        for before, number in pairwise([-1, *ring.numbers]):
            assert number in {before + 1, 0}, ring.numbers


@pytest.mark.kind(
    "first-keyframe", "A stream that begins between two keyframes",
    "It says that it is connected and awaits a whole picture; then the keyframe is shown.",
)  # fmt: skip
def test_a_stream_that_begins_between_keyframes(fleet: Fleet) -> None:
    with RtspCamera({"/c": Quirks(units=H264, start_at=LONG - 45)}) as camera:
        stream, seen = fleet.open(spec(camera.base, "c", priority=1)), list[tuple[StreamState, bool]]()

        def live() -> bool:
            now = (stream.state, stream.awaits_keyframe)
            if not seen or seen[-1] != now:
                seen.append(now)
            return stream.state is StreamState.LIVE

        until(fleet, live, 10.0)
        assert seen == [(StreamState.CONNECTING, False), (StreamState.CONNECTING, True), (StreamState.LIVE, False)]
        assert _shown(f"{camera.base}/c", 2) == [0, 1]


@pytest.mark.kind(
    "first-keyframe", "The main stream is taken, and begins 4 s before its next keyframe",
    "The sub-stream's last picture stays until then, and the camera is not blamed.",
)  # fmt: skip
def test_a_switch_of_streams_has_no_gap_and_no_fault(fleet: Fleet) -> None:
    with RtspCamera({"/sub": Quirks(units=H264), "/main": Quirks(units=MAIN, start_at=LONG - 60)}) as camera:
        stream, seen = fleet.open(spec(camera.base, "sub", priority=1)), set[StreamState]()
        until(fleet, lambda: stream.state is StreamState.LIVE, 6.0)
        stream.switch(f"{camera.base}/main", 640, 360)

        def switched() -> bool:
            frame = stream.frame()
            assert frame is not None
            seen.add(stream.state)
            return frame.width > 320

        until(fleet, switched, 10.0)
        assert seen <= {StreamState.LIVE, StreamState.CONNECTING}
        assert stream.reconnects == 0, "it was we who turned to another address"
