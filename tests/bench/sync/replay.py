"""Thousands of queued actions through a link that loses one answer in twenty: exactly once, and how long it takes."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.base.settings import Settings
from console.session import Session
from console.verbs.actions import note
from tests.bench.sync.load import publish
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City

LOST = 0.05
LIMIT_S = 900.0
ALONE = 20
"""So many actions are delivered naively, each waited for before the next."""


class LossyLink(FaultProxy):
    """In mode `lose` one answer in twenty never arrives, and nothing more on its connection; nobody is told."""

    lost = 0

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self._silent: set[asyncio.StreamWriter] = set()

    async def _spoil(self, data: bytes, writer: asyncio.StreamWriter) -> bytes:
        if self.mode != "lose":
            return await super()._spoil(data, writer)
        if writer not in self._silent and data.startswith(b"HTTP/1.1") and self._chance.random() < LOST:
            self._silent.add(writer)
            self.lost += 1
        return b"" if writer in self._silent else data


@dataclass(frozen=True)
class Replayed:
    """Seconds to save and to deliver `count` actions; how many answers were lost, and what the server's log says."""

    count: int
    save_s: float
    deliver_s: float
    lost: int
    missing: int
    twice: int
    alone_s: float


def replay(folder: Path, count: int) -> Replayed:
    """Save `count` notes while the server is away, then deliver them through the lossy link."""
    (folder / "city").mkdir(parents=True)
    with City(folder / "city", cameras=False) as town, LossyLink(("127.0.0.1", town.port)) as link:
        publish(town, 2000)
        return asyncio.run(_replay(folder / "desk", town, link, count))


async def _replay(desk: Path, town: City, link: LossyLink, count: int) -> Replayed:
    settings = Settings(backend_url=f"http://127.0.0.1:{link.port}", credentials="file")
    session = Session(settings, desk, with_video=False)
    await session.start()
    try:
        await session.sign_in("ha.le", town.password)
        incidents = await _until_there(session)
        link.mode = "refuse"
        link.cut()
        await asyncio.sleep(1.0)
        began = time.monotonic()
        for number in range(count):
            await session.act(note(incidents[number % len(incidents)], f"ghi chú {number}"))
        save_s = time.monotonic() - began
        link.mode = "lose"
        began = time.monotonic()
        await _delivered(session, 0.2)
        deliver_s = time.monotonic() - began
        link.mode = "clear"
        began = time.monotonic()
        for number in range(ALONE):
            await session.act(note(incidents[0], f"riêng {number}"))
            await _delivered(session, 0.005)
        alone_s = (time.monotonic() - began) / ALONE
    finally:
        await session.stop()
    arrived = Counter(json.loads(row["payload"]).get("text") for row in town.log())
    wanted = {f"ghi chú {number}" for number in range(count)}
    twice = sum(times - 1 for times in arrived.values())
    return Replayed(count, save_s, deliver_s, link.lost, len(wanted - arrived.keys()), twice, alone_s)


async def _delivered(session: Session, poll_s: float) -> None:
    end = time.monotonic() + LIMIT_S
    while await session.store.pending_count() and time.monotonic() < end:  # noqa: ASYNC110 - looked at from outside
        await asyncio.sleep(poll_s)


async def _until_there(session: Session) -> list[Any]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = await session.store.incidents()
        if found:
            return found
        await asyncio.sleep(0.2)
    raise AssertionError("no snapshot came")
