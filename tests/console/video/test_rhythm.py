"""Cameras of another rhythm than 25 pictures a second: live when they are, and not live when they are not."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, cast

import av
import numpy as np
import pytest

from console.records.models import Camera, StreamState
from console.video.fleet import Fleet, StreamSpec
from console.video.frames import Ring
from console.video.health import HealthLog
from console.video.motion import SIZES, Motion
from console.video.stream import Pace, Stream
from offline_cache.cache import Cache
from tests.console.video.cameras import spec, until
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

POLL_S, MINUTE_S = 0.033, 60.0
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
LIVE, FROZEN, NO_FRAMES = StreamState.LIVE, StreamState.FROZEN, StreamState.NO_FRAMES


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    fleet = Fleet()
    fleet.start()
    yield fleet
    fleet.stop()


class Watched:
    """A stream whose pictures are written as a decoder does, on a clock of the test's, polled as a screen does."""

    def __init__(self, *, keyframes_only: bool = False) -> None:
        self.stream = Stream(1, StreamSpec("c", "rtsp://a/c", 2, 2, keyframes_only=keyframes_only), lambda _one: None)
        self.ring = Ring(self.stream.fd, 2, 2)
        self.now = 1000.0
        self.changes: list[tuple[float, StreamState]] = []
        self.awaits_key = False

    def close(self) -> None:
        self.stream.close()
        self.stream.release()

    def show(self, at_s: float, *, moved: bool = True) -> None:
        """A picture comes and is shown."""
        at_ns = int(at_s * 1e9)
        if moved:
            self.ring.note_changed(at_ns)
        else:
            self.ring.note_still()
        self.ring.publish(memoryview(bytes(16)), 2, 2, 8, 0, at_ns)
        if self.ring.state != "live":
            self.ring.tell("live")

    def play(self, pictures: Iterable[tuple[float, bool]], until_s: float, gop: int = 1) -> None:
        """Pictures (when, whether moved) as the pace of now has them shown, each `gop`th a keyframe."""
        coming = deque((self.now + at_s, number % gop == 0, moved) for number, (at_s, moved) in enumerate(pictures))
        end, odd = self.now + until_s, False
        while self.now < end:
            self.now += POLL_S
            while coming and coming[0][0] <= self.now:
                at_s, key, moved = coming.popleft()
                odd = not odd
                if not key and (self.awaits_key or self.stream.pace is Pace.KEY):
                    self.awaits_key = True
                    self.ring.note_heard(int(at_s * 1e9))
                elif odd or self.stream.pace is not Pace.HALF:
                    self.awaits_key = False
                    self.show(at_s, moved=moved)
                else:
                    self.ring.note_heard(int(at_s * 1e9))
            before = self.stream.state
            self.stream.poll(self.now)
            if self.stream.state is not before:
                self.changes.append((self.now, self.stream.state))


@pytest.fixture
def watched() -> Iterator[Watched]:
    one = Watched()
    yield one
    one.close()


@pytest.fixture
def overview() -> Iterator[Watched]:
    one = Watched(keyframes_only=True)
    yield one
    one.close()


def _pictures(fps: float, seconds: float, jitter: float = 0.15, loss: float = 0.002) -> Iterator[tuple[float, bool]]:
    """Their times, unevenly by a share of their interval, some of them lost."""
    dice = random.Random(int(fps * 10))
    for number in range(int(seconds * fps) + 1):
        if dice.random() >= loss:
            yield (number + dice.uniform(0, jitter)) / fps, True


@pytest.mark.kind(
    "rhythm", "0.1 to 2 pictures a second, or 5 to 25, uneven and some lost", "It is live from the first to the last."
)
@pytest.mark.parametrize("fps", [0.1, 0.2, 0.5, 1, 2, 5, 25])
def test_every_rhythm_is_live(watched: Watched, fps: float) -> None:
    seconds = max(125.0, 40 / fps)
    watched.play(_pictures(fps, seconds), seconds)
    assert [state for _at, state in watched.changes] == [LIVE]


@pytest.mark.kind(
    "rhythm", "A freeze, at 0.2 to 25 pictures a second",
    "No picture is told after 2.5 s, of a slow camera after three of its intervals.",
)  # fmt: skip
@pytest.mark.parametrize(("fps", "most_s"), [(25, 2.9), (5, 2.9), (2, 2.9), (1, 3.9), (0.5, 7.0), (0.2, 17.0)])
def test_a_freeze_shows(watched: Watched, fps: float, most_s: float) -> None:
    watched.play(_pictures(fps, 60.0, loss=0.0), 60.0)
    last = watched.ring.arrived_s or 0.0
    watched.play([], 70.0)
    assert watched.stream.state is NO_FRAMES
    assert watched.changes[-1][0] - last <= most_s
    assert watched.stream.age_s == pytest.approx(watched.now - last, abs=0.5), "how old it is, is said anyway"


