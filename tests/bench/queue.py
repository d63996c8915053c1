"""`python -m tests.bench.queue`: 5,000 open of 100,000 incidents: typing, scrolling, and 200 changes a second.

The real presenter, panel, model and delegate on an offscreen screen, over a real cache that is filled as a pull fills
it; no server. Beside each figure stands the naive way in the same run: read all, sort all, reset the model.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QModelIndex

from console.queue.open_queue import urgency
from console.records.models import Incident
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.queue_room import OPEN, Room, Stored, application, iso, room
from views.program.collector import Collector
from views.remote_control.pulse import Pulse
from widgets.queue.incident_model import IncidentModel
from widgets.queue.incident_table import IncidentTable

RECORDS, QUICK_RECORDS = 100_000, 10_000
RATE_HZ, BATCHES_HZ = 200, 20
STEP_PX = 45
"""A frame's way at a brisk turn of the wheel: a screen of rows in a third of a second."""
LINES = (
    "ngap sau", "ngập sâu", "sev:high", 'ward:"Hòa An" due<2h', "cháy bãi rác", "quá hạn -của tôi", "SC-2026-0012",
    "channel:security state:new", "md:cao,vừa tran phu", "tai nan giao thong", "-state:new", "age>1d", "sev:hgih",
    "phường:\"mỹ thới\" kênh:\"cảm biến\"", "den tin hieu", "khong co gi nhu vay",
)  # fmt: skip
SWITCH_S = 0.0005
"""As main.py sets it."""


@dataclass(frozen=True)
class Load:
    """What 200 changes a second did: gaps in milliseconds, changes done each second, pixels that the row moved."""

    gap_ms: float
    p99_gap_ms: float
    rate: float
    moved_px: int


def bench(options: Options) -> Report:
    """Measure. With --quick there are 10,000 records behind the 5,000 open ones, and shorter runs."""
    sys.setswitchinterval(SWITCH_S)
    app = application()
    gc.freeze()  # as the program does, which also collects by a timer of its own
    collector = Collector()
    records = QUICK_RECORDS if options.quick else RECORDS
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder, qasync.QEventLoop(app) as loop:
        measures = loop.run_until_complete(_measured(Path(folder), records, quick=options.quick))
        collector.close()
    return Report(f"queue: {OPEN:,} open of {records:,}", measures)


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


async def _measured(folder: Path, records: int, *, quick: bool) -> list[Measure]:
    async with room(folder, records) as made:
        await _typed(made, LINES[:2])  # the first time of anything is not what an operator meets all day
        typed = [taken for _ in range(1 if quick else 3) for taken in await _typed(made, LINES)]
        naive_typed = await _naive_typed(made, LINES[:2] if quick else LINES[:4])
        made.presenter.line.type("")
        await made.painted.after()
        frames = await _scrolled(made, 200 if quick else 1_000)
        made.panel.table.scrollToTop()
        loaded = await _loaded(made, 6.0 if quick else 30.0)
        naive = await _naive_loaded(made, 3.0 if quick else 10.0)
    p99, naive_p99 = _p(0.99, typed), _p(0.99, naive_typed)
    fps = 1000 / statistics.fmean(frames)
    return [
        Measure("letter typed to painted rows, p99", "ms", (p99,), 50.0, floor=naive_p99, beside=_NAIVE_TYPED),
        Measure("letter typed to painted rows, median", "ms", (statistics.median(typed),)),
        Measure("scrolling", "fps", (fps,), 55.0, at_least=True),
        Measure("one frame of scrolling, p99", "ms", (_p(0.99, frames),)),
        Measure("changes", "1/s", (loaded.rate,), RATE_HZ * 0.95, at_least=True, floor=naive.rate, beside=_NAIVE),
        Measure("longest gap meanwhile", "ms", (loaded.gap_ms,), 50.0, floor=naive.gap_ms, beside=_NAIVE),
        Measure("p99 gap meanwhile", "ms", (loaded.p99_gap_ms,), floor=naive.p99_gap_ms, beside=_NAIVE),
        Measure("selected row moved meanwhile", "px", (float(loaded.moved_px),), 0.0),
    ]


async def _typed(made: Room, lines: tuple[str, ...]) -> list[float]:
    """Milliseconds from each letter to the painted rows, and from the emptying of the line."""
    taken = []
    for line in lines:
        for length in [*range(1, len(line) + 1), 0]:
            taken.append(await _until_painted(made, line[:length]))
            await asyncio.sleep(0.002)
    return taken


async def _until_painted(made: Room, text: str) -> float:
    began = time.perf_counter()
    made.presenter.line.type(text)
    return (await made.painted.after() - began) * 1000


async def _naive_typed(made: Room, lines: tuple[str, ...]) -> list[float]:
    """The same by the naive way: all open ones read and sorted, found by the text of each, the model reset."""
    table = NaiveTable(made)
    taken = []
    for line in lines:
        for length in range(1, len(line) + 1):
            began = time.perf_counter()
            wanted = line[:length].casefold()
            found = [one for one in await made.store.incidents() if wanted in f"{one.title} {one.place}".casefold()]
            table.reset(found)
            table.table.viewport().repaint()
            taken.append((time.perf_counter() - began) * 1000)
    table.table.close()
    return taken


