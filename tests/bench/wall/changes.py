"""What one change of one incident costs a wall of 64 cameras, in a city with 1,000 open incidents.

The real `Wall` with four windows on an offscreen platform of its own process, over a real cache; no server, and no
pictures come: what is counted is what a wall does because something changed. Beside it stands the change itself,
committed and read by its id, with no wall.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QTimer

from console.base.settings import Settings
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.bench.frame import Measure
from tests.bench.queue_room import application, iso
from tests.bench.sync.load import incidents
from tests.harness.run import run_patiently
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.tiles.binding import Binding
from views.wall_node.wall import Wall
from widgets.base import theme
from widgets.base.severity import severity_word
from widgets.video.tile import VideoTile

OPEN, SCREENS, SIDE = 1_000, 4, 4
TILES = SCREENS * SIDE * SIDE
SIZE = (1920, 1080)
CPU_MS = 10.0
IDLE_MS = 50.0
"""A twentieth of a core: a wall that shows nothing new has nothing to paint but its clocks."""
IDLES, IDLE_S = 3, 3.0
AFTER_S = 1.1
"""One change and all that follows from it: no reader of a wall waits for longer than a second."""
CAMERAS = f"{TILES} cameras"
EVERYTHING = f"{CAMERAS}, queue, count, map, tour, places for alarms"
CURSOR = "bench.1"
LIMIT_S, LOOK_S = 30.0, 0.05
Stored = dict[str, Any]


@dataclass
class Room:
    """A wall over a cache, and what was last written of each incident."""

    session: Session
    written: dict[str, Stored]
    wall: Wall | None = None
    versions: dict[str, int] = field(default_factory=dict)

    async def change(self, key: str, **data: object) -> None:
        """Commit one incident as a pull would, and announce it."""
        self.written[key] = {**self.written[key], **data}
        self.versions[key] = self.versions.get(key, 1) + 1
        item = Item("incident", key, self.versions[key], self.written[key])
        write = partial(feeds.apply_page, items=[item], cursor=CURSOR, search_text=search_text)
        told = await self.session.caches[0].write(write)
        self.session.changes.emit("incident", told["incident"])

    def tile(self, camera: str) -> VideoTile:
        """The one that shows this camera."""
        assert self.wall is not None
        return next(
            one.tile
            for window in self.wall.screens.windows()
            if window.content.pane is not None
            for one in window.content.pane.placed
            if isinstance(one.tile, VideoTile) and one.binding is not None and one.binding.ref == camera
        )

    def bindings(self) -> list[Binding]:
        """What keeps them alive."""
        assert self.wall is not None
        return [one for window in self.wall.screens.windows() for one in window.content.bindings]


def measures(folder: Path, changes: int, *, all_kinds: bool = True) -> list[Measure]:
    """So many changes on a wall of cameras, and on one that has whatever else shows incidents as well."""
    found: list[Measure] = []
    for what in (CAMERAS, EVERYTHING) if all_kinds else (CAMERAS,):
        told = _in_a_process(folder / f"changes-{len(found)}", changes, what)
        target = CPU_MS if what == CAMERAS else None
        tell = f"one change of {OPEN:,} open incidents, {what}: CPU"
        beside = "ms: committed and read, no wall"
        found.append(Measure(tell, "ms", tuple(told["spent_ms"]), target, floor=told["floor_ms"], beside=beside))
        tell = f"a second in which nothing changes, {what}, none live: CPU"
        found.append(Measure(tell, "ms", tuple(told["idle_ms"]), IDLE_MS if what == CAMERAS else None))
    return found


def _in_a_process(folder: Path, changes: int, what: str) -> dict[str, Any]:
    """What `main` prints: screens are what a platform began with."""
    folder.mkdir(parents=True)
    screens = [
        {"name": f"S{number + 1}", "x": number * SIZE[0], "y": 0, "width": SIZE[0], "height": SIZE[1],
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for number in range(SCREENS)
    ]  # fmt: skip
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": screens}), encoding="ascii")
    command = [sys.executable, "-m", "tests.bench.wall.changes", str(folder), str(changes), what]
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={path}"}
    limit_s = 2 * LIMIT_S + 10 * changes
    done = run_patiently(command, env=environment, capture_output=True, patience_s=limit_s, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main(folder: Path, changes: int, what: str) -> int:
    """Measure one wall, and print what was found as JSON."""
    app = application()
    app.setQuitOnLastWindowClosed(False)  # the wall's are closed before the cache is
    with qasync.QEventLoop(app) as loop:
        screens = with_all() if what == EVERYTHING else cameras_alone()
        told = loop.run_until_complete(_measured(folder, screens, changes))
    sys.stdout.write(json.dumps(told))
    return 0


async def _measured(folder: Path, layout: str, changes: int) -> dict[str, object]:
    chance = random.Random(7)
    async with room(folder, layout) as made:
        floor = sorted([await _bare(made, chance) for _ in range(max(5, changes))])
        wall = await _open(made, folder, layout)
        try:
            idle = [await _spent(lambda: asyncio.sleep(IDLE_S)) / IDLE_S for _ in range(IDLES)]
            for timer in _clocks(made):
                timer.stop()  # what they do in each second is no part of a change
            spent = [await _one(made, chance, number) for number in range(-1, changes)][1:]
        finally:
            wall.close_all()
            await wall.close()
    return {"spent_ms": spent, "floor_ms": floor[len(floor) // 2], "idle_ms": idle}


def _clocks(made: Room) -> list[QTimer]:
    assert made.wall is not None
    return [timer for one in (made.wall, *made.wall.screens.windows()) for timer in one.findChildren(QTimer)]


async def _bare(made: Room, chance: random.Random) -> float:
    key = chance.choice(list(made.written))

    async def work() -> None:
        await made.change(key, description=f"{chance.random()}")
        await made.session.store.incidents_of((key,))

    return await _spent(work)


async def _one(made: Room, chance: random.Random, number: int) -> float:
    """Milliseconds that a change costs until its camera's tile tells of it, and for as long as anything may follow."""
    key = chance.choice([key for key, data in made.written.items() if data["camera_ids"]])
    (camera,) = made.written[key]["camera_ids"]
    tile, severity = made.tile(camera), 3 if made.written[key]["severity"] == 1 else 1
    others = (data for other, data in made.written.items() if other != key and camera in data["camera_ids"])
    alarmed = severity == 1 or any(one["severity"] == 1 for one in others)

    async def work() -> None:
        await made.change(key, severity=severity, description=f"{number}")
        end = time.monotonic() + LIMIT_S
        while (severity_word(1) in tile.accessibleName()) is not alarmed:
            await asyncio.sleep(LOOK_S)
            assert time.monotonic() < end, f"of an incident's camera the tile says: {tile.accessibleName()}"
        await asyncio.sleep(AFTER_S)

    return await _spent(work)


