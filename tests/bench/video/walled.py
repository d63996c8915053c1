"""What the sandbox around decoders costs: the same cameras by two fleets at once, one of them without any layer.

`python -m tests.bench.video.walled [--quick]` tells it alone. Both play at the same time, so that a busy machine is as
busy for one as for the other; processor time of the decoders and of their ward is compared over several spans.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from unittest import mock

import psutil

from console.video import nursery
from console.video.fleet import Fleet, StreamSpec
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.video.cameras import Served, served

CAMERAS, SPANS = 8, 7
SPAN_S, QUICK_SPAN_S = 6.0, 3.0
SETTLE_S, PATIENCE_S, LOOK_S = 3.0, 30.0, 0.03
DEARER = 1.03
SIZE = (474, 266)
"""A tile of sixteen on a screen of 1920 pixels."""


@contextmanager
def playing(cameras: Served, ward: str) -> Iterator[tuple[Fleet, tuple[psutil.Process, ...]]]:
    """A fleet that plays all cameras, and its decoders' and ward's processes."""
    before = set(psutil.Process().children(recursive=True))
    fleet = Fleet(cameras_per_worker=CAMERAS // 2)
    with mock.patch.object(nursery, "WARD", ward):
        fleet.start()
        streams = [
            fleet.open(StreamSpec(path, f"{cameras.base}/{path}/sub", *SIZE, priority=1)) for path in cameras.paths
        ]
        began = time.monotonic()
        while not all(stream.frame() is not None for stream in streams):
            if time.monotonic() - began > PATIENCE_S:
                raise TimeoutError(f"not all cameras are live: {[str(stream.state) for stream in streams]}")
            fleet.poll()
            time.sleep(LOOK_S)
    found = tuple(one for one in psutil.Process().children(recursive=True) if one not in before)
    try:
        yield fleet, found
    finally:
        fleet.stop()


def dearer(cameras: Served, span_s: float, spans: int = SPANS) -> tuple[tuple[float, ...], float]:
    """How many times as much processor time a decoder behind the sandbox takes, by spans; per cent of a core of one
    camera without it."""
    ratios, plainly = [], []
    with ExitStack() as stack:
        walled, plain = (
            stack.enter_context(playing(cameras, ward))
            for ward in ("console.video.ward", "tests.bench.video.plain_ward")
        )
        assert walled[0].layers is not None
        assert walled[0].layers.gate
        assert plain[0].layers is not None
        assert not plain[0].layers.gate
        _watch((walled[0], plain[0]), SETTLE_S)
        for _ in range(spans):
            before = [_busy_s(found) for _fleet, found in (walled, plain)]
            _watch((walled[0], plain[0]), span_s)
            took = [_busy_s(found) - busy for (_fleet, found), busy in zip((walled, plain), before, strict=True)]
            ratios.append(took[0] / took[1])
            plainly.append(took[1] * 100 / span_s / len(cameras.paths))
    return tuple(ratios), statistics.median(plainly)


def measured(cameras: Served, *, quick: bool) -> Measure:
    """For the bench of video."""
    few = Served(cameras.base, cameras.paths[:CAMERAS], cameras.clips[:CAMERAS])
    ratios, plain = dearer(few, QUICK_SPAN_S if quick else SPAN_S)
    what = "% of a core per camera without it"
    return Measure("decoders behind the sandbox", "×", ratios, DEARER, floor=plain, beside=what)


def _watch(fleets: Sequence[Fleet], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for fleet in fleets:
            fleet.poll()
        time.sleep(LOOK_S)


def _busy_s(found: Sequence[psutil.Process]) -> float:
    """Of all of them so far, in seconds, finer than psutil tells it (proc(5): schedstat counts nanoseconds)."""
    total = 0
    for one in found:
        for thread in os.scandir(f"/proc/{one.pid}/task"):
            with open(f"{thread.path}/schedstat", encoding="ascii") as file:
                total += int(file.read().split()[0])
    return total / 1e9


def bench(options: Options) -> Report:
    """Eight cameras, twice at once."""
    with served(CAMERAS) as cameras:
        return Report("video: the sandbox", [measured(cameras, quick=options.quick)])


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
