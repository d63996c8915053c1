"""Pages and snapshots: applied whole, in any order, and never trusted when they take away too much."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from offline_cache import feeds, schema
from offline_cache.cache import Cache, connect
from offline_cache.errors import StorageError
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache


def _text(_kind: str, data: Mapping[str, Any]) -> str | None:
    return str(data.get("title") or "") or None


def _item(key: str, version: int, title: str | None = "x") -> Item:
    return Item("incident", key, version, None if title is None else {"title": title})


async def _open(path: Path) -> Cache:
    cache = Cache(path / "cache.db", migrate_cache)
    await cache.open()
    return cache


def _keys(database: Database) -> dict[str, int]:
    return {key: version for key, version, _data in feeds.rows(database, "incident")}


def test_a_page_and_its_cursor_are_one(tmp_path: Path) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)

        def half(database: Database) -> None:
            feeds.apply_page(database, [_item("a", 1)], "c1", _text)
            raise RuntimeError("cut off")

        with pytest.raises(RuntimeError):
            await cache.write(half)
        assert await cache.read(_keys) == {}
        assert await cache.read(lambda db: feeds.get_meta(db, "cursor")) == ""
        cache.close()

    asyncio.run(run())


def test_pages_may_come_twice_and_out_of_order(tmp_path: Path) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        pages = [[_item("a", 1)], [_item("a", 2), _item("b", 1)], [_item("a", 1)], [_item("b", 2, None)]]
        for number, page in enumerate(pages):
            await cache.write(lambda db, page=page, number=number: feeds.apply_page(db, page, f"c{number}", _text))  # type: ignore[misc]
        assert await cache.read(_keys) == {"a": 2}
        cache.close()

    asyncio.run(run())


@pytest.mark.parametrize(("left", "shrinks"), [(0, True), (7, True), (8, False), (10, False)])
def test_a_snapshot_that_loses_a_fifth_is_suspected(tmp_path: Path, left: int, shrinks: bool) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        everything = [_item(str(number), 1) for number in range(10)]
        await cache.write(lambda db: feeds.apply_page(db, everything, "c", _text))
        await cache.write(feeds.begin_snapshot)
        await cache.write(lambda db: feeds.stage(db, everything[:left], _text))
        assert await cache.read(feeds.shrinks) is shrinks
        assert len(await cache.read(_keys)) == 10, "the stage is not the truth yet"
        await cache.write(lambda db: feeds.swap(db, "e", "c2"))
        assert len(await cache.read(_keys)) == left
        cache.close()

    asyncio.run(run())


@pytest.mark.parametrize(("typed", "found"), [("ngap", 1), ("duong", 1), ("Đường", 1), ("ngap tran", 1), ("lut", 0)])
def test_search_ignores_marks(tmp_path: Path, typed: str, found: int) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        page = [_item("a", 1, "Ngập sâu tại đường Trần Phú"), _item("b", 1, "Cháy rác")]
        await cache.write(lambda db: feeds.apply_page(db, page, "c", _text))
        assert len(await cache.read(lambda db: feeds.search(db, "incident", typed, 9))) == found
        cache.close()

    asyncio.run(run())


def test_the_exact_spelling_comes_first_then_the_newest(tmp_path: Path) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        titles = ("đường Trần Phú", "duong Tran Phu", "Đường Trân Phú", "dường ngắn")
        page = [_item(str(number), 1, title) for number, title in enumerate(titles)]
        await cache.write(lambda db: feeds.apply_page(db, page, "c", _text))
        assert await cache.read(lambda db: feeds.search(db, "incident", "đường", 9)) == ["2", "0", "3", "1"]
        assert await cache.read(lambda db: feeds.search(db, "incident", "duong", 9)) == ["3", "2", "1", "0"]
        assert await cache.read(lambda db: feeds.search(db, "incident", "duong", 2)) == ["3", "2"]
        cache.close()

    asyncio.run(run())


def test_search_follows_state_changes_codes_and_removals(tmp_path: Path) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        first = Item("incident", "a", 1, {"title": "SC-2026-0042 ngập", "state": "in_progress"})
        later = Item("incident", "a", 2, {"title": "SC-2026-0042 ngập", "state": "closed"})

        async def found(text: str, not_in: tuple[str, ...] | None = None) -> list[str]:
            return await cache.read(lambda db: feeds.search(db, "incident", text, 9, not_in))

        await cache.write(lambda db: feeds.apply_page(db, [first], "c1", _text))
        assert await found("sc-2026-00", ("closed", "refused")) == ["a"]
        await cache.write(lambda db: feeds.apply_page(db, [later], "c2", _text))
        assert await found("ngap", ("closed", "refused")) == []
        assert await found('"ngap" OR * (', None) == []
        assert await found("ngap", None) == ["a"]
        await cache.write(lambda db: feeds.apply_page(db, [_item("a", 3, None)], "c3", _text))
        assert await found("ngap") == []
        cache.close()

    asyncio.run(run())


def test_a_snapshot_is_not_seen_before_its_swap_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async def run() -> None:
        cache = await _open(tmp_path)
        await cache.write(lambda db: feeds.apply_page(db, [_item("a", 5, "cũ")], "c", _text))
        for _ in range(2):  # the first one is cut off
            await cache.write(feeds.begin_snapshot)
            await cache.write(lambda db: feeds.stage(db, [_item("b", 1, "mới"), _item("b", 1, "mới")], _text))
        assert await cache.read(_keys) == {"a": 5}
        assert await cache.read(lambda db: feeds.search(db, "incident", "moi", 9)) == []
        await cache.write(lambda db: feeds.apply_page(db, [_item("c", 1, "mới")], "c", _text))
        assert await cache.read(lambda db: feeds.search(db, "incident", "moi", 9)) == ["c"]
        await cache.write(lambda db: feeds.swap(db, "e", "c2"))
        assert await cache.read(_keys) == {"b": 1}
        while await cache.write(lambda db: feeds.sweep(db, 1)):
            pass
        for table in ("kept", "search", "spelling"):
            count = f"SELECT count(*) FROM {table}"  # noqa: S608 - our own tables
            assert await cache.read(lambda db, count=count: db.conn.execute(count).fetchone()[0]) == 1, table  # type: ignore[misc]
        cache.close()

    asyncio.run(run())


def test_an_older_cache_is_read_as_before_after_its_upgrade(tmp_path: Path) -> None:
    connection = connect(tmp_path / "cache.db")
    for statement in (*schema._CACHE_1, *schema._CACHE_2, "PRAGMA user_version=2"):
        connection.execute(statement)
    data = json.dumps({"title": "Ngập đường", "state": "in_progress"}, ensure_ascii=False)
    connection.execute("INSERT INTO records VALUES ('incident', 'a', 7, ?)", (data,))
    connection.execute("INSERT INTO search VALUES ('incident', 'a', 'Ngập dường', 'Ngập đường')")
    connection.execute("INSERT INTO meta VALUES ('cursor', 'e.1')")
    connection.close()

    async def run() -> None:
        cache = await _open(tmp_path)
        assert await cache.read(_keys) == {"a": 7}
        assert await cache.read(lambda db: feeds.rows(db, "incident", not_in=["closed"])) == [("a", 7, data)]
        for typed in ("ngap duong", "đường"):
            found = await cache.read(lambda db, typed=typed: feeds.search(db, "incident", typed, 9, ["closed"]))  # type: ignore[misc]
            assert found == ["a"]
        await cache.write(lambda db: feeds.apply_page(db, [_item("a", 8, "Cháy")], "e.2", _text))
        assert await cache.read(lambda db: feeds.search(db, "incident", "ngap", 9)) == []
        assert await cache.read(lambda db: feeds.search(db, "incident", "chay", 9)) == ["a"]
        cache.close()

    asyncio.run(run())


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache.db").write_bytes(b"not a database at all" * 500)

    async def run() -> None:
        await _open(tmp_path)

    with pytest.raises(StorageError) as refused:
        asyncio.run(run())
    assert refused.value.code == "corrupt"


def test_a_state_that_nobody_here_knows_is_shown_rather_than_hidden(tmp_path: Path) -> None:
    states: dict[str, object] = {"a": "new", "b": "closed", "c": "waiting_for_parts", "d": None}

    async def run() -> None:
        cache = await _open(tmp_path)
        items = [Item("incident", key, 1, {"title": f"Ngập {key}", "state": state}) for key, state in states.items()]
        await cache.write(lambda db: feeds.apply_page(db, items, "e.1", _text))
        shown = await cache.read(lambda db: feeds.rows(db, "incident", not_in=["closed", "refused"]))
        assert {key for key, _version, _data in shown} == {"a", "c", "d"}
        found = await cache.read(lambda db: feeds.search(db, "incident", "ngap", 9, ["closed", "refused"]))
        assert set(found) == {"a", "c", "d"}
        cache.close()

    asyncio.run(run())
