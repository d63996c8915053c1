"""What is old goes, what is owed stays, and nobody waits for the sweeping."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.base.clock import Clock
from console.storage import retention
from console.storage.retention import Retention
from console.storage.store import search_text
from offline_cache import feeds, history, outbox
from offline_cache.cache import Cache
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache, migrate_outbox

NOW = datetime(2026, 3, 1, tzinfo=UTC)


CLOCK = Clock(now=lambda: NOW, monotonic_s=lambda: 0.0)


def _incident(key: str, state: str, days_ago: float, text: str = "x") -> Item:
    at = (NOW - timedelta(days=days_ago)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Item("incident", key, 1, {"title": f"Ngập {key}", "state": state, "updated_at": at, "description": text})


def _owed(target: str) -> dict[str, Any]:
    return {
        "action_id": "a1", "actor_id": "ha.le", "actor_name": "Hà", "type": "note", "target_type": "incident",
        "target_id": target, "base_version": 1, "payload": {}, "occurred_at": "2026-01-01T00:00:00Z", "mono_ms": 1,
        "boot_id": "b", "prev_hash": "", "hash": "h",
    }  # fmt: skip


def _with(path: Path, story: Callable[[Cache, Cache], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        cache, box = Cache(path / "cache.db", migrate_cache), Cache(path / "outbox.db", migrate_outbox)
        await cache.open()
        await box.open()
        try:
            return await story(cache, box)
        finally:
            cache.close()
            box.close()

    return asyncio.run(run())


def _put(cache: Cache, items: list[Item]) -> Awaitable[Any]:
    return cache.write(lambda db: feeds.apply_page(db, items, "c", search_text))


def _ids(cache: Cache) -> Awaitable[set[str]]:
    return cache.read(lambda db: {row[0] for row in feeds.rows(db, "incident")})


def test_old_lines_and_answered_handovers_go(tmp_path: Path) -> None:
    def at(days: float) -> str:
        return (NOW - timedelta(days=days)).isoformat()

    def handover(key: str, days: float, state: str) -> Item:
        return Item(
            "handover", key, 1, {"from_id": "a", "to_id": "b", "state": state, "signatures": [{"at": at(days)}]}
        )

    async def story(cache: Cache, box: Cache) -> None:
        lines = [Item("log_entry", f"{days}", 1, {"at": at(days), "text": "x"}) for days in (1, 365, 367, 900)]
        given = [handover("new", 1, "taken"), handover("old", 91, "taken"), handover("waits", 200, "offered")]
        await _put(cache, [*lines, *given, Item("log_entry", "odd", 1, {"text": "no time"})])
        swept = await Retention(cache, box, CLOCK).sweep()
        assert (swept.log_lines, swept.handovers) == (2, 1)
        left = {
            kind: await cache.read(lambda db, kind=kind: {row[0] for row in feeds.rows(db, kind)})  # type: ignore[misc]
            for kind in ("log_entry", "handover")
        }
        assert left == {"log_entry": {"1", "365", "odd"}, "handover": {"new", "waits"}}

    _with(tmp_path, story)


def test_closed_incidents_go_after_thirty_days_and_what_is_open_or_owed_stays(tmp_path: Path) -> None:
    async def story(cache: Cache, box: Cache) -> None:
        items = [_incident("old", "closed", 31), _incident("refused", "refused", 40), _incident("late", "closed", 29)]
        await _put(cache, [*items, _incident("open", "new", 99), _incident("owed", "closed", 99)])
        await box.write(lambda db: outbox.save(db, _owed("owed")))
        swept = await Retention(cache, box, CLOCK).sweep()
        assert swept.incidents == 2
        assert await _ids(cache) == {"late", "open", "owed"}
        assert set(await cache.read(lambda db: feeds.search(db, "incident", "ngap", 9))) == {"late", "open", "owed"}

    _with(tmp_path, story)


def test_points_go_by_age(tmp_path: Path) -> None:
    async def story(cache: Cache, box: Cache) -> None:
        now_ms = round(NOW.timestamp() * 1000)
        points = [(now_ms - day * history.DAY_MS, float(day)) for day in range(40)]
        await cache.write(lambda db: history.add_points(db, "a", points))
        await cache.write(lambda db: history.add_points(db, "b", points))
        assert (await Retention(cache, box, CLOCK).sweep()).points == 2 * 8
        assert len(await cache.read(lambda db: history.read_points(db, "b", 0))) == 32

    _with(tmp_path, story)


def test_a_cache_that_is_too_large_keeps_everything_for_half_as_long(tmp_path: Path) -> None:
    async def story(cache: Cache, box: Cache) -> None:
        await _put(cache, [_incident(f"i{day}", "closed", day, "x" * 50_000) for day in range(30)])
        used = await cache.read(history.used_bytes)
        swept = await Retention(cache, box, CLOCK, most_bytes=used * 2 // 3).sweep()
        assert swept.share == 0.5
        assert await _ids(cache) == {f"i{day}" for day in range(16)}

    _with(tmp_path, story)


def test_what_a_snapshot_replaced_goes_piece_by_piece_while_others_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "PIECE", 50)
    monkeypatch.setattr(retention, "PAUSE_S", 0.001)

    async def story(cache: Cache, box: Cache) -> None:
        items = [_incident(f"i{number}", "closed", 1) for number in range(1000)]
        await _put(cache, items)
        await cache.write(feeds.begin_snapshot)
        await cache.write(lambda db: feeds.stage(db, items, search_text))
        await cache.write(lambda db: feeds.swap(db, "e", "c2"))
        sweeping = asyncio.ensure_future(Retention(cache, box, CLOCK).sweep_replaced())
        writes = 0
        while not sweeping.done():
            await cache.write(lambda db: feeds.set_meta(db, "k", "v"))
            writes += 1
        assert await sweeping == 1000
        assert writes >= 15, "others write between the pieces"
        assert await cache.read(lambda db: db.conn.execute("SELECT count(*) FROM kept").fetchone()[0]) == 1000
        assert len(await cache.read(lambda db: feeds.search(db, "incident", "ngap", 5000))) == 1000

    _with(tmp_path, story)
