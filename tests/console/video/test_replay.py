"""A replay shows what was kept in the order and at the distances in which it was, or never says that it is live."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import av
import numpy as np
import pytest

from console.video import frames
from console.video.packets import Packet, Recent
from console.video.replay import Replay
from tests.console.video.kept import add, encoded, of_units, played, until
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.http_camera import HttpCamera

SHOWN = 30


class Seen(frames.Ring):
    """A ring that notes what is put into it."""

    def __init__(self, width: int = units.WIDTH, height: int = units.HEIGHT) -> None:
        fd = frames.create(width, height)
        super().__init__(fd, width, height)
        os.close(fd)
        self.numbers: list[int] = []
        self.times_us: list[int] = []
        self.said: list[str] = []

    def tell(self, state: str, retry_ns: int = 0, reason: str = "") -> None:
        """Note what is told."""
        self.said.append(state)
        super().tell(state, retry_ns, reason)

    def publish(self, pixels: memoryview, width: int, height: int, stride: int, pts_us: int, arrived_ns: int) -> None:  # noqa: PLR0917
        """Read the picture's number."""
        shown = np.frombuffer(pixels, np.uint8)[: stride * height].reshape(height, stride)[:, : width * 4]
        picture: Any = av.VideoFrame.from_ndarray(np.ascontiguousarray(shown.reshape(height, width, 4)), "bgra")
        self.numbers.append(units.number_of(picture))
        self.times_us.append(pts_us)


def replayed(recent: Recent, seconds: float = 60.0) -> Seen:
    """Play it to its end."""
    ring = Seen()
    replay = Replay(1, recent, ring, seconds)
    replay.start()
    until(lambda: not replay.is_alive(), "the end of a replay")
    assert ring.state == "ended"
    return ring


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        pytest.param(
            "libx264", "h264",
            marks=pytest.mark.kind("clips", "A replay of H.264 with B-frames", "They come in the order of showing."),
        ),
        pytest.param(
            "libx265", "hevc",
            marks=pytest.mark.kind("clips", "A replay of H.265 with B-frames", "Pictures come at their own distances."),
        ),
    ],
)  # fmt: skip
def test_b_frames_are_replayed_in_the_order_of_showing(codec: str, name: str) -> None:
    ring = replayed(of_units(units.encoded(codec, frames=SHOWN, b_frames=2), name))
    assert ring.numbers == list(range(SHOWN))
    steps = [later - earlier for earlier, later in pairwise(ring.times_us)]
    assert steps == pytest.approx([1e6 / units.FPS] * (SHOWN - 1), abs=100)


@pytest.mark.kind("clips", "A replay of FLV, which tells lengths in place of start codes", "It shows every picture.")
def test_packets_with_lengths_are_replayed() -> None:
    with HttpCamera({"/live": http_camera.muxed("flv", "video/x-flv")}) as camera:
        recent = played(f"{camera.base}/live", 1.0)
    ring = replayed(recent)
    assert len(ring.numbers) == len(recent.since(60.0))
    assert all(later == earlier + 1 for earlier, later in pairwise(ring.numbers))


@pytest.mark.kind(
    "clips", "Parameters beside the stream alone, as VP9 and AV1 have them", "A replay decodes with them."
)
def test_other_codecs_are_replayed() -> None:
    found, extradata = encoded("libsvtav1", count=SHOWN, preset=12)
    assert replayed(of_units(found, "libdav1d", extradata=extradata)).numbers == list(range(SHOWN))


@pytest.mark.kind("clips", "A broken packet in what was kept", "A replay goes on after it.")
def test_a_broken_packet_costs_its_own_pictures() -> None:
    made = units.encoded(frames=SHOWN)
    recent = of_units(made[:7], "h264")
    broken = Packet(
        b"\0\0\0\1\x65" + b"\xff" * 40, key=False, pts_s=5.0 + 7 / 15, arrived_s=1000.0 + 7 / 15, camera_us=0
    )
    recent.add(broken)
    add(recent, made[8:], arrived_s=1000.0 + 8 / 15)
    ring = replayed(recent)
    assert ring.numbers[-1] == SHOWN - 1
    assert len(ring.numbers) >= SHOWN - 8


def nothing() -> Iterator[Recent]:
    yield Recent()
    unknown = Recent()
    unknown.begin("nonsense", b"")
    unknown.add(Packet(b"x", key=True, pts_s=0.0, arrived_s=1.0, camera_us=0))
    yield unknown
    yield of_units(units.encoded(frames=20)[:1], "hevc")


@pytest.mark.kind("clips", "Nothing is kept, or nothing that decodes", "A replay ends at once, and never was live.")
@pytest.mark.parametrize("recent", list(nothing()))
def test_a_replay_of_nothing_never_says_that_it_is_live(recent: Recent) -> None:
    ring = Seen()
    replay = Replay(1, recent, ring, 60.0)
    replay.start()
    until(lambda: not replay.is_alive(), "the end of a replay")
    assert ring.said == ["ended"]
    assert ring.counted().frames == 0
