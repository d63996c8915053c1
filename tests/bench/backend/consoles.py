"""A process of many consoles, as a server sees them: a stream of wake-ups each, and a page of changes after each wake.

One line of JSON on standard input says which; a second line ends it, and what they saw is written to standard output.
As the program does (`console.sync`): what a wake-up brings is taken in where it follows; otherwise a page of at most
500 changes is asked for, the next one at once while there is more, and one every 10 s. With `poll` there is no stream:
every console asks once a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from console.sync.listen_loop import WAKING
from console.sync.page import brought
from console.sync.pull import PAGE
from console.sync.pull_loop import QUIET_PULL_S
from tests.bench.backend.wire import Line
from tests.harness.proven import Proven, key_of

POLL_S = 1.0


@dataclass
class Seen:
    """What one console saw and when (seconds of the machine's monotonic clock)."""

    numbers: list[tuple[float, int]] = field(default_factory=list)
    """The newest number of the feed that it had."""
    versions: list[tuple[float, str, int]] = field(default_factory=list)
    """Incidents, with their versions."""
    pages: int = 0
    carried: int = 0
    """Pages that came inside a wake-up."""
    rebuilds: int = 0
    """How often the server said that its history began anew."""


class Console:
    """One of them."""

    def __init__(self, url: str, proven: Proven, cursor: str) -> None:
        self.seen = Seen()
        self.ready = asyncio.Event()
        self._url, self._proven, self._cursor = url, proven, cursor
        self._woken = asyncio.Event()
        self._brought: list[dict[str, Any]] = []

    async def follow(self) -> None:
        """For ever: woken by the stream."""
        stream, line = await Line.to(self._url, self._proven), await Line.to(self._url, self._proven)
        try:
            await asyncio.gather(self._listen(stream), self._pull(line, QUIET_PULL_S))
        finally:
            stream.close()
            line.close()

    async def poll(self) -> None:
        """For ever: once a second."""
        line = await Line.to(self._url, self._proven)
        self.ready.set()
        try:
            await self._pull(line, POLL_S)
        finally:
            line.close()

    async def _listen(self, stream: Line) -> None:
        async for name, data in stream.events("/v1/sync/stream?pages=true"):
            self.ready.set()
            if name == "page":
                self._brought.append(orjson.loads(data))
            if name in WAKING:
                self._woken.set()

    def _has_taken_in(self) -> bool:
        """Whether wake-ups brought what comes next here."""
        pages, self._brought = self._brought, []
        new = [part for page in pages if (part := self._following(page)) is not None]
        self.seen.carried += len(new)
        return bool(new)

    def _following(self, page: dict[str, Any]) -> Mapping[str, Any] | None:
        part = brought(page, self._cursor)
        if part is not None:
            self._take_in(part)
        return part

    async def _pull(self, line: Line, quiet_s: float) -> None:
        asked_at = 0.0
        while True:
            self._woken.clear()
            is_due = time.monotonic() - asked_at >= quiet_s  # which alone proves that asking works
            if not is_due and self._has_taken_in():
                await self._until_woken(quiet_s)
                continue
            self._brought, asked_at = [], time.monotonic()
            status, body = await line.get(f"/v1/sync/changes?cursor={self._cursor}&limit={PAGE}&wait=0")
            if status in {409, 410}:
                self.seen.rebuilds += 1
                _, whole = await line.get("/v1/sync/snapshot?scope=city")
                self._cursor = orjson.loads(whole)["as_of_cursor"]
                continue
            if status != 200:
                raise ConnectionError(f"changes: {status} {body[:200]!r}")
            page = orjson.loads(body)
            self.seen.pages += 1
            if page["cursor"] == self._cursor:
                self._take_in(page)
            if page["has_more"] is not True:
                await self._until_woken(quiet_s)

    async def _until_woken(self, quiet_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), quiet_s)

    def _take_in(self, page: Mapping[str, Any]) -> None:
        now, changes = time.monotonic(), page["changes"]
        self._cursor = page["next_cursor"]
        if changes:
            self.seen.numbers.append((now, changes[-1]["seq"]))
        for one in changes:
            if one["type"] == "incident":
                self.seen.versions.append((now, one["id"], one["version"]))


async def snapshots(job: dict[str, Any]) -> list[float]:
    """Seconds that each of the consoles takes for everything, all at once."""

    async def one(url: str, token: str, device: str) -> float:
        line, began, page = await Line.to(url, Proven(key_of(device), token)), time.monotonic(), ""
        while True:
            status, body = await line.get(f"/v1/sync/snapshot?scope=city{page}")
            if status != 200:
                raise ConnectionError(f"snapshot: {status} {body[:200]!r}")
            following = orjson.loads(body)["next_page"]
            if following is None:
                line.close()
                return time.monotonic() - began
            page = f"&page={following}"

    return list(await asyncio.gather(*(one(*desk) for desk in job["desks"])))


async def _follow(job: dict[str, Any]) -> list[dict[str, Any]]:
    consoles = [Console(url, Proven(key_of(device), token), job["cursor"]) for url, token, device in job["desks"]]
    tasks = [asyncio.ensure_future(one.poll() if job["way"] == "poll" else one.follow()) for one in consoles]
    all_ready = asyncio.ensure_future(asyncio.gather(*(one.ready.wait() for one in consoles)))
    await _unless_one_ends(all_ready, tasks)
    print(json.dumps({"ready": True}), flush=True)
    told = asyncio.ensure_future(asyncio.to_thread(sys.stdin.readline))
    await _unless_one_ends(told, tasks)
    for task in tasks:
        task.cancel()
    return [asdict(one.seen) for one in consoles]


async def _unless_one_ends(waited: asyncio.Future[Any], tasks: Sequence[asyncio.Future[None]]) -> None:
    """Wait. A console that gives up is no measurement: raises what it met."""
    either: set[asyncio.Future[Any]] = {waited, *tasks}
    done, _ = await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    for ended in done:
        ended.result()


def main() -> int:
    """Until told."""
    job = json.loads(sys.stdin.readline())
    done = asyncio.run(snapshots(job) if job["way"] == "snapshot" else _follow(job))
    print(json.dumps(done), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
