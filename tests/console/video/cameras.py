"""Real cameras for tests: clips over GStreamer's RTSP server, and a fleet to watch them with."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from backend.demo.cameras import encode, scenes, serving
from console.video.fleet import Fleet, Stream, StreamSpec
from tests.harness.patience import Patience

CLIP_S = 2


def draw(folder: Path) -> None:
    """Two clips: one that moves, and the same grey picture again and again, as a frozen encoder sends it."""
    encode.clip(folder / "moving", scenes.frames(scenes.Sight("a", "Ngã tư Sông Mây"), CLIP_S))
    grey = av.VideoFrame.from_ndarray(np.full((720, 1280, 3), 90, np.uint8), "rgb24")
    encode.clip(folder / "still", ((grey, Fraction(n, 25)) for n in range(50)))


def mounts(folder: Path, count: int) -> dict[str, Path]:
    """c0, c1, … with the moving clip, and `still`."""
    found = serving.mounts_of("still", folder / "still")
    for number in range(count):
        found |= serving.mounts_of(f"c{number}", folder / "moving")
    return found


def spec(base: str, path: str, width: int = 320, height: int = 180, priority: int = 0) -> StreamSpec:
    """What a small tile asks for; with a priority it is not shed, however busy the machine is."""
    return StreamSpec(path, f"{base}/{path}", width, height, priority=priority)


def until(fleet: Fleet, condition: Callable[[], bool], seconds: float) -> float:
    """Poll as a screen does until `condition` holds; how long it took."""
    started, patience = time.monotonic(), Patience(seconds)
    while not patience.is_over:
        fleet.poll()
        if condition():
            return time.monotonic() - started
        time.sleep(0.02)
    states = sorted(str(stream.state) for stream in fleet._streams.values())
    raise AssertionError(f"not within {seconds} s: {states}")


def watch(fleet: Fleet, seconds: float, each: Callable[[Stream], None]) -> None:
    """Poll for so long, and look at every stream each time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for stream in fleet.poll():
            each(stream)
        time.sleep(0.02)
