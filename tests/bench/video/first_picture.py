"""From the order to the first picture: many cameras at once, and cameras whose keyframes lie ten seconds apart.

`python -m tests.bench.video.first_picture` tells the latter alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from console.video.fleet import Fleet, Stream, StreamSpec
from console.video.frames import Frame
from tests.bench.video.cameras import Served
from tests.harness.fault_proxy import FaultProxy
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

READY_S = 1.0
PATIENCE_S = 10.0


def first_pictures(cameras: Served, rounds: int, width: int, height: int) -> list[float]:
    """Seconds to the first picture of every camera in every round, sorted."""
    took: list[float] = []
    for _ in range(rounds):
        fleet = Fleet()
        fleet.start()
        time.sleep(READY_S)
        began = time.monotonic()
        streams = [fleet.open(StreamSpec(path, f"{cameras.base}/{path}/sub", width, height)) for path in cameras.paths]
        waiting = set(range(len(streams)))
        while waiting and time.monotonic() - began < PATIENCE_S:
            fleet.poll()
            come = {number for number in waiting if streams[number].frame() is not None}
            took += [time.monotonic() - began] * len(come)
            waiting -= come
            time.sleep(0.005)
        took += [PATIENCE_S] * len(waiting)
        fleet.stop()
    return sorted(took)


LONG = 150
STEADY = 60
"""Pictures between two keyframes, and those of which the delay is measured."""


@dataclass
class Rare:
    """What was measured of cameras whose keyframes are rare."""

    first_s: dict[str, float] = field(default_factory=dict)
    """By camera, from the order."""
    again_s: float = PATIENCE_S
    """From the camera's acceptance of a new connection after a break."""
    delay_ms: list[float] = field(default_factory=list)
    """From when the camera sends a picture to when a screen could show it. One interval of it is FFmpeg's: over RTSP
    it takes a picture for whole when the next one begins."""


def rare_keyframes() -> Rare:
    """One camera after the other. What was sent is known by the number in each picture."""
    found = Rare()
    paths = {
        "/h264": Quirks(units=units.encoded(gop=LONG)),
        "/h265": Quirks(units=units.encoded("libx265", gop=LONG), codec="H265"),
    }
    web = {
        "/mpegts": http_camera.muxed("mpegts", "video/mp2t"),
        "/flv": http_camera.muxed("flv", "video/x-flv"),
        "/mjpeg": http_camera.mjpeg(units.jpegs()),
    }
    fleet = Fleet()
    fleet.start()
    time.sleep(READY_S)
    try:
        with RtspCamera(paths) as camera, http_camera.HttpCamera(web) as other:
            for url in [camera.base + path for path in paths] + [other.base + path for path in web]:
                found.first_s[url.rsplit("/", 1)[1]] = _first_s(fleet, url)
        with RtspCamera(paths) as camera, FaultProxy(("127.0.0.1", camera.port)) as proxy:
            stream = fleet.open(_spec(f"rtsp://127.0.0.1:{proxy.port}/h264"))
            _poll(fleet, lambda: stream.frame() is not None)
            proxy.cut()
            _poll(fleet, lambda: stream.reconnects > 0)
            before = (stream.frame() or _NONE).seq
            _poll(fleet, lambda: (stream.frame() or _NONE).seq > before)
            found.again_s = time.monotonic() - proxy.connects[-1]
            found.delay_ms = sorted(_delays(fleet, stream, camera))
    finally:
        fleet.stop()
    return found


_NONE = Frame(memoryview(b""), 0, 0, 0, 0, 0.0, 0.0)


def _spec(url: str) -> StreamSpec:
    return StreamSpec("rare", url, units.WIDTH, units.HEIGHT, priority=1)


def _first_s(fleet: Fleet, url: str) -> float:
    began = time.monotonic()
    stream = fleet.open(_spec(url))
    _poll(fleet, lambda: stream.frame() is not None)
    took = time.monotonic() - began
    stream.close()
    return took


def _delays(fleet: Fleet, stream: Stream, camera: RtspCamera) -> list[float]:
    """Milliseconds of each of the next pictures."""
    found, seen = list[float](), 0
    while len(found) < STEADY:
        _poll(fleet, partial(_has_newer, stream, seen))
        frame = stream.frame() or _NONE
        seen = frame.seq
        found.append((time.monotonic() - camera.played[-1] - _number(frame) / units.FPS) * 1000)
    return found


def _has_newer(stream: Stream, seen: int) -> bool:
    return (stream.frame() or _NONE).seq > seen


def _poll(fleet: Fleet, condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition() and time.monotonic() < end:
        fleet.poll()
        time.sleep(0.002)


def _number(frame: Frame) -> int:
    """The number that stands in a picture (`units.number_of`), from a screen's side."""
    pixels = np.frombuffer(frame.buffer, np.uint8).reshape(frame.height, frame.stride)
    return sum(
        1 << bit
        for bit in range(units.BITS)
        if pixels[4:12, (bit * 16 + 4) * 4 : (bit * 16 + 12) * 4].reshape(8, 8, 4)[:, :, :3].mean() > 128
    )


if __name__ == "__main__":
    told = rare_keyframes()
    for name, seconds in told.first_s.items():
        print(f"{name:8} first picture after {seconds:.2f} s")
    print(f"h264     first picture {told.again_s:.2f} s after a new connection")
    half, most = told.delay_ms[STEADY // 2], told.delay_ms[STEADY * 95 // 100]
    print(f"h264     sent to shown, p50 {half:.0f} ms, p95 {most:.0f} ms")
