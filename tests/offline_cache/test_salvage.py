"""What is got back from a damaged outbox: all that the journal tells, and how far it came where a row still says so."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from console.storage.desk_outbox import genuine
from contract.chain import chain_hash
from offline_cache import health, outbox, salvage
from offline_cache.cache import Cache
from offline_cache.feeds import set_meta
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox
from tests.faults.disk import damage

COUNT = 120
DEVICE = "desk-1"


def _fields(number: int, prev_hash: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "action_id": f"a{number}", "device_id": DEVICE, "actor_id": "ha.le", "actor_name": "Lê Thu Hà", "type": "note",
        "target_type": "incident", "target_id": "i1", "base_version": 1, "payload": {"text": f"ghi chú {number}" * 9},
        "occurred_at": "2026-11-21T00:00:00.000Z", "mono_ms": number, "boot_id": "b", "prev_hash": prev_hash,
    }  # fmt: skip
    return {**fields, "hash": chain_hash(fields)}


async def _filled(folder: Path) -> None:
    """Actions of which a third was sent, one withdrawn, and all have their line."""
    box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    journal = Journal(folder / "outbox.jsonl")

    def fill(database: Database) -> None:
        set_meta(database, "device_id", DEVICE)
        journal.rewrite(salvage.journal_lines(database))
        last = ""
        for number in range(COUNT):
            fields = _fields(number, last)
            last = fields["hash"]
            journal.append(vars(outbox.save(database, fields)))
        assert outbox.withdraw(database, "a100")
        journal.append({"withdrawn": "a100"})
        outbox.next_batch(database, COUNT // 3)

    await box.write(fill)
    box.close()
    journal.close()


async def _kept(folder: Path) -> dict[str, str]:
    box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    rows = await box.read(lambda db: db.conn.execute("SELECT action_id, state FROM actions ORDER BY number").fetchall())
    box.close()
    return dict(rows)


@pytest.mark.parametrize("seed", range(8))
def test_with_its_journal_nothing_is_lost_whatever_pages_are_gone(tmp_path: Path, seed: int) -> None:
    asyncio.run(_filled(tmp_path))
    path = tmp_path / "outbox.db"
    damage(path, random.Random(seed), 6, first=seed % 3 == 0)
    assert not health.is_sound(path)
    found = salvage.mend_outbox(path, Journal(tmp_path / "outbox.jsonl"), genuine)
    assert (found.saved, found.total) == (COUNT - 1, COUNT - 1)
    kept = asyncio.run(_kept(tmp_path))
    assert list(kept) == [f"a{number}" for number in range(COUNT)]
    assert kept["a100"] == outbox.WITHDRAWN, "what was taken back is not sent"


@pytest.mark.parametrize("number", [5, 50, 119])
def test_without_a_journal_what_is_changed_is_not_taken_for_genuine(tmp_path: Path, number: int) -> None:
    asyncio.run(_filled(tmp_path))
    path = tmp_path / "outbox.db"
    (tmp_path / "outbox.jsonl").unlink()
    content = path.read_bytes()
    path.write_bytes(content.replace(f"ghi chú {number}ghi".encode(), f"GHI chú {number}ghi".encode()))
    found = salvage.mend_outbox(path, Journal(tmp_path / "outbox.jsonl"), genuine)
    assert found.total == COUNT - 1
    assert found.saved == COUNT - 2, "the changed one is counted as lost"


def test_a_sound_file_without_its_last_rows_gets_them_from_the_journal(tmp_path: Path) -> None:
    """As when a -wal was lost: the file alone looks well."""
    asyncio.run(_filled(tmp_path))

    async def run() -> int:
        box = Cache(tmp_path / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        await box.open()
        await box.write(lambda db: db.conn.execute("DELETE FROM actions WHERE number > 90"))
        recovered = await box.write(lambda db: salvage.restore_missing(db, Journal(tmp_path / "outbox.jsonl")))
        box.close()
        return recovered

    assert asyncio.run(run()) == COUNT - 90
    assert len(asyncio.run(_kept(tmp_path))) == COUNT


def test_an_end_in_the_middle_of_mending_is_taken_up_again(tmp_path: Path) -> None:
    asyncio.run(_filled(tmp_path))
    path = tmp_path / "outbox.db"

    async def prepare() -> None:
        box = Cache(path, migrate_outbox, synchronous="FULL", readers=1)
        await box.open()
        await box.maintain(lambda connection: salvage.copy_outbox(Database(connection, execute_plugins=False), path))
        box.close()

    asyncio.run(prepare())
    health.quarantine(path)
    salvage.finish_swap(path)
    assert len(asyncio.run(_kept(tmp_path))) == COUNT