async def _scrolled(made: Room, frames: int) -> list[float]:
    """Milliseconds of each frame: the list moved by `STEP_PX` and painted, down and up again."""
    table, taken = made.panel.table, []
    bar = table.verticalScrollBar()
    for number in range(frames):
        step = STEP_PX if number < frames // 2 else -STEP_PX
        began = time.perf_counter()
        bar.setValue(bar.value() + step)
        table.viewport().repaint()
        taken.append((time.perf_counter() - began) * 1000)
        if number % 20 == 0:
            await asyncio.sleep(0)
    return taken


def _changed(made: Room, chance: random.Random, number: int) -> Stored:
    """One change as a room sees them: most alter a row in place, some move it, one in twenty is new or ends."""
    at = chance.randrange(len(made.opened))
    key, data = made.opened[at]
    now = datetime.now(UTC)
    data = {**data, "updated_at": iso(now), "description": f"{data['description']} {number}"}
    what = chance.random()
    if what < 0.10:
        data["severity"] = chance.randrange(1, 5)
    elif what < 0.20:
        data["deadline"] = iso(now + timedelta(minutes=chance.randrange(-60, 3_000)))
    elif what < 0.225:
        key, data = str(uuid.UUID(int=chance.getrandbits(128))), {**data, "created_at": iso(now)}
        made.opened.append((key, data))
        return key, data
    elif what < 0.25 and at:
        made.opened.pop(at)
        return key, {**data, "state": "resolved"}
    made.opened[at] = (key, data)
    return key, data


async def _paced(seconds: float, work: Callable[[list[int]], Awaitable[None]]) -> float:
    """Hand out numbers of changes at the pace for so long; how many a second were done."""
    began, done = time.monotonic(), 0
    size = RATE_HZ // BATCHES_HZ
    while (elapsed := time.monotonic() - began) < seconds:
        if done < elapsed * RATE_HZ:
            await work(list(range(done, done + size)))
            done += size
        else:
            await asyncio.sleep(0.002)
    return done / (time.monotonic() - began)


async def _loaded(made: Room, seconds: float) -> Load:
    """Commit the changes beside the screen, with a row selected in the middle and a hand at it."""
    chance, table = random.Random(11), made.panel.table
    chosen = table.ids()[OPEN // 2]
    kept = next(at for at, (key, _data) in enumerate(made.opened) if key == chosen)
    made.opened.pop(kept)  # the row itself stays as it is: all others move around it
    made.presenter.select(chosen)
    await made.painted.after()
    place = table.visualRect(table.currentIndex()).top()
    moved = 0
    pulse = Pulse()
    pulse.start()

    async def work(numbers: list[int]) -> None:
        nonlocal moved
        made.presenter.news.touch()
        await made.write([_changed(made, chance, number) for number in numbers])
        moved = max(moved, abs(table.visualRect(table.currentIndex()).top() - place))

    ticking = asyncio.create_task(_ticking(made))
    rate = await _paced(seconds, work)
    ticking.cancel()
    told = pulse.report()
    pulse.stop()
    assert table.selected_id() == chosen, "the selected row was lost"
    return Load(float(str(told["max_ms"])), float(str(told["p99_ms"])), rate, moved)


async def _ticking(made: Room) -> None:
    while True:
        made.presenter.tick(datetime.now(UTC))
        await asyncio.sleep(1)


class NaiveModel(IncidentModel):
    """Sorts everything and resets itself at each change."""

    def become(self, incidents: list[Incident]) -> None:
        """Show these instead of all before."""
        self.beginResetModel()
        self._rows = sorted(incidents, key=urgency)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: N802, B008
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)


class NaiveTable:
    """The same list and delegate over the naive model."""

    def __init__(self, made: Room) -> None:
        self.table = IncidentTable()
        self.model = NaiveModel(self.table)
        self.table.setModel(self.model)
        self.table.delegate.now = datetime.now(UTC)
        self.table.resize(432, 860)
        self.table.show()
        self.reset(made.presenter.incidents())

    def reset(self, incidents: list[Incident]) -> None:
        """Show these, and select again what was selected."""
        self.model.become(incidents)


async def _naive_loaded(made: Room, seconds: float) -> Load:
    """The same changes, each of which resets the model."""
    chance, naive = random.Random(11), NaiveTable(made)
    known = {incident.id: incident for incident in made.presenter.incidents()}
    made.presenter.close()
    pulse = Pulse()
    pulse.start()

    async def work(numbers: list[int]) -> None:
        for number in numbers:
            key, data = _changed(made, chance, number)
            known[key] = Incident.model_validate({**data, "id": key, "version": number})
            naive.reset(list(known.values()))
        await asyncio.sleep(0)

    rate = await _paced(seconds, work)
    told = pulse.report()
    pulse.stop()
    naive.table.close()
    return Load(float(str(told["max_ms"])), float(str(told["p99_ms"])), rate, 0)


def _p(share: float, samples: list[float]) -> float:
    return statistics.quantiles(samples, n=100, method="inclusive")[round(share * 100) - 1]


_NAIVE_TYPED = "ms: reading, sorting and resetting all"
_NAIVE = "the model reset at each change"


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
