"""From a push on a desk to the painted text on a node: the desk's own way, through outbox, server and feed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import numpy as np

from console.base.settings import Settings
from console.records.wall import Wall
from console.session import Session
from console.walls.actions import show
from contract.records.wall import Wish
from tests.bench.frame import Measure
from tests.harness.monitors import Monitors
from tests.journeys.city import City
from tests.journeys.wall_room import WALL, node, screen_of, text

SIZE = (960, 540)
SCREEN, MONITOR = "t1", "ONE"
LOOK_S = 0.004
LIMIT_S = 10.0
P95_MS = 500.0


def measure(folder: Path, pushes: int) -> Measure:
    """So many pushes, one after the other."""
    (folder / "city").mkdir(parents=True)
    with City(folder / "city", cameras=False) as town, node(folder, town, "trai") as place, place.start() as running:
        running.until(lambda s: len(s["screens"]) == 2 and not s["cut_off"], 60, "the node")
        (folder / "desk").mkdir()
        took = asyncio.run(_push_all(folder / "desk", town, place.monitors, pushes))
        state = running.until(lambda s: bool(screen_of(s, SCREEN)["tiles"]), 10, "the last push")
        assert screen_of(state, SCREEN)["tiles"][0]["name"] == _words(pushes - 1)
    took.sort()
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    return Measure("push to painted, p95", "ms", (p95,), P95_MS, floor=took[len(took) // 2], beside="ms: median")


def _words(number: int) -> str:
    return f"Lượt {number}"


async def _push_all(folder: Path, town: City, room: Monitors, pushes: int) -> list[float]:
    session = Session(Settings(backend_url=town.url, credentials="file"), folder, with_video=False)
    await session.start()
    try:
        await session.sign_in("ha.le", town.password)
        took = []
        for number in range(-2, pushes):  # the first ones are of a room that is still getting ready
            wall = await _settled(session)
            wish = Wish.model_validate(text(_words(number)))
            before = _looks(room)
            began = time.monotonic()
            await session.act(show(wall, {SCREEN: wish}))
            painted = await asyncio.to_thread(_changed, room, before)
            if number >= 0:
                took.append((painted - began) * 1000)
            await asyncio.sleep(0.6)
        return took
    finally:
        await session.stop()


async def _settled(session: Session) -> Wall:
    """The wall once nothing of ours is on its way any more."""
    for _attempt in range(200):
        wall = await session.walls.wall(WALL, ours=False)
        if wall is not None and not await session.store.pending_count():
            return wall
        await asyncio.sleep(0.05)
    raise AssertionError("the desk never had its wall")


def _looks(room: Monitors) -> Any:
    """The tile, without the strip at its foot, where the time goes on."""
    return room.pixels(MONITOR)[: SIZE[1] * 3 // 4]


def _changed(room: Monitors, before: Any) -> float:
    """When the tile looked different."""
    until = time.monotonic() + LIMIT_S
    while np.array_equal(_looks(room), before):
        assert time.monotonic() < until, "nothing was painted"
        time.sleep(LOOK_S)
    return time.monotonic()
