"""The disk whose power is cut keeps SQLite's promises, and loses what nobody promised."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pysqlite3.dbapi2 as sqlite3
import pytest

from offline_cache.cache import Cache
from offline_cache.errors import StorageError
from offline_cache.feeds import get_meta, set_meta
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox
from tests.harness.power_cut import Disk

PATH = Path("/disk/outbox.db")
CUTS = 60


@pytest.fixture
def disk() -> Iterator[Disk]:
    made = Disk(seed=1)
    yield made
    made.close()


def _number(database: Any) -> int:
    return int(get_meta(database, "n", "0"))


def _count(database: Any) -> None:
    set_meta(database, "n", str(_number(database) + 1))


async def _work(disk: Disk, synchronous: Literal["NORMAL", "FULL"], chance: random.Random) -> tuple[int, int]:
    """Commit until the power goes; the last number that was promised and what is found after the reboot."""
    cache = Cache(PATH, migrate_outbox, synchronous=synchronous, readers=1, connect=disk.connect)
    promised = 0
    disk.cut_in(chance.randint(1, 120))
    with contextlib.suppress(StorageError):
        await cache.open()
        promised = await cache.read(_number)
        while True:
            await cache.write(_count)
            promised += 1
    assert disk.off
    cache.close()
    disk.cut()
    cache = Cache(PATH, migrate_outbox, synchronous=synchronous, readers=1, connect=disk.connect)
    await cache.open()
    check = await cache.read(lambda db: db.conn.execute("PRAGMA integrity_check").fetchone()[0])
    assert check == "ok"
    found = await cache.read(_number)
    cache.close()
    return promised, found


def _losses(disk: Disk, synchronous: Literal["NORMAL", "FULL"]) -> int:
    async def run() -> int:
        chance = random.Random(2)
        lost = 0
        for _cut in range(CUTS):
            promised, found = await _work(disk, synchronous, chance)
            lost += found < promised
            assert found <= promised + 1
        return lost

    return asyncio.run(run())


def test_what_was_committed_at_full_survives_every_cut(disk: Disk) -> None:
    assert _losses(disk, "FULL") == 0


def test_at_normal_a_cut_may_take_the_last_commits(disk: Disk) -> None:
    assert _losses(disk, "NORMAL") > 0, "a disk that never loses anything proves nothing"


def _write_down(journal: Journal, promised: list[int]) -> None:
    while True:
        journal.append({"n": len(promised)})
        promised.append(len(promised))
        if len(promised) % 7 == 0:
            journal.rewrite({"n": number} for number in promised)


def test_a_journal_keeps_what_was_synced_and_its_new_name(disk: Disk) -> None:
    chance = random.Random(3)
    path = Path("/disk/outbox.jsonl")
    promised: list[int] = []
    for _cut in range(CUTS):
        journal = Journal(path, files=disk.files)
        disk.cut_in(chance.randint(1, 40))
        with pytest.raises(OSError, match="power"):
            _write_down(journal, promised)
        disk.cut()
        found = [line["n"] for line in Journal(path, files=disk.files).read()]
        assert set(promised) <= set(found)
        assert set(found) <= {*promised, len(promised)}


def test_the_same_seed_loses_the_same(disk: Disk) -> None:
    other = Disk(seed=1)
    for one in (disk, other):
        number = one.files.open("/disk/x", 0o100)
        for byte in b"abcdefgh":
            one.files.write(number, bytes([byte]) * 700)
    assert [disk.cut() for _ in range(3)] == [other.cut() for _ in range(3)]
    assert disk.exists(Path("/disk/x")) == other.exists(Path("/disk/x"))
    other.close()


def test_errors_are_those_of_the_real_thing(disk: Disk) -> None:
    connection = disk.connect(PATH)
    connection.execute("CREATE TABLE one (key TEXT PRIMARY KEY)")
    done = connection.executemany("INSERT INTO one VALUES (?)", [("a",), ("b",)])
    assert done.rowcount == 2
    assert connection.execute("SELECT key FROM one").fetchall() == [("a",), ("b",)]
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO one VALUES ('a')")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        connection.execute("SELECT * FROM other")
    disk.cut_in(1)
    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        connection.execute("INSERT INTO one VALUES ('c')")
    connection.close()