@pytest.mark.kind("rhythm", "A freeze right after the first pictures", "It is told as fast as later.")
def test_a_freeze_after_half_a_second_shows(watched: Watched) -> None:
    watched.play(_pictures(25, 0.5, loss=0.0), 6.0)
    assert watched.changes[-1][1] is NO_FRAMES
    assert watched.changes[-1][0] - (watched.ring.arrived_s or 0.0) <= 2.9


@pytest.mark.kind("rhythm", "A stall of 3.4 s, and another one soon after", "Both are told within 3 s.")
def test_a_stall_is_not_learnt(watched: Watched) -> None:
    for _ in range(3):
        watched.play(_pictures(25, 4.0, loss=0.0), 4.0 + 3.4)
        assert watched.stream.state is NO_FRAMES
        assert watched.changes[-1][0] - (watched.ring.arrived_s or 0.0) <= 2.9


@pytest.mark.kind(
    "rhythm", "A smart codec: a keyframe each 1 to 20 s, and keyframes alone are shown",
    "It stays live: it sends, and we leave out.",
)  # fmt: skip
@pytest.mark.parametrize("gop_s", [1, 2, 4, 8, 10, 20])
def test_an_overview_of_any_interval_of_keyframes(overview: Watched, gop_s: int) -> None:
    overview.play(_pictures(15, 125.0, loss=0.0), 125.0, gop=15 * gop_s)
    assert [state for _at, state in overview.changes] == [LIVE]


@pytest.mark.kind("rhythm", "A camera in the overview stops", "It is told within 3 s, however rare its keyframes are.")
def test_a_freeze_in_the_overview_shows(overview: Watched) -> None:
    overview.play(_pictures(15, 45.0, loss=0.0), 45.0, gop=300)
    stopped = overview.now
    overview.play([], 10.0)
    assert overview.stream.state is NO_FRAMES
    assert overview.changes[-1][0] - stopped <= 3.0


@pytest.mark.kind(
    "rhythm", "This machine is busy: half, then keyframes of a 20 s interval, then all again",
    "It stays live and says that it shows less; the camera is not blamed.",
)  # fmt: skip
@pytest.mark.parametrize("fps", [1, 2, 15])
def test_what_is_shed_is_not_the_cameras_fault(watched: Watched, fps: float) -> None:
    seen = []

    def pace(now: Pace, seconds: float) -> None:
        watched.stream.pace = now
        watched.play(_pictures(fps, seconds, loss=0.0), seconds, gop=int(fps * 20))
        seen.append(watched.stream.shown_pace)

    watched.play(_pictures(fps, 10.0, loss=0.0), 10.0, gop=int(fps * 20))
    pace(Pace.HALF, 20.0)
    pace(Pace.KEY, 30.0)
    watched.stream.pace = Pace.FULL
    rest = [(at_s, True) for at_s, _moved in _pictures(fps, 12.0, loss=0.0)][1:]
    watched.play([(-0.5, True), *rest], 12.0, gop=1 << 30)
    assert [state for _at, state in watched.changes] == [LIVE]
    assert seen == [Pace.HALF, Pace.KEY]


@pytest.mark.kind(
    "rhythm", "From keyframes alone back to all pictures, 15 s before the next keyframe",
    "The mark of reduced pictures stays until all are to be seen.",
)  # fmt: skip
def test_the_wait_for_the_next_keyframe_is_ours(watched: Watched) -> None:
    watched.stream.pace = Pace.KEY
    watched.play(_pictures(15, 5.0, loss=0.0), 5.0, gop=300)
    watched.stream.pace = Pace.FULL
    for number in range(225):
        at_s = watched.now + 1 / 15
        watched.ring.note_heard(int(at_s * 1e9))
        watched.play([], 1 / 15)
        assert watched.stream.shown_pace is Pace.KEY, number
    watched.awaits_key = False
    watched.play(_pictures(15, 3.0, loss=0.0), 3.0)
    assert watched.stream.shown_pace is Pace.FULL
    assert [state for _at, state in watched.changes] == [LIVE]


