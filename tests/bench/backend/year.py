"""`python -m tests.bench.backend.year`: a city's year in a database, what it takes on the disk, and who waits for it.

Sizes of each table with its indexes; how long a new console takes from nothing to its painted queue, which is the real
program; how long the server takes to search the past, beside the same question put to the database alone. On SQLite,
and on PostgreSQL where IOC_TEST_POSTGRESQL names one, each in a database that is gone afterwards. With `--database URL`
it is that one, and it stays; with `--there` it was loaded before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pysqlite3
from sqlalchemy import Engine, func, make_url, select

from backend.base.clock import iso, now_ms
from backend.ledger.databases import opened
from backend.ledger.schema import records
from backend.past.searching import search
from backend.routes.past import PAGE, asked_of
from tests.backend.device import Device
from tests.bench.backend.quantiles import p
from tests.bench.backend.servers import Servers, Setup
from tests.bench.backend.year_load import load
from tests.bench.backend.year_rows import DAY_MS, Size
from tests.bench.backend.year_sizes import sizes
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.sync.following import event_after
from tests.harness.postgresql import URL, begun, drop
from tests.journeys.driver import Driver

START_S, SEARCH_MS = 20.0, 300.0
"""Targets: of a new console, and of a search of the past."""
STARTS, TIMES, QUICK_TIMES = 3, 20, 5
LATE_S = 600.0
"""A start that takes so long is given up; one that is only late is told as late."""
FULL, QUICK = Size(), Size(a_day=10, indicators=8, lines_a_day=12, screens=1)
GB = 1e9
SCHEMA = "bench_year"


@dataclass(frozen=True)
class Asked:
    """Of one run: which database, and whether it has its year already."""

    database: str
    there: bool
    size: Size


def bench(asked: Asked, options: Options) -> Report:
    """Measure each database. With --quick SQLite alone, with a year of 3,650 incidents and eight indicators."""
    measures: list[Measure] = []
    for database in _databases(asked, quick=options.quick):
        with database as url:
            measures += _measured(url, asked, QUICK_TIMES if options.quick else TIMES, 1 if options.quick else STARTS)
    size = asked.size
    return Report(f"a year: {size.incidents:,} incidents, {size.actions:,} actions, {size.indicators:,} indicators",
                  measures)  # fmt: skip


def _databases(asked: Asked, *, quick: bool) -> list[AbstractContextManager[str]]:
    if asked.database:
        return [nullcontext(asked.database)]
    return [_file(), *([_schema()] if URL and not quick else [])]


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="ioc-year-") as folder:
        yield f"sqlite:///{folder}/backend.db"


@contextmanager
def _schema() -> Iterator[str]:
    yield begun(URL, SCHEMA)
    drop(URL, SCHEMA)


def _measured(url: str, asked: Asked, times: int, starts: int) -> list[Measure]:
    ledger = opened(url, "en", make=True)
    began = time.monotonic()
    if not asked.there:
        load(ledger, asked.size)
    setup = Setup("sqlite" if make_url(url).get_backend_name() == "sqlite" else "postgresql", 1)
    measures = [] if asked.there else [Measure(f"{setup.name}: loaded", "s", (time.monotonic() - began,))]
    measures += _on_disk(setup.name, ledger.engine)
    with Servers(setup, lambda _ledger: None, url) as servers:
        measures += _started(servers, setup.name, ledger.engine, starts)
        measures += _searched(servers, setup.name, ledger.engine, times)
    ledger.engine.dispose()
    return measures


def _on_disk(name: str, engine: Engine) -> list[Measure]:
    found = sizes(engine)
    tables = [
        Measure(f"{name}: {table}, {one.rows:,} rows", "GB", (one.bytes / GB,), floor=one.bytes / one.rows,
                beside="bytes a row")
        for table, one in found.items()
    ]  # fmt: skip
    return [Measure(f"{name}: in all", "GB", (sum(one.bytes for one in found.values()) / GB,)), *tables]


def _in_the_feed(engine: Engine) -> int:
    """Incidents that a console takes in."""
    there = (records.c.type == "incident", records.c.removed.is_(False))
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(records).where(*there)).scalar_one())


def _started(servers: Servers, name: str, engine: Engine, starts: int) -> list[Measure]:
    """The program itself, each time in a new folder: from its process to its painted rows, all of them there."""
    taken, incidents = [], 0
    with tempfile.TemporaryDirectory(prefix="ioc-year-") as folder, servers.peak() as peak:
        for number in range(starts):
            desk, timings = Path(folder) / f"desk-{number}", Path(folder) / f"{number}.jsonl"
            sign_in, options = (servers.users[0], servers.password), ("--backend", servers.urls[0])
            with Driver(desk, *options, "--timings", str(timings), sign_in=sign_in) as console:
                taken.append(event_after("queue_rows", timings, console, LATE_S))
                with closing(pysqlite3.connect(f"file:{desk / 'cache.db'}?mode=ro", uri=True)) as cache:
                    asked = "SELECT count(*) FROM records WHERE type = 'incident'"
                    found = cache.execute(asked).fetchone()[0]
            incidents = _in_the_feed(engine)  # now: the server has moved what ended meanwhile into the past
            if found < incidents:
                raise RuntimeError(f"the console painted {found} of {incidents} incidents")
    return [
        Measure(f"{name}: start of a new console, {incidents:,} incidents", "s", tuple(taken), START_S),
        Measure(f"{name}: memory of the server meanwhile", "MB", (peak[0],)),
    ]


def _searched(servers: Servers, name: str, engine: Engine, times: int) -> list[Measure]:
    """What the real route takes to answer an operator, the request's proof included."""
    desk = servers.desk()
    measures = []
    for what, said in _questions(engine).items():
        path = f"/v1/incidents/past?{urlencode(said)}"
        alone = partial(
            search, engine, asked_of(**{"until" if key == "to" else key: one for key, one in said.items()}), PAGE
        )
        whole = partial(_answered, desk, path)
        taken, floor = (tuple(_ms(work) for _ in range(times)) for work in (whole, alone))
        measures.append(
            Measure(f"{name}: the past, {what}, p95", "ms", (p(0.95, taken),), SEARCH_MS,
                    floor=p(0.95, floor), beside="ms: the database alone")
        )  # fmt: skip
    desk.http.close()
    return measures


