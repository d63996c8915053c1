"""`python -m tests.bench.backend.wake`: how soon a console at one server is woken by what was committed at another.

Two server processes over one PostgreSQL, which IOC_TEST_POSTGRESQL names. Somebody acts at the first; a console keeps
its stream open at the second. Nobody outside sees a commit: it was made when the answer came, or when a bare connection
that listens on the servers' channel heard of it, whichever was sooner. Beside it stands a bare NOTIFY from one
connection to another in the same run: what PostgreSQL itself takes.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
import psycopg
from psycopg import sql

from backend.ledger.bell import CHANNEL
from tests.backend.device import Device
from tests.bench.backend.quantiles import p
from tests.bench.backend.seen import a_city, keys
from tests.bench.backend.servers import Servers, Setup
from tests.bench.backend.wire import Line
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.postgresql import URL

WAKE_S = 0.3
"""Target (issue: the server of a real city)."""
TIMES, QUICK_TIMES = 300, 40
APART_S = (0.02, 0.4)
"""Between two actions: some follow while those who were woken rest, most do not."""
LOST_S = 10.0
BARE = "ioc_bench_bare"


@dataclass
class Woken:
    """Seconds of each: from the commit to the wake-up, from the request to the wake-up, of a bare NOTIFY."""

    late: list[float] = field(default_factory=list)
    from_request: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def bench(options: Options) -> Report:
    """How soon a console at one server is woken by what was committed at another. With --quick 40 times, not 300."""
    if not URL:
        raise SystemExit("IOC_TEST_POSTGRESQL names no PostgreSQL; two servers over one file are no pair")
    return Report("backend: a wake-up from one server to a console at another", measures(quick=options.quick))


def measures(*, quick: bool) -> list[Measure]:
    """Those of the report."""
    setup = Setup("postgresql", 2)
    with Servers(setup, a_city) as servers:
        found = _measured(servers, QUICK_TIMES if quick else TIMES)

    def late(name: str, of: Callable[[list[float]], float]) -> Measure:
        bare = of(found.bare)
        return Measure(
            f"{setup.name}: commit to wake-up, {name}", "s", (of(found.late),), WAKE_S, floor=bare, beside="s: NOTIFY"
        )

    return [
        late("median", lambda samples: p(0.5, samples)), late("p95", lambda samples: p(0.95, samples)),
        late("max", max),
        Measure(f"{setup.name}: request to wake-up, p95", "s", (p(0.95, found.from_request),)),
    ]  # fmt: skip


def _measured(servers: Servers, times: int) -> Woken:
    woken, chance, names = Woken(), random.Random(3), keys()
    acting, watching = servers.desk(0), servers.desk(1)
    with (
        _heard(servers.database, "") as committed,
        _heard(servers.database, BARE) as bare,
        _streamed(watching) as told,
        psycopg.connect(servers.database, autocommit=True) as ringing,
    ):
        for number in range(times):
            time.sleep(chance.uniform(*APART_S))
            began = time.monotonic()
            ringing.execute(sql.SQL("NOTIFY {}").format(sql.Identifier(BARE)))
            woken.bare.append(bare.get(timeout=LOST_S) - began)
            _empty(committed)
            target: dict[str, Any] = {"id": names[number % len(names)], "version": 1}
            asked = time.monotonic()
            done = acting.send(acting.action("note", target, text=f"{number}"))[0]
            answered = time.monotonic()
            if done["result"] != "applied":
                raise RuntimeError(f"an action was not applied: {done}")
            seen = _until(told, target["id"], done["version"])
            commit = min(answered, committed.get(timeout=LOST_S))
            woken.late.append(max(0.0, seen - commit))
            woken.from_request.append(seen - asked)
    acting.http.close()
    watching.http.close()
    return woken


Told = queue.Queue[tuple[float, dict[str, object]]]


def _until(told: Told, incident: str, version: int) -> float:
    """When the console had this change (s of the machine's clock). Raises `queue.Empty` where it never has."""
    while True:
        at, page = told.get(timeout=LOST_S)
        changes: list[dict[str, object]] = page.get("changes", [])  # type: ignore[assignment]
        if any(one["id"] == incident and one["version"] == version for one in changes):
            return at


def _empty(some: queue.Queue[float]) -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            some.get_nowait()


@contextmanager
def _heard(database: str, channel: str) -> Iterator[queue.Queue[float]]:
    """When a bare connection hears something on this channel, or on the one that the servers ring on."""
    moments: queue.Queue[float] = queue.Queue()
    with psycopg.connect(database, autocommit=True) as connection:
        schema = connection.execute("SELECT current_schema()").fetchone()
        name = channel or f"{CHANNEL}_{schema[0] if schema else ''}"[:63]
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(name)))
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                for _one in connection.notifies(timeout=0.2):
                    moments.put(time.monotonic())

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield moments
        finally:
            ended.set()
            thread.join()


@contextmanager
def _streamed(desk: Device) -> Iterator[Told]:
    """What a console's stream tells, with when it came."""
    told: Told = queue.Queue()
    ready, loop = threading.Event(), asyncio.new_event_loop()

    async def listen() -> None:
        line = await Line.to(desk.town.url, desk.proven)
        try:
            async for _name, data in line.events("/v1/sync/stream?pages=true"):
                told.put((time.monotonic(), orjson.loads(data)))
                ready.set()
        finally:
            line.close()

    task = loop.create_task(listen())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([task])))
    thread.start()
    try:
        if not ready.wait(LOST_S):
            raise RuntimeError("the stream told nothing")
        yield told
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    return run(bench, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
