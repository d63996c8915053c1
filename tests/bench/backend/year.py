"""`python -m tests.bench.backend.year --database URL`: a year of a city in a new database, and what that costs.

Sizes of each table with its indexes, how long a new console takes for its start, and for each `--get PATH` how long
the server takes to answer (a search of the past). Of the 5,000 indicators only `--indicators` are put in: their table
is told for all of them. A year takes some minutes and some 10 GB.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import apsw
from sqlalchemy import Engine, make_url, text, update

from backend.ledger import past, schema
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.points.database import DatabasePoints
from tests.bench.backend import year_rows
from tests.bench.backend.servers import Load, Servers, Setup
from tests.bench.backend.writers import INDICATORS
from tests.harness.grown import settle

T = TypeVar("T")
PORTION = 10_000
TIMES = 20
GB = 1e9


@dataclass
class Year:
    """What was found."""

    tables: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Rows and bytes with all indexes."""
    load_s: float = 0.0
    start_s: float = 0.0
    rss_mb: float = 0.0
    gets_ms: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Median and slowest."""


def load(ledger: Ledger, days: int, indicators: int) -> None:
    """Fill an empty ledger. Raises `RuntimeError` for one that has lived."""
    if not ledger.is_empty():
        raise RuntimeError("this database is somebody's: name one that is new")
    put = partial(_put, ledger.engine)
    put("records", year_rows.RECORD, year_rows.records(days, 0))
    _count(ledger.engine, "seq", year_rows.count_of_records(days))
    for part in _portions(year_rows.past(days)):
        with ledger.engine.begin() as connection:
            past.keep(connection, part)
    put("actions", year_rows.ACTION, year_rows.actions(days))
    _count(ledger.engine, "audit", days * year_rows.A_DAY * len(year_rows.VERBS))
    put("known_hashes", ("device_id", "hash", "skipped"), year_rows.known_hashes(days, year_rows.actions(days)))
    put("reporters", ("incident_id", "data"), year_rows.reporters(days))
    contents, refs, shown = year_rows.recording(days)
    put("wall_contents", ("hash", "tiles"), contents)
    put("wall_content_refs", ("kind", "ref", "hash"), refs)
    put("wall_recording", ("wall", "screen", "from_ms", "to_ms", "hash", "still"), shown)
    for number in range(indicators):
        for points in year_rows.measured(days, number):
            DatabasePoints(ledger.engine).put([(f"year-{number}", points)])
    settle(ledger.engine)


def _count(engine: Engine, name: str, value: int) -> None:
    with engine.begin() as connection:
        where = schema.counters.c.name == name
        connection.execute(update(schema.counters).where(where).values(value=value))


def _put(engine: Engine, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """As fast as the database takes them in."""
    names = ", ".join(columns)
    with engine.begin() as connection:
        cursor = connection.connection.cursor()
        if engine.dialect.name == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns))
        for part in _portions(rows):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", part)  # noqa: S608 - our own names


def _portions(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while part := list(itertools.islice(iterator, PORTION)):
        yield part


def sizes(engine: Engine) -> dict[str, tuple[int, int]]:
    """Rows and bytes of each of our tables, with its indexes."""
    with engine.connect() as connection:
        rows = {
            name: int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())  # noqa: S608 - our own names
            for name in schema.metadata.tables
        }
        if engine.dialect.name == "postgresql":
            asked = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
            return {
                name: (count, int(connection.execute(asked, {"name": name}).scalar_one()))
                for name, count in rows.items()
            }
    # The SQLite that the server uses was built without the table that tells sizes; apsw brings one that has it.
    own = apsw.Connection(str(engine.url.database))
    asked_there = "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master WHERE tbl_name = ?)"
    found = {
        name: (count, sum(size or 0 for (size,) in own.execute(asked_there, (name,)))) for name, count in rows.items()
    }
    words = own.execute("SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'past_words*'")
    found["past_words"] = (rows["past_incidents"], sum(size or 0 for (size,) in words))
    own.close()
    return found


def look(database: str, paths: Sequence[str], year: Year) -> None:
    """Let a server serve it: the start of a new console, and what each of `paths` takes."""
    setup = Setup("sqlite" if make_url(database).get_backend_name() == "sqlite" else "postgresql", 1)
    with Servers(setup, lambda _ledger: None, database) as servers:
        with servers.peak() as peak:
            console = Load("consoles", {"way": "snapshot", "desks": servers.desks(1)})
            year.start_s = console.answer()[0]
            console.end()
        year.rss_mb = peak[0]
        desk = servers.desk()
        for path in paths:
            taken = []
            for _ in range(TIMES):
                began = time.perf_counter()
                desk.call("GET", path).raise_for_status()
                taken.append((time.perf_counter() - began) * 1000)
            year.gets_ms[path] = (statistics.median(taken), max(taken))
        desk.http.close()


def told(year: Year, indicators: int) -> str:
    """For people."""
    lines = [f"{'table':20} {'rows':>12} {'GB':>8} {'bytes a row':>12}"]
    for name, (rows, size) in sorted(year.tables.items(), key=lambda one: -one[1][1]):
        if rows:
            lines.append(f"{name:20} {rows:12,} {size / GB:8.3f} {size / rows:12.1f}")
        if rows and name.startswith("point_") and indicators:
            lines.append(f"  for {INDICATORS:,} indicators {size / GB * INDICATORS / indicators:15.1f}")
    total = sum(size for _rows, size in year.tables.values())
    lines += [f"{'in all':20} {'':12} {total / GB:8.3f}", f"put in within {year.load_s:.0f} s"]
    lines.append(f"start of a new console: {year.start_s:.1f} s, the server had {year.rss_mb:.0f} MB")
    lines += [f"{path}: {middle:.0f} ms, {most:.0f} ms at most" for path, (middle, most) in year.gets_ms.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip())
    parser.add_argument("--database", required=True, metavar="URL", help="a new one, or with --there one loaded before")
    parser.add_argument("--there", action="store_true", help="it was loaded before: only measure")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--indicators", type=int, default=5)
    parser.add_argument("--get", action="append", default=[], metavar="PATH", help="ask for this 20 times")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    asked = parser.parse_args(list(arguments))
    ledger, year = opened(asked.database, "en", make=True), Year()
    if not asked.there:
        began = time.monotonic()
        load(ledger, asked.days, asked.indicators)
        year.load_s = time.monotonic() - began
    year.tables = sizes(ledger.engine)
    ledger.engine.dispose()
    look(asked.database, asked.get, year)
    sys.stdout.write((json.dumps(vars(year)) if asked.json else told(year, asked.indicators)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