@pytest.mark.kind(
    "rhythm", "A slow camera, and one of which keyframes alone are shown, for two minutes",
    "Camera health counts all of it as live.",
)  # fmt: skip
@pytest.mark.parametrize(("fps", "gop", "pace"), [(0.5, 1, Pace.FULL), (15, 300, Pace.KEY), (2, 40, Pace.HALF)])
def test_health_counts_the_whole_time(watched: Watched, fps: float, gop: int, pace: Pace) -> None:
    log = HealthLog(cast("Cache", None), clock=lambda: watched.now)
    watched.stream.pace = pace
    coming = [(at_s, moved) for at_s, moved in _pictures(fps, 120.0, loss=0.0)]
    watched.play(coming[:1], 1.0)
    for second in range(1, 120):
        now = [(at_s - second, moved) for at_s, moved in coming if second <= at_s < second + 1]
        watched.play(now, 1.0, gop=gop if second % (gop / fps) < 1 else 1 << 30)
        log.look([watched.stream], NOON)
    (row,) = log.board([Camera(id="c", version=1, name="c")], [watched.stream])
    assert row.uptime == 1.0
    assert row.watched_s > 100.0


@pytest.mark.kind("rhythm", "A camera slows down in the dark, from 25 to 0.5 pictures a second", "It is told once.")
def test_a_camera_that_slows_down(watched: Watched) -> None:
    watched.play(_pictures(25, 60.0), 60.0)
    watched.play(_pictures(0.5, 120.0), 120.0)
    watched.play(_pictures(25, 30.0), 30.0)
    assert len(watched.changes) <= 4, watched.changes
    assert watched.stream.state is LIVE


@pytest.mark.kind("rhythm", "Pictures come in heaps, each 6 s, as from a playlist", "It is live from the second on.")
def test_pictures_in_heaps(watched: Watched) -> None:
    heaps = [(heap * 6.0 + number * 0.002, True) for heap in range(20) for number in range(150)]
    watched.play(heaps, 120.0)
    # That the first silence is no freeze is known at its end.
    assert len(watched.changes) <= 4
    assert watched.changes[-1][1] is LIVE
    assert watched.changes[-1][0] < 1008.0


@pytest.mark.kind("rhythm", "A picture that changes only with each slow picture", "It is live, not frozen.")
def test_a_slow_camera_is_not_frozen(watched: Watched) -> None:
    watched.play([(number * 5.0, number % 2 == 0) for number in range(30)], 149.0)
    assert [state for _at, state in watched.changes] == [LIVE]


@pytest.mark.kind("rhythm", "A slow camera that sends the same picture again and again", "Frozen, after three of them.")
def test_a_slow_frozen_camera_is_frozen(watched: Watched) -> None:
    watched.play([(float(number), number < 10) for number in range(30)], 29.0)
    assert [state for _at, state in watched.changes] == [LIVE, FROZEN]


@pytest.mark.kind("rhythm", "A tile is hidden for a minute and shown again", "It connects; its rhythm is what it was.")
def test_hidden_time_is_no_interval(watched: Watched) -> None:
    watched.play(_pictures(25, 5.0), 5.0)
    watched.stream.set_visible(False)
    watched.play([], 60.0)
    watched.stream.set_visible(True)
    watched.play([], 3.0)
    watched.play(_pictures(25, 2.0, loss=0.0), 2.0 + 2.9)
    assert [state for _at, state in watched.changes if state is not StreamState.LATE] == [
        LIVE, StreamState.CONNECTING, LIVE, NO_FRAMES,
    ]  # fmt: skip


DARK = np.add.outer(np.arange(180) % 37, np.arange(320) % 53) // 4 + 12


def _seen(pictures: Iterable[Any], codec: str, gop: int, options: dict[str, str]) -> list[bool]:
    """At which looks, twice a second of fifteen pictures, a picture was taken for one that changed."""
    made: Any = av.CodecContext.create(codec, "w")
    made.width, made.height, made.pix_fmt, made.time_base = 320, 180, "yuv420p", Fraction(1, 15)
    made.gop_size, made.max_b_frames, made.thread_count, made.bit_rate, made.options = gop, 0, 1, 300_000, options
    decoder: Any = av.CodecContext.create("h264" if codec == "libx264" else "hevc", "r")
    found: list[bool] = []
    motion = Motion(lambda _at: found.append(True), lambda: found.append(False))
    sizes: deque[int] = deque(maxlen=SIZES)
    for number, pixels in enumerate(pictures):
        frame: Any = av.VideoFrame.from_ndarray(pixels.astype(np.uint8), "gray8").reformat(format="yuv420p")
        frame.pts = number
        for packet in made.encode(frame):
            sizes.append(packet.size)
            for shown in decoder.decode(av.Packet(bytes(packet))):
                motion.look(shown, number * 66_666_667, sizes)
    return found


