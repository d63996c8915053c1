"""`python -m tests.bench.palette`: how long one letter typed into the palette keeps the screen waiting, with 5,000 open
incidents and 2,000 cameras, and how long its opening does."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from offline_cache.feeds import Item
from tests.bench.desk_room import Hand, Painted, incidents
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.queue_room import OPEN, application
from tests.harness.waiting import comes
from tests.views.desk_room import Room
from tests.views.seen_desk import at_city
from views.program.collector import Collector

SIZE = (1920, 1080)
CAMERAS = 2_000
TARGET_MS = 100.0
QUERIES = ("phuong ben da", "camera 19", "ngap", "nguyen", "sc-2026-4", "an", "zz khong co")
TIMES, QUICK_TIMES = 10, 3
TURN_S = 0.001
SWITCH_S = 0.0005
"""As main.py sets it."""


def cameras() -> Iterator[Item]:
    """As many as a large city has, with names as they have them."""
    for number in range(CAMERAS):
        name = f"Camera {number} Nút giao Đường số {number % 97} Phường {number % 31}"
        yield Item("camera", f"more-{number}", 1, {"name": name, "url": f"rtsp://127.0.0.1:9/{number}"})


def bench(options: Options) -> Report:
    """Measure. With --quick each line is typed fewer times."""
    sys.setswitchinterval(SWITCH_S)
    app = application()
    gc.freeze()  # as the program does, which also collects by a timer of its own
    collector = Collector()
    held: list[float] = []
    painted: list[float] = []
    gaps: list[float] = []

    async def story(desk: Room) -> None:
        await Hand(desk).sees_all()
        await comes(lambda: len(desk.window.desk.cameras.cameras) >= CAMERAS, "every camera", 60)
        for _again in range(QUICK_TIMES if options.quick else TIMES):
            gaps.append(await _opening(desk))
            for query in QUERIES:
                await _typing(desk, query, held, painted)
            desk.window.overlays.go_back()

    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        at_city(app, Path(folder), SIZE, story, more=(*incidents(), *cameras()))
    collector.close()
    return Report(
        f"palette: {OPEN:,} open incidents, {CAMERAS:,} cameras, {len(held)} letters",
        [
            Measure("longest hold by one letter", "ms", (max(held),), TARGET_MS),
            Measure("hold by one letter, p95", "ms", (_p95(held),)),
            Measure("letter to painted list, p95", "ms", (_p95(painted),), TARGET_MS),
            Measure("longest gap of the loop while it is opened and filled", "ms", (max(gaps),)),
        ],
    )


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


async def _opening(desk: Room) -> float:
    """Milliseconds of the longest turn of the loop from the command until everything can be found."""
    palette = desk.window.around.sheets.palette
    before, longest = time.perf_counter(), 0.0
    opening = asyncio.ensure_future(desk.run("open-palette"))
    while not opening.done():
        await asyncio.sleep(TURN_S)
        now = time.perf_counter()
        before, longest = now, max(longest, now - before)
    await opening
    assert palette.isVisible()
    return longest * 1000


async def _typing(desk: Room, query: str, held: list[float], painted: list[float]) -> None:
    """One letter after the other, as fast as the list is painted."""
    palette = desk.window.around.sheets.palette
    line = palette.first_focus()
    palette._line.clear()
    for letter in query:
        began = time.perf_counter()
        QTest.keyClicks(line, letter)
        held.append((time.perf_counter() - began) * 1000)
        painted.append((await Painted(palette._list.viewport()).after() - began) * 1000)
    assert palette._line.text() == query


def _p95(samples: list[float]) -> float:
    return statistics.quantiles(samples, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
