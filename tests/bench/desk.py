"""`python -m tests.bench.desk`: from a key to the painted page that it opens, each page, with 5,000 open incidents.

The whole desk on an offscreen screen over a real cache; beside it an empty page in the same window. Then the real
program with real cameras: going through all pages makes no camera connect anew.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.desk_room import Hand, Keyed, incidents
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.queue_room import OPEN, application
from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.views.desk_room import Room
from tests.views.seen_desk import at_city
from views.program.collector import Collector

SIZE = (1920, 1080)
TARGET_MS = 100.0
TIMES, QUICK_TIMES = 20, 5
SWITCH_S = 0.0005
"""As main.py sets it."""
CAMERAS = 4
LOOK_S = 0.5
OTHERS_MOST = 12


def bench(options: Options) -> Report:
    """Measure. With --quick each page is opened fewer times, and fewer pages beside the cameras."""
    sys.setswitchinterval(SWITCH_S)
    app = application()
    gc.freeze()  # as the program does, which also collects by a timer of its own
    collector = Collector()
    times = QUICK_TIMES if options.quick else TIMES
    took: dict[Keyed, list[float]] = {}
    first: dict[Keyed, float] = {}
    floor: list[float] = []

    async def story(desk: Room) -> None:
        hand = Hand(desk)
        await hand.sees_all()
        async for one, taken in hand.keyed():
            first[one] = taken
        for one in first:
            took[one] = [await _once(hand, one) for _again in range(times)]
            floor.append(await hand.bare())

    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        at_city(app, Path(folder), SIZE, story, more=incidents())
    collector.close()
    measures = [*_pages(took, first, _p95(floor)), *_cameras(sorted(first, key=lambda one: one.command), options)]
    return Report(f"desk: {len(took)} pages, {OPEN:,} open incidents", measures)


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


async def _once(hand: Hand, one: Keyed) -> float:
    """At the next incident whose life cycle takes this key: what is off there opens nothing."""
    for _other in range(OTHERS_MOST):
        await hand.at_queue()
        taken = await hand.opened(one.key)
        if taken is not None:
            return taken
    raise AssertionError(f"{one.key} opened {one.page} before, and now nothing")


def _pages(took: dict[Keyed, list[float]], first: dict[Keyed, float], floor: float) -> list[Measure]:
    beside = "ms: an empty page"
    pages = [
        Measure(f"{one.key} to {one.page} painted, p95", "ms", (_p95(taken),), TARGET_MS, floor=floor, beside=beside)
        for one, taken in took.items()
    ]
    slowest, its_ms = max(first.items(), key=lambda item: item[1])
    every = [taken for samples in took.values() for taken in samples]
    return [
        Measure("every page, p95", "ms", (_p95(every),), TARGET_MS, floor=floor, beside=beside),
        *pages,
        Measure(f"slowest when first opened: {slowest.page}", "ms", (its_ms,), floor=floor, beside=beside),
    ]


def _cameras(pages: Sequence[Keyed], options: Options) -> list[Measure]:
    """What the real cameras of a real desk meet while somebody goes through its pages."""
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder, screen(*SIZE) as environment:
        root = Path(folder)
        (root / "city").mkdir()
        with (
            City(root / "city", first=CAMERAS) as town,
            Driver(
                root / "desk", "--backend", town.url, sign_in=("an.nguyen", town.password), environment=environment
            ) as console,
        ):
            console.until(lambda s: s["screen"] == "desk" and bool(s["rows"]), 60, "a desk")
            console.do("grid-2x2")
            before = _streams(console.until(_all_live, 60, "live cameras"))
            still = _slowest(console, lambda: time.sleep(4.0))
            moved = _slowest(console, lambda: _walk(console, pages[:6] if options.quick else pages))
            after = _streams(console.state())
    anew = sum(after.get(stream) != connects for stream, connects in before.items())
    return [
        Measure("cameras that connected anew meanwhile", "", (float(anew),), 0.0),
        Measure("slowest camera meanwhile", "1/s", (moved,), floor=still, beside="1/s: on a desk that stands still"),
    ]


def _walk(console: Driver, pages: Sequence[Keyed]) -> None:
    for one in pages:
        console.do("strike", keys=one.key)
        time.sleep(LOOK_S)
        for _over in range(2):
            try:
                console.do("go-back")
            except RefusedError:
                break


def _slowest(console: Driver, work: Any) -> float:
    """Pictures a second that the slowest of the cameras sent while this was done."""
    console.do("video-figures", reset=True)
    work()
    figures = console.do("video-figures")
    return min(float(tile["received"] / figures["span_s"]) for tile in figures["tiles"])


def _all_live(state: dict[str, Any]) -> bool:
    return len(state["tiles"]) == CAMERAS and all(tile["state"] == "live" for tile in state["tiles"])


def _streams(state: dict[str, Any]) -> dict[int, int]:
    """How often each stream has connected anew, by its number."""
    return {tile["stream"]: tile["reconnects"] for tile in state["tiles"]}


def _p95(samples: Sequence[float]) -> float:
    return statistics.quantiles(samples, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
