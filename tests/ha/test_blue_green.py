"""One server after the other is put into another version's place: a console sees *catching up* at most."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.ledger.lines import KEPT
from console.records.models import LinkChannel, LinkState
from console.session import Session
from tests.ha.balancer import Balancer, needs_haproxy
from tests.ha.console import console, holds, notes, settled
from tests.ha.postgres import database, needs_database
from tests.ha.replicas import OPERATORS, Replicas

pytestmark = [pytest.mark.timeout(900), needs_haproxy, needs_database]
AT_MOST = frozenset({LinkState.LIVE, LinkState.CATCHING_UP})
Seen = tuple[LinkChannel, LinkState]
WATCHED = (LinkChannel.INCIDENTS, LinkChannel.ORDERS)


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[Replicas]:
    """Two over a database of their own."""
    with database("blue") as address, Replicas(tmp_path, address) as running:
        yield running


@pytest.mark.kind(
    "several-servers",
    "Both servers are ended in order and started again, one after the other, while a desk works",
    "Everything that was done is there once, and the desk's links were live or catching up all the time.",
)
def test_an_upgrade_is_not_noticed(tmp_path: Path, replicas: Replicas) -> None:
    (target,) = replicas.report("blue", 1)
    with Balancer(tmp_path, replicas) as balancer:
        said, seen = asyncio.run(_story(tmp_path, replicas, balancer, target["id"]))
    assert {state for _channel, state in seen} <= AT_MOST, seen
    told = replicas.told([target])
    assert {text: told[text] for text in said if told[text] != 1} == {}


async def _story(folder: Path, replicas: Replicas, balancer: Balancer, key: str) -> tuple[list[str], Counter[Seen]]:
    said: list[str] = []
    async with console(folder / "desk", balancer.door, OPERATORS[0]) as desk:
        watch = asyncio.create_task(_watch(desk))
        await holds(desk, key, [])
        for number in (0, 1):
            upgrade = asyncio.create_task(asyncio.to_thread(_upgrade, replicas, balancer, number))
            while not upgrade.done():
                said.append(f"máy chủ {number}: {len(said)}")
                await notes(desk, key, [said[-1]])
                await settled(desk, f"server {number} is upgraded")
            await upgrade
        await holds(desk, key, said[-KEPT:])
        watch.cancel()
        (seen,) = await asyncio.gather(watch)
    return said, seen


def _upgrade(replicas: Replicas, balancer: Balancer, number: int) -> None:
    """As docs/how-to/high-availability.md#upgrade says: end it, start the other version, wait until it is taken in."""
    assert replicas.drain(number) == 0
    replicas.start(number, "--oldest-schema", "1")
    balancer.takes_in(number)


async def _watch(desk: Session) -> Counter[Seen]:
    """How often each state was seen, until it is cancelled."""
    seen: Counter[Seen] = Counter()
    try:
        while True:
            seen.update((channel, desk.links.state(channel)) for channel in WATCHED)
            await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        return seen
