"""The same work done naively: each record by a request and a transaction of its own."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from pathlib import Path

from console.base.settings import Settings
from console.net.api import Api
from console.people.device_key import DeviceKey
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache
from tests.harness.proven import key_of
from tests.journeys.city import City


def per_record_s(folder: Path, town: City, records: int) -> float:
    """Seconds for one record, from the mean of `records`: asked for alone, committed alone."""
    return asyncio.run(_per_record_s(folder, town, records))


async def _per_record_s(folder: Path, town: City, records: int) -> float:
    api = Api(town.url, Settings(backend_url=town.url), DeviceKey("test", key_of("test")).prove)
    api.set_token(town.token("ha.le"), bound=True)
    cache = Cache(folder / "naive.db", migrate_cache)
    await cache.open()
    try:
        epoch = str(api.health()["epoch"])
        cursor = f"{epoch}.0"
        began = time.monotonic()
        for _ in range(records):
            page = api.changes(cursor, 1, 0.0)
            cursor = str(page["next_cursor"])
            items = [Item(one["type"], one["id"], one["version"], one["data"]) for one in page["changes"]]
            await cache.write(partial(feeds.apply_page, items=items, cursor=cursor, search_text=search_text))
        return (time.monotonic() - began) / records
    finally:
        api.close()
        cache.close()
