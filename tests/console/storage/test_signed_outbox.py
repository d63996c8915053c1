"""What was done is signed as it is saved, and stays so over a kill, a damaged disk, an update and a lost key."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite3
import pytest

from console.people.author_key import AuthorKey
from console.people.device_key import DeviceKey
from console.records.models import Actor
from console.storage.desk_outbox import DeskOutbox, genuine
from console.sync.delivery import Delivery
from console.verbs.actions import Action
from contract import signing
from contract.chain import chain_hash
from offline_cache import outbox, salvage
from offline_cache.cache import Cache
from offline_cache.journal import Journal
from offline_cache.schema import OUTBOX_STEPS, migrate_outbox, migration
from tests.faults.disk import damage

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
AN = Actor(id="an.nguyen", name="Nguyễn Văn An", role="duty_officer")
EVERY = (*outbox.UNSETTLED, *outbox.TROUBLED, outbox.SETTLED, outbox.WITHDRAWN)


def _note(number: int) -> Action:
    return Action(type="note", target_id=f"i{number}", base_version=1, payload={"text": f"ghi chú {number}"})


def _run(folder: Path, device: DeviceKey | None, work: Callable[[DeskOutbox, Cache], Awaitable[Any]]) -> Any:
    """A desk for as long as `work` takes; without a device as a version before this one was."""

    async def run() -> Any:
        box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        await box.open()
        desk = DeskOutbox(box, Journal(folder / "outbox.jsonl"))
        try:
            await desk.open()
            if device is not None:
                await desk.take_up(device)
            return await work(desk, box)
        finally:
            desk.journal.close()
            box.close()

    return asyncio.run(run())


def _rows(folder: Path, device: DeviceKey | None) -> list[outbox.Row]:
    async def read(_desk: DeskOutbox, box: Cache) -> list[outbox.Row]:
        return await box.read(lambda db: outbox.in_states(db, EVERY))

    rows: list[outbox.Row] = _run(folder, device, read)
    return rows


def _save(folder: Path, device: DeviceKey | None, *said: tuple[int, Actor, AuthorKey | None]) -> None:
    async def save(desk: DeskOutbox, _box: Cache) -> None:
        for number, actor, key in said:
            await desk.save(_note(number), actor, key=key)

    _run(folder, device, save)


def _is_proven(row: outbox.Row, device: DeviceKey, author: AuthorKey) -> bool:
    return (
        row.hash == chain_hash({**vars(row), "device_id": device.device_id})
        and signing.is_signed(device.public, signing.DEVICE, row.hash, row.signature)
        and row.author_key == author.thumbprint
        and signing.is_signed(author.public, signing.AUTHOR, row.hash, row.author_signature)
    )


def test_device_and_author_sign_what_is_saved_before_it_is_called_saved(tmp_path: Path) -> None:
    device, ha, an = DeviceKey.made("desk-1"), AuthorKey.made(), AuthorKey.made()
    _save(tmp_path, device, (1, HA, ha), (2, AN, an))
    rows = _rows(tmp_path, device)
    assert _is_proven(rows[0], device, ha)
    assert _is_proven(rows[1], device, an)
    assert not _is_proven(rows[1], device, ha)
    assert rows[1].prev_hash == rows[0].hash
    lines = Journal(tmp_path / "outbox.jsonl").read()
    assert [line["author_signature"] for line in lines if "hash" in line] == [row.author_signature for row in rows]


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_outbox_gets_its_signatures_back(tmp_path: Path, seed: int) -> None:
    device, ha = DeviceKey.made("desk-1"), AuthorKey.made()
    _save(tmp_path, device, *((number, HA, ha) for number in range(120)))
    path = tmp_path / "outbox.db"
    damage(path, random.Random(seed), 6, first=seed == 0)
    found = salvage.mend_outbox(path, Journal(tmp_path / "outbox.jsonl"), genuine)
    assert (found.saved, found.total) == (120, 120)
    assert all(_is_proven(row, device, ha) for row in _rows(tmp_path, device))


def test_an_outbox_of_an_older_version_keeps_all_and_waits_for_its_author(tmp_path: Path) -> None:
    """Its rows carry no signatures: they go in the own sign-in of whoever did them."""
    path = tmp_path / "outbox.db"
    connection = sqlite3.connect(path)
    for statement in OUTBOX_STEPS[0]:
        connection.execute(statement)
    connection.execute("PRAGMA user_version=1")
    connection.execute("INSERT INTO meta VALUES ('device_id', 'desk-1'), ('last_hash', 'h1')")
    for number, actor in enumerate((HA, AN)):
        connection.execute(
            "INSERT INTO actions (action_id, state, actor_id, actor_name, type, target_type, target_id, base_version,"
            " payload, occurred_at, mono_ms, boot_id, prev_hash, hash, changed_ms)"
            " VALUES (?, 'waiting', ?, ?, 'note', 'incident', 'i', 1, '{}', '2026-11-21T00:00:00Z', 1, 'b', ?, ?, 1)",
            (f"a{number}", actor.id, actor.name, f"h{number - 1}" if number else "", f"h{number}"),
        )
    connection.commit()
    connection.close()
    device, ha = DeviceKey.made("desk-1"), AuthorKey.made()
    _save(tmp_path, device, (2, HA, ha))
    rows = _rows(tmp_path, device)
    assert [(row.action_id, row.author_signature) for row in rows[:2]] == [("a0", ""), ("a1", "")]
    assert rows[2].prev_hash == "h1", "the chain goes on"
    sent: list[dict[str, Any]] = []

    async def deliver(_desk: DeskOutbox, box: Cache) -> None:
        async def push(batch: Any) -> dict[str, Any]:
            sent.append(batch)
            results = [{"action_id": one["action_id"], "result": "applied"} for one in batch["actions"]]
            return {"results": results, "epoch": "e", "last_device_seq": 0}

        for who in ("ha.le", "an.nguyen"):
            await Delivery(box, push, lambda *_told: None, own=partial(str, who)).round()

    _run(tmp_path, device, deliver)
    assert [[one["actor_id"] for one in batch["actions"]] for batch in sent] == [["ha.le", "ha.le"], ["an.nguyen"]]
    assert [link["reason"] for link in sent[0]["skipped"]] == ["held"], "the chain can be walked past what waits"
    last = sent[0]["actions"][1]
    assert signing.is_signed(ha.public, signing.AUTHOR, last["hash"], last["author_signature"])
    assert last["author_key"] == ha.thumbprint
    assert signing.is_signed(device.public, signing.DEVICE, last["hash"], last["signature"])


def test_with_its_key_a_device_loses_nothing_of_what_was_saved(tmp_path: Path) -> None:
    old, ha = DeviceKey.made("desk-1"), AuthorKey.made()
    _save(tmp_path, old, *((number, HA, ha) for number in range(4)))

    async def sent(_desk: DeskOutbox, box: Cache) -> None:
        await box.write(lambda db: outbox.next_batch(db, 2))
        await box.write(lambda db: outbox.set_state(db, outbox.in_states(db, (outbox.SENDING,))[0].action_id,
                                                    outbox.ANSWERED))  # fmt: skip

    _run(tmp_path, old, sent)
    new = DeviceKey.made()

    async def take_up(desk: DeskOutbox, box: Cache) -> tuple[int, int]:
        first = await box.read(lambda db: outbox.count(db, (outbox.NEEDS_ATTENTION,)))
        await desk.save(_note(9), HA, key=ha)
        return first, await desk.take_up(new)

    stranded, again = _run(tmp_path, new, take_up)
    assert (stranded, again) == (3, 0), "what waits and what nobody has answered; it is told once"
    rows = _rows(tmp_path, new)
    told = [(row.state, row.reason, row.device_id) for row in rows[:4]]
    assert told == [("settled", "", "desk-1"), *[("needs_attention", "device-lost", "desk-1")] * 3]
    assert all(row.device_seq is None for row in rows[:4])
    assert all(signing.is_signed(old.public, signing.DEVICE, row.hash, row.signature) for row in rows[:4])
    assert (rows[4].prev_hash, rows[4].device_id) == ("", new.device_id), "a chain of its own"
    assert _is_proven(rows[4], new, ha)

    async def next_batch(_desk: DeskOutbox, box: Cache) -> tuple[list[outbox.Row], list[Any]]:
        rows = await box.write(lambda db: outbox.next_batch(db, 100))
        return rows, await box.read(lambda db: outbox.undeclared_links(db, 99))

    batch, links = _run(tmp_path, new, next_batch)
    assert [(row.device_seq, row.hash) for row in batch] == [(1, rows[4].hash)]
    assert links == [], "links of another chain are not told"


def test_what_a_lost_device_did_stays_told_after_the_disk_was_mended(tmp_path: Path) -> None:
    old, new, ha = DeviceKey.made("desk-1"), DeviceKey.made("desk-2"), AuthorKey.made()
    _save(tmp_path, old, (1, HA, ha), (2, HA, ha))
    _save(tmp_path, new, (3, HA, ha))
    path = tmp_path / "outbox.db"
    path.write_bytes(b"gone" * 4096)
    found = salvage.mend_outbox(path, Journal(tmp_path / "outbox.jsonl"), genuine)
    assert (found.saved, found.total) == (3, 3)
    rows = _rows(tmp_path, new)
    assert [(row.state, row.device_id) for row in rows] == [
        ("needs_attention", "desk-1"), ("needs_attention", "desk-1"), ("waiting", "desk-2"),
    ]  # fmt: skip
    _save(tmp_path, new, (4, HA, ha))
    assert _rows(tmp_path, new)[3].prev_hash == rows[2].hash
    journal = Journal(tmp_path / "outbox.jsonl")
    assert salvage.told(journal).device_key == new.thumbprint


def test_half_an_upgrade_is_none(tmp_path: Path) -> None:
    """Row 36: killed between the steps, the file is the old or the new one."""
    connection = sqlite3.connect(tmp_path / "outbox.db")
    for statement in OUTBOX_STEPS[0]:
        connection.execute(statement)
    connection.execute("PRAGMA user_version=1")
    connection.commit()
    connection.close()
    broken = migration("outbox_too_new", (OUTBOX_STEPS[0], (*OUTBOX_STEPS[1], "SELECT broken FROM nowhere")))

    async def run() -> None:
        box = Cache(tmp_path / "outbox.db", broken, synchronous="FULL", readers=1)
        with pytest.raises(Exception, match=r"nowhere|corrupt|io_error"):
            await box.open()
        box.close()

    asyncio.run(run())
    _save(tmp_path, DeviceKey.made("desk-1"), (1, HA, AuthorKey.made()))
    assert len(_rows(tmp_path, None)) == 1