def _questions(engine: Engine) -> dict[str, dict[str, str]]:
    """What an operator asks for; the worst of it is what every incident has."""
    first = now_ms() - FULL.days * DAY_MS
    _rows, following = search(engine, asked_of(text="duong"), 99 * PAGE)
    return {
        "the newest": {}, "one letter": {"text": "d"}, "what is everywhere": {"text": "phuong"},
        "a common word": {"text": "ngập"}, "three words": {"text": "ngap tran phu"},
        "a code": {"text": "SC-2026-000711"}, "a word that is nowhere": {"text": "khongdau"},
        "a common and a rare word": {"text": "ngap 399"}, "an agency": {"agency": "Điện lực"},
        "a ward and words": {"ward": "Phường Tân Định", "text": "cây đổ"},
        "a common word, the first month": {"text": "ngap", "to": iso(first + 30 * DAY_MS)},
        "what is everywhere, the first month": {"text": "phuong", "to": iso(first + 30 * DAY_MS)},
        "the hundredth page": {"text": "duong", "page": str(following or 0)},
    }  # fmt: skip


def _answered(desk: Device, path: str) -> None:
    answer = desk.call("GET", path)
    answer.raise_for_status()


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--database", default="", metavar="URL", help="a new one that stays; one loaded before")
    parser.add_argument("--there", action="store_true", help="it was loaded before: only measure")
    parser.add_argument("--days", type=int, default=0, help="instead of 365")
    given, rest = parser.parse_known_args(list(arguments))

    def measured(options: Options) -> Report:
        """A year of a city in a database: what it takes on the disk, and who waits for it."""
        size = QUICK if options.quick else FULL
        return bench(Asked(given.database, given.there, replace(size, days=given.days or size.days)), options)

    return run(measured, rest, parser)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