async def _spent(work: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds of CPU, of all threads."""
    began = time.process_time()
    await work()
    return (time.process_time() - began) * 1000


async def _open(made: Room, folder: Path, layout: str) -> Wall:
    path = folder / "wall.toml"
    path.write_text(layout, encoding="utf-8")
    options = Options(wall="bench", layout=path)
    faults = Faults()
    context = Context(made.session, options, folder, faults, Timings(None, time.monotonic()), theme.current())
    made.wall = wall = Wall(context, "bench", lambda _code: None)
    wall.open()
    end = time.monotonic() + LIMIT_S
    while len(made.bindings()) < TILES or not all(one.has_read for one in made.bindings()):
        await asyncio.sleep(0.05)
        assert time.monotonic() < end, "the wall never came"
    await asyncio.sleep(2 * AFTER_S)  # what it begins with is no change
    assert not faults.count
    gc.freeze()  # as the program does
    return wall


@asynccontextmanager
async def room(folder: Path, layout: str) -> AsyncIterator[Room]:
    """A session without a server or video, whose cache has the incidents and the cameras of a wall."""
    session = Session(Settings(credentials="file"), folder, with_video=False)
    await session.start()
    try:
        written: dict[str, Stored] = {}
        now = datetime.now(UTC)
        for number, (key, data) in enumerate(incidents(OPEN)):
            # A tenth of a city's incidents has a camera near it; the cameras of the wall share them.
            seen = [f"C{number // 10 % TILES:02d}"] if number % 10 == 0 else []
            # All of one watch, as in a storm: whoever plays alarms again has them all before it.
            created = iso(now - timedelta(seconds=25 * (OPEN - number)))
            fresh = {"state": "new", "severity": 2 + number % 3, "created_at": created, "camera_ids": seen}
            written[key] = {**data, **fresh}
        items = [Item("incident", key, 1, data) for key, data in written.items()]
        items += [Item("camera", f"C{number:02d}", 1, _camera(number)) for number in range(TILES)]
        items.append(Item("alarm_rule", "worst", 1, {"name": "Worst", "severities": [1], "cameras": "nearest"}))
        write = partial(feeds.apply_page, items=items, cursor=CURSOR, search_text=search_text)
        await session.caches[0].write(write)
        yield Room(session, written)
    finally:
        await session.stop()


def _camera(number: int) -> Stored:
    url = f"rtsp://127.0.0.1:9/{number}"
    return {"name": f"Camera {number}", "lat": 9.6 + number / 1000, "lon": 106.5, "main_url": url, "sub_url": url}


def cameras_alone() -> str:
    """A layout of 64 cameras on four screens."""
    return "\n".join(_screen(number, SIDE, "") for number in range(SCREENS))


def with_all() -> str:
    """The same with a column of everything else that incidents are in."""
    tiles = (
        _tile("queue", 0, SIDE),
        _tile("count", 1, SIDE),
        _tile("map", 2, SIDE, "lat = 9.65\nlon = 106.55\nradius_m = 5000"),
        _tile("tour", 3, SIDE, 'tiles = [{type = "camera", camera = "C00"}, {type = "camera", camera = "C01"}]'),
    )
    reserved = (
        _tile("slot", 0, SIDE),
        _tile("slot", 1, SIDE),
    )
    return "\n".join(_screen(number, SIDE + 1, "\n".join(reserved if number else tiles)) for number in range(SCREENS))


def _screen(number: int, cols: int, more: str) -> str:
    first = number * SIDE * SIDE
    cameras = [
        _tile("camera", place // SIDE, place % SIDE, f'camera = "C{first + place:02d}"') for place in range(SIDE * SIDE)
    ]
    return "\n".join((f"[[screens]]\nrows = {SIDE}\ncols = {cols}", *cameras, more))


def _tile(kind: str, row: int, col: int, more: str = "") -> str:
    return f'[[screens.tiles]]\ntype = "{kind}"\nrow = {row}\ncol = {col}\n{more}'


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
