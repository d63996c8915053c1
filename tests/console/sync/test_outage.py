"""What an outage is remembered by is looked at before anything that was missed comes, however short its end follows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.records.models import Link, LinkChannel, LinkState
from console.storage.store import search_text
from console.sync.outage import OutageWatch
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache, migrate_outbox

BEGAN = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
DOWN = Link(channel=LinkChannel.INCIDENTS, state=LinkState.DOWN, since=BEGAN)


def _run(folder: Path, work: Callable[[OutageWatch, Cache], Awaitable[None]]) -> None:
    async def run() -> None:
        cache = Cache(folder / "cache.db", migrate_cache)
        box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        await cache.open()
        await box.open()
        try:
            away = OutageWatch(cache, box, lambda: BEGAN + timedelta(seconds=20))
            await _came(cache, 1, "c1")
            assert await away.back() is None, "it was never away, and is noted as up to date"
            await work(away, cache)
        finally:
            cache.close()
            box.close()

    asyncio.run(run())


async def _came(cache: Cache, version: int, cursor: str) -> None:
    item = Item("incident", "a", version, {"title": "Cháy", "state": "new", "severity": version})
    await cache.write(lambda db: feeds.apply_page(db, [item], cursor, search_text))


def test_a_link_that_is_down_is_looked_at_at_once(tmp_path: Path) -> None:
    async def work(away: OutageWatch, cache: Cache) -> None:
        await away.notice(DOWN.model_copy(update={"state": LinkState.LIVE}))
        assert not away.is_away
        await away.notice(DOWN)
        await _came(cache, 2, "c2")
        summary = await away.back()
        assert summary is not None
        assert summary.changed == ("a",)

    _run(tmp_path, work)


def test_an_outage_that_ends_while_it_is_looked_at_is_not_left_begun(tmp_path: Path) -> None:
    async def work(away: OutageWatch, _cache: Cache) -> None:
        looking = asyncio.ensure_future(away.notice(DOWN))
        await asyncio.sleep(0)
        assert await away.back() is None, "nothing was missed"
        await looking
        assert not away.is_away

    _run(tmp_path, work)
