"""Loops that hang or die are begun anew; a call that never comes back costs its own thread and nobody else's."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from console.base.changes import Changes
from console.base.errors import LinkError
from console.base.notices import Notices
from console.base.server_time import ServerTime
from console.base.threads import Threads
from console.net.api import Api, Wakeup
from console.net.links import Links
from console.records.models import LinkChannel, LinkState
from console.storage.store import Store
from console.sync.catch_up import CatchUp
from console.sync.loops import Loops
from console.sync.steps import Bounds
from console.sync.wanted import Wanted
from console.sync.watchdog import Watchdog
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache, migrate_outbox
from tests.harness.patience import Patience
from tests.harness.waiting import comes

T = TypeVar("T")


class Server:
    """Answers as the contract says, or never, until it is told to let go."""

    def __init__(self) -> None:
        self.hangs = False
        self.pulls = 0
        self.let_go = threading.Event()

    def _answer(self, answer: dict[str, Any]) -> dict[str, Any]:
        if self.hangs:
            self.let_go.wait(30)
        return answer

    def call(self, _method: str, _path: str, query: dict[str, str]) -> dict[str, Any]:
        """Something newer is always on its way: nothing is compared."""
        return {"cursor": query.get("cursor"), "behind": True, "types": {}}

    def snapshot(self, _page: str | None) -> dict[str, Any]:
        items = [{"type": "source", "id": "s", "version": 1, "data": {"name": "s"}}]
        return {"epoch": "e", "schema": 1, "page": None, "as_of_cursor": "1", "items": items, "next_page": None}

    def changes(self, cursor: str, _limit: int, _wait_s: float, _outbox_age_s: float) -> dict[str, Any]:
        time.sleep(0.02)
        self.pulls += 1
        page = {"epoch": "e", "schema": 1, "changes": [], "cursor": cursor, "next_cursor": cursor}
        return self._answer({**page, "has_more": False, "last_device_seq": 0})

    def wakeups(self) -> list[str]:
        self._answer({})
        return []


class Host:
    """As much of a session as loops need, with real storage and real threads."""

    def __init__(self, folder: Path) -> None:
        self.server = Server()
        self.changes, self.notices, self.time = Changes(), Notices(), ServerTime()
        self.links = Links(lambda: None)
        self.catch_up: CatchUp | None = None
        self.caches = Cache(folder / "cache.db", migrate_cache), Cache(folder / "outbox.db", migrate_outbox)
        self.store = Store(*self.caches)
        self.wanted = Wanted()
        self.threads = Threads("net", 3)
        self.written_off = self.cuts = self.drift = 0

    async def call(self, work: Callable[[Api], T]) -> T:
        return await self.threads.run(lambda: work(cast("Api", self.server)))

    def owner_id(self) -> str:
        return "ha.le"

    def cut(self, hung_for_s: float | None = None) -> None:
        self.cuts += 1
        if hung_for_s is not None:
            self.written_off += self.threads.write_off(hung_for_s)

    async def learn_cameras(self) -> None:
        return


def restarted(host: Host) -> set[object]:
    return {notice.params["loop"] for notice in host.notices.recent if notice.code == "loop_restarted"}


async def with_loops(folder: Path, work: Callable[[Host, Loops], Awaitable[None]]) -> None:
    host = Host(folder)
    for cache in host.caches:
        await cache.open()
    loops = Loops(host, Bounds(air_s=1.0, storage_s=30.0, idle_s=30.0))
    loops.start()
    try:
        await work(host, loops)
    finally:
        host.server.let_go.set()
        await loops.stop()
        host.threads.stop(2.0)
        for cache in host.caches:
            cache.close()


def test_a_source_that_hangs_for_ever_is_left(tmp_path: Path, expected_noise: list[str]) -> None:
    """Both calls in the air hang where no time-out reaches; the loops begin anew on threads of their own."""
    expected_noise += ["has made no progress and begins anew"]

    async def work(host: Host, _loops: Loops) -> None:
        links = host.links
        await comes(lambda: links.state(LinkChannel.INCIDENTS) != LinkState.DOWN, "a first pull", 5)
        host.server.hangs = True
        await comes(lambda: host.written_off >= 2, "threads that are given up", 8)
        assert host.cuts
        host.server.hangs = False
        pulls = host.server.pulls
        await comes(lambda: host.server.pulls > pulls + 2, "pulls again, though the old threads still hang", 8)
        await comes(lambda: {"pull", "listen"} <= restarted(host), "a notice for each", 8)
        assert not host.server.let_go.is_set()

    asyncio.run(with_loops(tmp_path, work))


def test_a_loop_that_dies_is_begun_again(tmp_path: Path, expected_noise: list[str]) -> None:
    """An answer that nobody has thought of is a bug of ours: it is logged, and pulling goes on."""
    expected_noise += ["pull fell over and begins again"]

    async def work(host: Host, _loops: Loops) -> None:
        await comes(lambda: host.server.pulls > 1, "a first pull", 5)
        changes = host.server.changes
        host.server.changes = lambda *_asked: cast("dict[str, Any]", 1 / 0)  # type: ignore[method-assign]
        await asyncio.sleep(0.5)
        host.server.changes = changes  # type: ignore[method-assign]
        pulls = host.server.pulls
        await comes(lambda: host.server.pulls > pulls + 1, "pulls again", 5)

    asyncio.run(with_loops(tmp_path, work))


def test_a_stream_that_goes_on_is_no_proof_that_asking_works(tmp_path: Path) -> None:
    """Pages come with wake-ups while every question fails: it is asked again and again, as without a stream."""

    async def work(host: Host, _loops: Loops) -> None:
        await comes(lambda: host.server.pulls > 1, "a first pull", 5)
        asked: list[str] = []
        brought: list[int] = []
        page = {
            "epoch": "e", "schema": 1, "changes": [], "cursor": "1", "next_cursor": "1", "has_more": False,
            "last_device_seq": 0,
        }  # fmt: skip

        def told() -> Iterator[Wakeup]:
            while not host.server.let_go.wait(0.02):
                brought.append(1)
                yield Wakeup("page", page)

        def fails(cursor: str, _limit: int, _wait_s: float, _outbox_age_s: float) -> dict[str, Any]:
            asked.append(cursor)
            raise LinkError("timed_out")

        host.server.wakeups = told  # type: ignore[method-assign,assignment]
        await comes(lambda: len(brought) > 20, "a stream with pages", 9)
        host.server.changes = fails  # type: ignore[method-assign]
        await comes(lambda: len(asked) >= 5, "asked time after time", 20)

    asyncio.run(with_loops(tmp_path, work))


def test_a_sleeping_machine_is_nobody_s_fault() -> None:
    clock = [0.0]
    began = []

    async def work() -> None:
        async def free() -> None:
            began.append("free")

        async def loop() -> None:
            began.append("loop")
            watchdog.step("pull", 60)
            await asyncio.sleep(3600)

        watchdog = Watchdog(free, lambda _code, _params: None, lambda: clock[0])
        watchdog.start({"pull": loop})
        await asyncio.sleep(0)
        clock[0] = 28_800
        watchdog.slept(28_800)
        await watchdog.check()
        assert began == ["loop"]
        await watchdog.stop()

    asyncio.run(work())


@pytest.mark.parametrize("calls", [1, 5, 40])
def test_threads_are_few_and_every_call_is_answered(calls: int) -> None:
    async def work() -> list[int]:
        threads = Threads("test", 3)
        try:
            return await asyncio.gather(*(threads.run(lambda number=number: number * 2) for number in range(calls)))  # type: ignore[misc]
        finally:
            assert sum(thread.name.startswith("test_") for thread in threading.enumerate()) <= 3
            threads.stop(2.0)

    assert asyncio.run(work()) == [number * 2 for number in range(calls)]


def test_the_end_waits_for_no_call_that_hangs() -> None:
    hold = threading.Event()

    async def work() -> bool:
        threads = Threads("test", 2)
        hung = asyncio.ensure_future(threads.run(lambda: hold.wait(20)))
        with pytest.raises(ZeroDivisionError):
            await threads.run(lambda: 1 // 0)
        patience = Patience(1.0)
        threads.stop(0.3)
        hold.set()
        assert await hung
        return patience.is_over

    assert not asyncio.run(work())
