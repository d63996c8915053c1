"""A page that came with a wake-up is taken in where it follows upon what is here, and never sets anything back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from console.base.version import SCHEMA
from console.sync.page import brought
from console.sync.pull import Pulled, Puller
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache, migrate_outbox

EPOCH, OTHER = "a" * 16, "b" * 16


def _cursor(seq: int, epoch: str = EPOCH) -> str:
    return f"{epoch}.{seq}.{'0' * 16}"


def _change(seq: int, version: int = 1) -> dict[str, Any]:
    return {"seq": seq, "type": "source", "id": f"s{seq}", "op": "upsert", "version": version, "data": {"n": seq}}


def _page(after: int, to: int, epoch: str = EPOCH) -> dict[str, Any]:
    return {
        "epoch": epoch, "schema": SCHEMA, "cursor": _cursor(after, epoch), "next_cursor": _cursor(to, epoch),
        "changes": [_change(seq) for seq in range(after + 1, to + 1)], "has_more": False, "last_device_seq": 0,
        "server_time": "2026-11-30T04:00:00+00:00",
    }  # fmt: skip


def _seqs(page: Any) -> list[int]:
    return [one["seq"] for one in page["changes"]]


def test_what_is_known_of_a_page_is_left_out() -> None:
    assert brought(_page(3, 6), _cursor(3)) == _page(3, 6)
    part = brought(_page(3, 6), _cursor(5))
    assert part is not None
    assert (part["cursor"], _seqs(part)) == (_cursor(5), [6])
    nothing = brought(_page(3, 6), _cursor(6))
    assert nothing is not None
    assert _seqs(nothing) == []


def test_a_gap_another_history_and_another_form_are_no_next_page() -> None:
    assert brought(_page(3, 6), _cursor(2)) is None, "number 3 is missing"
    assert brought(_page(3, 6), _cursor(7)) is None, "that was long ago"
    assert brought(_page(3, 6, OTHER), _cursor(4)) is None
    assert brought(_page(3, 6), "17") is None
    assert brought({**_page(3, 6), "cursor": "17"}, _cursor(4)) is None
    assert brought({"cursor": _cursor(4)}, _cursor(4)) is not None, "what it says is held against the contract later"
    assert brought({**_page(3, 6), "changes": "all"}, _cursor(4)) is None


class _Server:
    """Stands at a number, and counts what it is asked."""

    def __init__(self) -> None:
        self.newest, self.asked = 2, 0

    async def snapshot(self, page: str | None) -> dict[str, Any]:
        del page
        return {"epoch": EPOCH, "as_of_cursor": _cursor(0), "page": None, "items": [], "next_page": None}

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        del limit, wait_s
        self.asked += 1
        return {**_page(int(cursor.split(".")[1]), self.newest), "cursor": cursor}

    async def points(self, indicator_id: str, since: str | None) -> dict[str, Any]:
        del indicator_id, since
        return {"points": [], "next_since": None}


def test_pages_that_follow_each_other_are_taken_in_without_a_question(tmp_path: Path) -> None:
    async def story() -> None:
        server = _Server()
        cache = Cache(tmp_path / "cache.db", migrate_cache)
        box = Cache(tmp_path / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        await cache.open()
        await box.open()
        puller = Puller(cache, box, server, lambda _kind, _ids: None)

        async def stands() -> int:
            return int((await cache.read(lambda db: feeds.get_meta(db, "cursor"))).split(".")[1])

        try:
            while (await puller.pull(0.0)).more:
                pass
            assert (await stands(), server.asked) == (2, 1)
            pulled = await puller.pull(0.0, [_page(1, 4), _page(4, 5)])
            assert (pulled, await stands(), server.asked) == (Pulled(more=False), 5, 1)
            assert {row[0] for row in await cache.read(lambda db: feeds.rows(db, "source"))} == {
                f"s{n}" for n in range(1, 6)
            }
            server.newest = 9
            await puller.pull(0.0, [_page(7, 8)])
            assert (await stands(), server.asked) == (9, 2), "6 and 7 had to be asked for"
        finally:
            cache.close()
            box.close()

    asyncio.run(story())
