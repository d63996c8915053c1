"""A standby that lags by four seconds takes over: servers notice by themselves, consoles bring back what it lacks."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import psutil
import pytest
from sqlalchemy import select

from backend.ledger.schema import meta
from tests.ha.balancer import Balancer, needs_haproxy
from tests.ha.console import console, holds, notes, settled
from tests.ha.postgres import Pair, needs_postgresql, pair
from tests.ha.reader import Reader
from tests.ha.replicas import OPERATORS, Replicas
from tests.harness.waiting import until

pytestmark = [pytest.mark.timeout(900), needs_postgresql, needs_haproxy]
IN_FOUR_SECONDS = 20
"""A city's five actions a second."""
BEFORE = [f"trước {number}" for number in range(5)]
LOST = [f"trong bốn giây {number}" for number in range(IN_FOUR_SECONDS)]
AFTER = [f"sau {number}" for number in range(5)]


@pytest.mark.kind(
    "several-servers",
    "Without synchronous_commit a standby takes over that lacks the last four seconds",
    "The servers begin a new epoch by themselves; a console offers again what it called saved, and reads all anew.",
)
def test_nothing_that_was_called_saved_is_lost(tmp_path: Path) -> None:
    with (
        pair(synchronous=False) as databases,
        Replicas(tmp_path, databases.address) as replicas,
        Balancer(tmp_path, replicas) as balancer,
    ):
        (target,) = replicas.report("lag", 1)
        epoch = _epoch(replicas)
        with Reader(replicas.doors, OPERATORS[1]) as reader:
            asyncio.run(_story(tmp_path, databases, balancer, target["id"]))
            held = replicas.held()
            assert reader.holds(held), reader.fault or "the reader holds something else than the database"
            assert reader.rebuilt >= 1
        assert _epoch(replicas) != epoch
        told = replicas.told([target])
        assert {text: told[text] for text in (*BEFORE, *LOST, *AFTER) if told[text] != 1} == {}
        assert Counter(row.payload["text"] for row in replicas.log()) == Counter((*BEFORE, *LOST, *AFTER))


async def _story(folder: Path, databases: Pair, balancer: Balancer, key: str) -> None:
    async with console(folder / "desk", balancer.door, OPERATORS[0]) as desk:
        await holds(desk, key, [])
        await notes(desk, key, BEFORE)
        await settled(desk, "before anything happens")
        await asyncio.to_thread(until, lambda: _caught_up(databases), "the standby has it all", 60)
        # What a standby has received it replays before it takes over: to lack something it must not be sent to it.
        psutil.Process(databases.primary.ask("SELECT pid FROM pg_stat_replication")).suspend()
        await notes(desk, key, LOST)
        await settled(desk, "the primary answers each")
        await holds(desk, key, [*BEFORE, *LOST])
        await asyncio.to_thread(databases.primary.kill)
        await asyncio.to_thread(databases.standby.promote)
        await notes(desk, key, AFTER)
        await settled(desk, "the standby took over")
        await holds(desk, key, [*BEFORE, *LOST, *AFTER])


def _caught_up(databases: Pair) -> bool:
    return bool(databases.primary.ask("SELECT bool_and(replay_lsn = pg_current_wal_lsn()) FROM pg_stat_replication"))


def _epoch(replicas: Replicas) -> str:
    (row,) = replicas.rows(select(meta.c.value).where(meta.c.key == "epoch"))
    return str(row.value)
