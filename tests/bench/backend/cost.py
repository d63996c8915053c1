"""What the server costs as its past grows: an action, a whole snapshot for five at once, a hundred sign-ins."""

from __future__ import annotations

import json
import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from backend.ledger.ledger import Ledger
from tests.backend.device import Device
from tests.bench.backend.seen import a_city, keys
from tests.bench.backend.servers import Load, Servers, Setup
from tests.bench.sync.load import incidents
from tests.harness.grown import grow_log, grow_records, settle

AT_ONCE = 5
SIGN_INS = 100


@dataclass(frozen=True)
class Grown:
    """Milliseconds of processor time for an action, of the server alone and with its database's."""

    none: float
    """With an empty log."""
    many: float
    none_with_database: float
    many_with_database: float

    @property
    def off(self) -> float:
        """By how many percent an action costs more, or less, with a long log."""
        return abs(self.many / self.none - 1) * 100


def per_action(setup: Setup, log: int, actions: int, rounds: int) -> Grown:
    """The cost of an action with no log and with `log` rows, by turns; the medians."""

    def old(ledger: Ledger) -> None:
        a_city(ledger)
        grow_log(ledger.engine, log)
        settle(ledger.engine)

    costs: tuple[list[tuple[float, float]], ...] = ([], [])
    with Servers(setup, a_city) as young, Servers(setup, old) as grown:
        desks = (young.desk(), grown.desk())
        for number in range(rounds + 1):
            for servers, desk, found in zip((young, grown), desks, costs, strict=True):
                cost = _acted(servers, desk, actions)
                if number:  # the first time of anything is not what it costs all day
                    found.append(cost)
        for desk in desks:
            desk.http.close()
    (none, none_with), (many, many_with) = (
        (statistics.median(one for one, _ in found), statistics.median(both for _, both in found)) for found in costs
    )
    return Grown(none, many, none_with, many_with)


def _acted(servers: Servers, desk: Device, actions: int) -> tuple[float, float]:
    names = keys()
    before, database = servers.cpu_s(), servers.database_cpu_s()
    for number in range(actions):
        done = desk.send(desk.action("note", {"id": names[number % len(names)], "version": 1}, text="Đang tới"))
        if done[0]["result"] != "applied":
            raise RuntimeError(f"an action was not applied: {done}")
    own = (servers.cpu_s() - before) * 1000 / actions
    return own, own + (servers.database_cpu_s() - database) * 1000 / actions


@dataclass(frozen=True)
class Entered:
    """What it took to let many in."""

    snapshots_s: list[float]
    snapshot_rss_mb: float
    signed_in_rss_mb: float
    rss_mb: float
    """Before any of it."""


def entered(setup: Setup, records: int) -> Entered:
    """A hundred sign-ins at once, then a snapshot of so many incidents by five consoles at once."""
    data = next(data for _key, data in incidents(1))

    def many(ledger: Ledger) -> None:
        a_city(ledger)
        grow_records(ledger.engine, "incident", records, json.loads(json.dumps(data)) | {"state": "closed"})

    with Servers(setup, many) as servers:
        first = servers.rss_mb()
        with servers.peak() as signing, ThreadPoolExecutor(SIGN_INS) as pool:
            # Each from an address of its own, as consoles have them: the entrance counts by address.
            for desk in pool.map(lambda number: servers.desk(number, f"127.1.0.{number + 1}"), range(SIGN_INS)):
                desk.http.close()
        signed = servers.rss_mb()
        with servers.peak() as reading:
            load = Load("consoles", {"way": "snapshot", "desks": servers.desks(AT_ONCE)})
            taken: list[float] = load.answer()
            load.end()
    return Entered(taken, reading[0], max(signed, signing[0]), first)
