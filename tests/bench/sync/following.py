"""The real program over many incidents: first snapshot, warm start, one change to its paint; search beside it."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pysqlite3
from sqlite_utils import Database

from console.storage.store import Store
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache, migrate_outbox
from tests.bench.sync.load import QUERIES, Stored
from tests.journeys.city import City
from tests.journeys.driver import Driver

LIMIT_S = 180.0
POLL_S = 0.004
SEARCHED = 200


@dataclass(frozen=True)
class Followed:
    """Seconds, for so many incidents; `searches` and `scans` in milliseconds, `paints` in milliseconds."""

    count: int
    snapshot_s: float
    snapshot_gap_ms: float
    starts_s: tuple[float, ...]
    paints_ms: tuple[float, ...]
    searches_ms: tuple[float, ...]
    scans_ms: tuple[float, ...]
    read_all_ms: float


def follow(
    folder: Path, town: City, opened: list[Stored], count: int, environment: Mapping[str, str], *, quick: bool
) -> Followed:
    """Measure one size. The console's folder stays, with its cache, as `folder / "desk"`."""
    desk = folder / "desk"
    snapshot_s, gap_ms = _snapshot(desk, town, count, environment)
    starts: list[float] = []
    paints: tuple[float, ...] = ()
    for number in range(1 if quick else 3):
        with _console(desk, town, environment, f"warm-{number}") as console:
            starts.append(event_after("queue_rows", desk.parent / f"warm-{number}.jsonl", console))
            if number == 0:
                paints = _paints(console, town, opened, 8 if quick else 60)
    searches, scans, read_all = asyncio.run(_searches(desk, quick=quick))
    return Followed(count, snapshot_s, gap_ms, tuple(starts), paints, searches, scans, read_all)


def _console(desk: Path, town: City, environment: Mapping[str, str], name: str) -> Driver:
    sign_in = ("ha.le", town.password) if name == "cold" else None
    timings = ("--timings", str(desk.parent / f"{name}.jsonl"))
    return Driver(desk, "--backend", town.url, *timings, sign_in=sign_in, environment=environment)


def _snapshot(desk: Path, town: City, count: int, environment: Mapping[str, str]) -> tuple[float, float]:
    """Seconds from the start of the process, sign-in included, to painted rows, where all records must be there; and
    the longest gap of the interface's loop meanwhile, once its desk stands."""
    with _console(desk, town, environment, "cold") as console:
        console.until(lambda s: s["screen"] == "desk", 60, "a desk")
        console.do("loop-gap", reset=True)
        seconds = event_after("queue_rows", desk.parent / "cold.jsonl", console)
        gap_ms = float(console.do("loop-gap")["max_ms"])
        connection = pysqlite3.connect(f"file:{desk / 'cache.db'}?mode=ro", uri=True)
        found = connection.execute("SELECT count(*) FROM records WHERE type = 'incident'").fetchone()[0]
        connection.close()
        assert found >= count, f"{found} of {count} incidents are in the cache"
    return seconds, gap_ms


def event_after(event: str, timings: Path, console: Driver, limit_s: float = LIMIT_S) -> float:
    """Seconds from the start of the process to an event of its timings. Raises AssertionError after `limit_s`."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        if timings.exists():
            lines = [json.loads(line) for line in timings.read_text(encoding="utf-8").splitlines()]
            seen = {line["event"]: float(line["s"]) for line in lines}
            if event in seen:
                return seen[event]
        time.sleep(0.02)
    raise AssertionError(f"no {event} within {limit_s} s:\n{console.last_words()}")


def changed(stored: Stored, number: int) -> dict[str, Any]:
    """The record as a connector would post it anew."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"type": "incident", "id": stored[0], "data": {**stored[1], "updated_at": now, "description": f"{number}"}}


def _paints(console: Driver, town: City, opened: list[Stored], times: int) -> tuple[float, ...]:
    """Milliseconds from posting one change (so before its commit) to the row that shows it, painted."""
    post = town.feed()
    chance = random.Random(5)
    console.until(lambda s: s["links"]["incidents"]["state"] == "live", 60, "a link that lives")
    taken = []
    for number in range(times):
        stored = chance.choice(opened)
        before = console.do("show-row", incident=stored[0]) or 0
        began = time.monotonic()
        post(records=[changed(stored, number)])
        while (console.do("show-row", incident=stored[0]) or 0) <= before:
            time.sleep(POLL_S)
            assert time.monotonic() - began < 30, "a change never came"
        console.do("show-row", incident=stored[0])  # paint events go before the next line of the channel
        taken.append((time.monotonic() - began) * 1000)
        time.sleep(chance.uniform(0.05, 0.35))
    return tuple(taken)


async def _searches(desk: Path, *, quick: bool) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Each query prefix by prefix as it is typed; a scan of the same text by LIKE; a read of everything, parsed."""
    cache, box = Cache(desk / "cache.db", migrate_cache), Cache(desk / "outbox.db", migrate_outbox)
    await cache.open()
    await box.open()
    try:
        store = Store(cache, box)
        searches = []
        for _ in range(1 if quick else 3):
            for query in QUERIES:
                for length in range(1, len(query) + 1):
                    searches.append(await _timed(store.search(query[:length], SEARCHED)))
        scans = []
        for query in QUERIES[:: 4 if quick else 1]:
            scans.append(await _timed(cache.read(partial(_scan, query))))
        read_all = await _timed(Store(cache, box).incidents(open_only=False))
        return tuple(searches), tuple(scans), read_all
    finally:
        cache.close()
        box.close()


def _scan(query: str, database: Database) -> list[Any]:
    scan = "SELECT id FROM records WHERE type = 'incident' AND data LIKE ? LIMIT ?"
    return list(database.conn.execute(scan, (f"%{query}%", SEARCHED)).fetchall())


async def _timed(work: Any) -> float:
    began = time.monotonic()
    await work
    return (time.monotonic() - began) * 1000


def p(share: float, samples: tuple[float, ...]) -> float:
    """A percentile of samples; 0.99 of fewer than a hundred is the largest."""
    return statistics.quantiles(samples, n=100, method="inclusive")[round(share * 100) - 1]
