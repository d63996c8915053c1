"""A damaged cache is set aside while an answer is on its way: what is written behind it never makes it seem whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from console.base.version import SCHEMA
from console.sync.pull import Puller
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache, migrate_outbox

IDS = ("a", "b", "c", "d")
INDICATOR = "cs-01"


def _record(kind: str, key: str, version: int = 1) -> dict[str, Any]:
    return {"type": kind, "id": key, "version": version, "data": {"title": key}}


class Server:
    """Four incidents and an indicator, two records a page. `on_the_way` happens once before the named answer comes."""

    def __init__(self) -> None:
        self.on_the_way: dict[str, Callable[[], Awaitable[None]]] = {}

    async def _happen(self, answer: str) -> None:
        work = self.on_the_way.pop(answer, None)
        if work is not None:
            await work()

    async def snapshot(self, page: str | None) -> dict[str, Any]:
        """Two records, and where the next two are."""
        await self._happen(f"snapshot {page}")
        everything = [*(_record("incident", key) for key in IDS), _record("indicator", INDICATOR)]
        first = int(page or 0)
        following = str(first + 2) if first + 2 < len(everything) else None
        items = everything[first : first + 2]
        return {"epoch": "e", "as_of_cursor": "c1", "page": page, "items": items, "next_page": following}

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        """One incident is new."""
        assert limit > 0
        assert wait_s >= 0
        await self._happen("changes")
        changes = [_record("incident", "e") | {"op": "upsert"}] if cursor == "c1" else []
        return {
            "epoch": "e", "schema": SCHEMA, "changes": changes, "cursor": cursor, "next_cursor": "c2",
            "has_more": False, "last_device_seq": 0, "server_time": "2026-11-21T13:00:00+00:00",
        }  # fmt: skip


class Desk:
    """A cache with its puller, both real."""

    def __init__(self, folder: Path, server: Server) -> None:
        self._path = folder / "cache.db"
        self.cache = Cache(self._path, migrate_cache)
        self.box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        self.puller = Puller(self.cache, self.box, server, lambda _kind, _ids: None)

    async def open(self) -> None:
        """Both files, empty."""
        await self.cache.open()
        await self.box.open()

    async def replace(self) -> None:
        """As storage does where a file is damaged."""

        def aside() -> None:
            for path in self._path.parent.glob("cache.db*"):
                path.unlink()

        await self.cache.reopen(None, aside)

    async def pull_all(self) -> None:
        """Until there is no more."""
        while (await self.puller.pull(0.0)).more:
            pass

    async def known(self) -> set[str]:
        """The incidents that are here."""
        return {row[0] for row in await self.cache.read(lambda db: feeds.rows(db, "incident"))}

    def close(self) -> None:
        """Both files."""
        self.cache.close()
        self.box.close()


def _run(folder: Path, work: Callable[[Desk, Server], Awaitable[None]]) -> None:
    async def run() -> None:
        server = Server()
        desk = Desk(folder, server)
        await desk.open()
        try:
            await work(desk, server)
        finally:
            desk.close()

    asyncio.run(run())


def test_a_page_that_was_asked_for_by_the_file_before_is_dropped(tmp_path: Path) -> None:
    async def work(desk: Desk, server: Server) -> None:
        await desk.puller.pull(0.0)
        server.on_the_way["changes"] = desk.replace
        assert (await desk.puller.pull(0.0)).more, "there is all of it to fetch"
        assert await desk.cache.read(lambda db: feeds.get_meta(db, "cursor")) == "", "nothing says that it is whole"
        await desk.pull_all()
        assert await desk.known() == {*IDS, "e"}

    _run(tmp_path, work)


@pytest.mark.parametrize("page", ["None", "2", "4"])
def test_a_snapshot_whose_first_pages_went_with_the_file_begins_anew(tmp_path: Path, page: str) -> None:
    async def work(desk: Desk, server: Server) -> None:
        server.on_the_way[f"snapshot {page}"] = desk.replace
        await desk.pull_all()
        assert await desk.known() == {*IDS, "e"}

    _run(tmp_path, work)
