"""The outbox: order, numbers without gaps, salvage with an exact count, and a kill at any moment."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from offline_cache import health, outbox, salvage
from offline_cache.cache import Cache
from offline_cache.errors import StorageError
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox

ROOT = Path(__file__).resolve().parents[2]


def _fields(number: int, target: str = "i1") -> dict[str, Any]:
    return {
        "action_id": f"a{number}", "actor_id": "ha.le", "actor_name": "Lê Thu Hà", "type": "note",
        "target_type": "incident", "target_id": target, "base_version": 1, "payload": {"text": str(number)},
        "occurred_at": "2026-11-21T00:00:00.000Z", "mono_ms": number, "boot_id": "b",
        "prev_hash": f"h{number - 1}" if number else "", "hash": f"h{number}",
    }  # fmt: skip


async def _with(path: Path, *steps: Any) -> list[Any]:
    box = Cache(path / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    done = [await box.write(step) for step in steps]
    box.close()
    return done


def test_numbers_are_given_at_the_first_delivery_and_leave_no_gap(tmp_path: Path) -> None:
    def story(database: Database) -> tuple[list[int | None], list[str], bool]:
        for number in range(4):
            outbox.save(database, _fields(number))
        assert outbox.withdraw(database, "a1")
        rows = outbox.next_batch(database, 100)
        links = [key for _number, key, *_rest in outbox.undeclared_links(database, rows[-1].number)]
        return [row.device_seq for row in rows], links, outbox.withdraw(database, "a2")

    numbers, links, too_late = asyncio.run(_with(tmp_path, story))[0]
    assert numbers == [1, 2, 3]
    assert links == ["a1"]
    assert too_late is False, "what has a number is on its way"


def test_a_conflict_holds_back_its_own_incident_only(tmp_path: Path) -> None:
    def story(database: Database) -> list[str]:
        for number, target in enumerate(("i1", "i1", "i2")):
            outbox.save(database, _fields(number, target))
        outbox.set_state(database, "a0", outbox.CONFLICT)
        return [row.action_id for row in outbox.next_batch(database, 100)]

    assert asyncio.run(_with(tmp_path, story))[0] == ["a2"]


def test_an_answer_settles_only_when_a_pull_brought_it(tmp_path: Path) -> None:
    def story(database: Database) -> list[set[str]]:
        outbox.save(database, _fields(0))
        outbox.next_batch(database, 1)
        outbox.set_state(database, "a0", outbox.ANSWERED, version=5)
        seen = [{("incident", "i1"): 4}, {("incident", "i1"): 5}]
        return [outbox.settle(database, versions, 0) for versions in seen]

    assert asyncio.run(_with(tmp_path, story))[0] == [set(), {"a0"}]


def test_a_damaged_outbox_is_salvaged_and_counted(tmp_path: Path) -> None:
    """Pages in the middle are overwritten: rows that cannot be read come back from the journal."""
    journal = Journal(tmp_path / "outbox.jsonl")

    def fill(database: Database) -> None:
        for number in range(300):
            journal.append(vars(outbox.save(database, _fields(number))))

    asyncio.run(_with(tmp_path, fill))
    journal.close()
    path = tmp_path / "outbox.db"
    noise = random.Random(3).randbytes(8 * 4096)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(noise)
    assert not health.is_sound(path)
    found = salvage.mend_outbox(path, Journal(tmp_path / "outbox.jsonl"))
    assert (found.saved, found.total) == (300, 300)
    kept = asyncio.run(_with(tmp_path, lambda db: outbox.in_states(db, outbox.UNSETTLED)))[0]
    assert {row.action_id for row in kept} == {f"a{number}" for number in range(300)}


def test_a_second_instance_is_refused(tmp_path: Path) -> None:
    with health.lock_folder(tmp_path), pytest.raises(StorageError) as refused:
        health.lock_folder(tmp_path)
    assert refused.value.code == "in_use"


WRITER = """
import asyncio, sys
from pathlib import Path
from tests.offline_cache.test_outbox import _fields
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.schema import migrate_outbox

async def run(folder, first):
    box = Cache(Path(folder) / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    for number in range(first, first + 100000):
        await box.write(lambda db: outbox.save(db, _fields(number)))
        print(f"a{number}", flush=True)

asyncio.run(run(sys.argv[1], int(sys.argv[2])))
"""


def test_what_was_told_as_saved_survives_every_kill(tmp_path: Path) -> None:
    chance = random.Random(11)
    told: list[str] = []
    for number in range(10):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(number * 100000)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        told.append(writer.stdout.readline().strip())  # it has begun, however busy the machine is
        time.sleep(chance.uniform(0, 0.3))
        writer.send_signal(signal.SIGKILL)
        told += (writer.communicate()[0]).splitlines()
        assert health.is_sound(tmp_path / "outbox.db")
    kept = asyncio.run(_with(tmp_path, lambda db: outbox.in_states(db, outbox.UNSETTLED)))[0]
    whole = {line for line in told if line.startswith("a")}
    assert len(whole) > 50
    assert whole <= {row.action_id for row in kept}
