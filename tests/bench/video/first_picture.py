"""From the order to the first picture: many cameras at once, on decoder processes that stand ready."""

from __future__ import annotations

import time

from console.video.fleet import Fleet, StreamSpec
from tests.bench.video.cameras import Served

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