X264 = {"preset": "veryfast", "tune": "zerolatency"}
X265 = {"preset": "ultrafast", "x265-params": "log-level=none:pools=1"}


@pytest.mark.kind(
    "rhythm", "A dark, still scene at night, without a clock in the picture", "Its noise says it is live."
)
@pytest.mark.parametrize("noise", [0.7, 2.0])
@pytest.mark.parametrize(
    ("codec", "gop", "options"), [("libx264", 15, X264), ("libx264", 60, X264), ("libx265", 30, X265)]
)
def test_noise_in_the_dark_is_life(noise: float, codec: str, gop: int, options: dict[str, str]) -> None:
    dice = np.random.default_rng(1)
    looks = _seen((DARK + dice.normal(0, noise, DARK.shape) + 0.5 for _ in range(150)), codec, gop, options)
    assert not any(few == (False, False, False) for few in zip(looks[3:], looks[4:], looks[5:], strict=False)), looks


@pytest.mark.kind("rhythm", "An encoder that repeats one picture, anew with each keyframe", "It is frozen.")
@pytest.mark.parametrize(("codec", "gop", "options"), [
    ("libx264", 15, X264), ("libx264", 60, X264), ("libx264", 4, X264), ("libx265", 15, X265), ("libx265", 50, X265),
])  # fmt: skip
def test_a_repeated_picture_is_no_life(codec: str, gop: int, options: dict[str, str]) -> None:
    looks = _seen((DARK for _ in range(150)), codec, gop, options)
    assert not any(looks[6:]), looks


@pytest.mark.kind("rhythm", "A real camera of one picture a second", "It is live all the time.")
def test_a_real_camera_of_one_picture_a_second(fleet: Fleet) -> None:
    with RtspCamera({"/slow": Quirks(units=units.encoded(gop=15), fps=1)}) as camera:
        assert _states(fleet, spec(camera.base, "slow", priority=1), 7) == [LIVE]


@pytest.mark.kind("rhythm", "MJPEG over HTTP, one picture in 4.5 s", "It is live; it may be asked a second time.")
def test_a_real_camera_slower_than_any_patience(fleet: Fleet) -> None:
    with http_camera.HttpCamera({"/slow": http_camera.mjpeg(units.jpegs(), fps=1 / 4.5)}) as camera:
        assert _states(fleet, spec(camera.base, "slow", priority=1), 3) == [LIVE]
        assert len(camera.asked) <= 2, "asked again once, for FFmpeg does not wait on"


@pytest.mark.kind("rhythm", "RTSP, one picture in 4.5 s", "It is connected once, and live.")
def test_a_real_rtsp_camera_slower_than_any_patience(fleet: Fleet) -> None:
    with RtspCamera({"/slow": Quirks(units=units.encoded(gop=15), fps=1 / 4.5)}) as camera:
        assert _states(fleet, spec(camera.base, "slow", priority=1), 3) == [LIVE]
        assert sum(line.startswith("PLAY") for line in camera.asked) == 1


@pytest.mark.kind("rhythm", "A real overview of a camera with a keyframe each 10 s", "It is live between them.")
def test_a_real_overview_of_a_long_interval(fleet: Fleet) -> None:
    with RtspCamera({"/long": Quirks(units=units.encoded(gop=150))}) as camera:
        stream = fleet.open(StreamSpec("long", f"{camera.base}/long", 320, 180, keyframes_only=True))
        until(fleet, lambda: stream.state is LIVE, 6.0)
        until(fleet, lambda: (stream.age_s or 0.0) > 5.0 or stream.state is not LIVE, 9.0)
        assert stream.state is LIVE
        assert stream.received == 1


def _states(fleet: Fleet, wanted: StreamSpec, pictures: int) -> list[StreamState]:
    """What a stream was from its first picture on, until so many have come."""
    stream, seen = fleet.open(wanted), list[StreamState]()

    def enough() -> bool:
        shown = stream.received and stream.state is not StreamState.CONNECTING
        if shown and (not seen or seen[-1] is not stream.state):
            seen.append(stream.state)
        return stream.received >= pictures

    until(fleet, enough, 30.0)
    return seen
