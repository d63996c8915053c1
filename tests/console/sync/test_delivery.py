"""Delivery against the real backend: what the server cannot even read is found and set aside, and blocks nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import LinkError
from console.records.models import Actor
from console.storage.desk_outbox import DeskOutbox
from console.sync.delivery import Delivery
from console.verbs.actions import Action
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox
from tests.backend.device import Device
from tests.journeys.city import City, city

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
UNREADABLE = "không phải mã"


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def _note(target: str, number: int) -> Action:
    return Action(type="note", target_id=target, base_version=1, payload={"text": f"ghi chú {number}"})


async def _deliver(town: City, folder: Path, unreadable: set[int], count: int) -> tuple[list[outbox.Row], int]:
    box = Cache(folder / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
    await box.open()
    desk = DeskOutbox(box, Journal(folder / "outbox.jsonl"))
    await desk.open()
    device = Device(town, "ha.le", desk.device_id)
    target = device.incident()["id"]
    for number in range(count):
        await desk.save(_note(UNREADABLE if number in unreadable else target, number), HA)
    asked = 0

    async def push(batch: Mapping[str, Any]) -> dict[str, Any]:
        nonlocal asked
        asked += 1
        answer = await asyncio.to_thread(device.call, "POST", "/v1/actions:batch", json=dict(batch))
        if answer.status_code != 200:
            raise LinkError("bad_answer", status=answer.status_code, detail=answer.json()["detail"])
        return dict(answer.json())

    delivery = Delivery(box, push, lambda _code, _level, _params: None)
    while await delivery.round() is not None:
        pass
    rows = await box.read(lambda db: outbox.in_states(db, (*outbox.UNSETTLED, *outbox.TROUBLED)))
    desk.journal.close()
    box.close()
    return rows, asked


@pytest.mark.parametrize("unreadable", [{0}, {7, 8}, {49}, set(range(0, 50, 9))])
def test_what_the_server_cannot_read_is_set_aside_alone(town: City, tmp_path: Path, unreadable: set[int]) -> None:
    rows, asked = asyncio.run(_deliver(town, tmp_path, unreadable, 50))
    aside = {number for number, row in enumerate(rows) if row.state == outbox.REJECTED}
    assert aside == unreadable
    assert all(rows[number].reason.startswith("refused-whole") for number in aside)
    answered = [row.action_id for number, row in enumerate(rows) if number not in unreadable]
    log = {row["action_id"]: row["device_seq"] for row in town.log()}
    assert [log[key] for key in answered] == list(range(1, len(answered) + 1)), "in order, without a gap"
    assert not {rows[number].action_id for number in aside} & set(log)
    assert asked < 12 * len(unreadable) + 3, "found by halves"


@pytest.mark.parametrize("restarted", [True, False])
def test_a_chain_that_began_anew_is_told_where_it_did(tmp_path: Path, restarted: bool) -> None:
    """The server alone knows that this device had one before: the outbox that would know it is lost."""
    told: list[tuple[str, str]] = []

    async def push(batch: Mapping[str, Any]) -> dict[str, Any]:
        assert batch["restart"] == "outbox-lost"
        results = [{"action_id": one["action_id"], "result": "applied", "version": 1} for one in batch["actions"]]
        return {"epoch": "e1", "results": results, "last_device_seq": 1, "chain_restarted": restarted}

    async def run() -> None:
        box = Cache(tmp_path / "outbox.db", migrate_outbox, synchronous="FULL", readers=1)
        await box.open()
        desk = DeskOutbox(box, Journal(tmp_path / "outbox.jsonl"))
        await desk.open()
        await desk.save(_note("i1", 1), HA)
        await box.write(lambda db: outbox.enter_epoch(db, "e1", 0))
        await Delivery(box, push, lambda code, level, _params: told.append((code, level))).round()
        desk.journal.close()
        box.close()

    asyncio.run(run())
    assert told == ([("chain_restarted_here", "error")] if restarted else [])
