"""`python -m tests.bench.points`: measured values as arrays of a day, beside a row for each, on this machine's disk.

500 indicators by the minute: their day is 720,000 values, with one decimal as sensors have them. With
IOC_TEST_POSTGRESQL=postgresql://user:word@host/database it measures there, in a schema of its own; where Debian's
`victoria-metrics` is installed, that as well.
"""

from __future__ import annotations

import math
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import requests
from sqlalchemy import BigInteger, Column, Engine, Float, MetaData, String, Table, and_, insert, or_, select, text

from backend.ledger.engine import open_engine
from backend.points.answers import answer
from backend.points.database import DatabasePoints
from backend.points.door import DAY_MS, PointStore, Series
from backend.points.victoria import VictoriaPoints
from contract.points import MOST_POINTS
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.postgresql import URL, begun, drop

INDICATORS, QUICK_INDICATORS = 500, 50
A_DAY = 1440
READ = 50
CITY, QUICK_CITY = 5000, 500
"""Indicators of a large city, each of which says a value a minute."""
AT_ONCE = 20
"""Indicators of one put of histories."""
DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
DAY_0 = round(DAY.timestamp() * 1000)
SCHEMA = "bench_points"
ROWS = Table(
    "rows_before",
    MetaData(),
    Column("indicator_id", String(120), primary_key=True),
    Column("at_ms", BigInteger, primary_key=True),
    Column("value", Float, nullable=False),
)
"""As values were kept until November 2026."""
BYTES_MOST = 9.5
"""What plain arrays took where it was first measured (issue 14)."""
BESIDE = "a row for each"


def bench(options: Options) -> Report:
    """Measure. With --quick there are 50 indicators, 72,000 values."""
    count, city = (QUICK_INDICATORS, QUICK_CITY) if options.quick else (INDICATORS, CITY)
    days = [(f"sensor-{number:04}", _day(number)) for number in range(count)]
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        with _database(Path(folder)) as engine:
            measures = _of_database(engine, Path(folder), days, city)
        measures += _of_victoria(Path(folder) / "victoria", days)
    where = "PostgreSQL" if URL else "SQLite"
    return Report(f"points: {count * A_DAY:,} values, {where}", measures)


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


@contextmanager
def _database(folder: Path) -> Iterator[Engine]:
    engine = open_engine(begun(URL, SCHEMA) if URL else f"sqlite:///{folder / 'ledger.db'}")
    try:
        yield engine
    finally:
        engine.dispose()
        if URL:
            drop(URL, SCHEMA)


def _of_database(engine: Engine, folder: Path, days: Sequence[Series], city: int) -> list[Measure]:
    store, size = DatabasePoints(engine), len(days) * A_DAY
    empty = _bytes(engine, folder, "point_days")
    put_s = _timed(lambda: _put(store, days))
    array_bytes = (_bytes(engine, folder, "point_days") - empty) / size
    minutes = [_timed(partial(store.put, _minute(city, minute))) * 1000 for minute in range(5)]
    hour_s = _timed(lambda: store.upkeep(DAY_0 + DAY_MS))
    ROWS.create(engine)
    empty = _bytes(engine, folder, ROWS.name)
    rows_s = _timed(lambda: _put_rows(engine, days))
    row_bytes = (_bytes(engine, folder, ROWS.name) - empty) / size
    read = [_timed(lambda: _read(store, days)) * 1000 for _ in range(5)]
    read_rows = [_timed(lambda: _read_rows(engine, days)) * 1000 for _ in range(5)]
    hours = [_timed(lambda: _read_hours(store, days)) * 1000 for _ in range(5)]
    return [
        Measure("bytes a value", "B", (array_bytes,), BYTES_MOST, floor=row_bytes, beside=BESIDE),
        Measure("whole days put", "s", (put_s,), 20.0, floor=rows_s, beside=BESIDE),
        Measure(f"a minute of {city:,} indicators put", "ms", tuple(minutes), 500.0),
        Measure(f"put together and rolled up: {len(days) + city:,} days", "s", (hour_s,), 60.0),
        Measure(f"a day of {READ} indicators read", "ms", tuple(read), 500.0, floor=_mid(read_rows), beside=BESIDE),
        Measure(f"its hours of {READ} indicators read", "ms", tuple(hours), 100.0),
    ]


def _of_victoria(folder: Path, days: Sequence[Series]) -> list[Measure]:
    program = shutil.which("victoria-metrics")
    if program is None:
        return []
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [program, f"-storageDataPath={folder}", f"-httpListenAddr={url[7:]}", "-loggerLevel=ERROR"]
    with subprocess.Popen([*command, "-retentionPeriod=10y"], stderr=subprocess.DEVNULL) as server:
        try:
            _until_it_answers(url)
            store = VictoriaPoints(url)
            put_s = _timed(lambda: _put(store, days))
            for way in ("flush", "merge"):
                requests.post(f"{url}/internal/force_{way}", timeout=60).raise_for_status()
            read = [_timed(lambda: _read(store, days)) * 1000 for _ in range(5)]
        finally:
            server.kill()
    used = sum(file.stat().st_size for file in (folder / "data").rglob("*") if file.is_file())
    return [
        Measure("VictoriaMetrics: whole days put", "s", (put_s,), 20.0),
        Measure("VictoriaMetrics: bytes a value", "B", (used / (len(days) * A_DAY),)),
        Measure(f"VictoriaMetrics: a day of {READ} indicators read", "ms", tuple(read), 1000.0),
    ]


def _until_it_answers(url: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(requests.ConnectionError):
            if requests.get(f"{url}/health", timeout=1).ok:
                return
        time.sleep(0.05)
    raise RuntimeError("VictoriaMetrics does not come up")


def _day(seed: int) -> list[tuple[datetime, float]]:
    """What a sensor says in a day: a wave, a drift, and noise in the last digits."""
    chance, drift, values = random.Random(seed), 0.0, []
    for minute in range(A_DAY):
        drift += chance.gauss(0, 0.2)
        value = round(50 + 20 * math.sin(math.tau * minute / A_DAY) + drift, 1)
        values.append((DAY + timedelta(minutes=minute), value))
    return values


def _minute(city: int, minute: int) -> list[Series]:
    at = DAY + timedelta(days=1, minutes=minute)
    return [(f"city-{number:04}", [(at, float(number + minute))]) for number in range(city)]


def _put(store: PointStore, days: Sequence[Series]) -> None:
    for start in range(0, len(days), AT_ONCE):
        store.put(days[start : start + AT_ONCE])


def _put_rows(engine: Engine, days: Sequence[Series]) -> None:
    for start in range(0, len(days), AT_ONCE):
        rows = [
            {"indicator_id": key, "at_ms": round(at.timestamp() * 1000), "value": value}
            for key, measured in days[start : start + AT_ONCE]
            for at, value in measured
        ]
        with engine.begin() as connection:
            connection.execute(insert(ROWS), rows)


def _read(store: PointStore, days: Sequence[Series]) -> None:
    asked = [(key, DAY_0) for key, _day in days[:READ]]
    found = 0
    while asked:
        said = answer(store, asked, "raw", MOST_POINTS, time_s=60.0)
        found += sum(len(one.rows) for one in said.values())
        asked = [(key, one.next_ms) for key, one in said.items() if one.next_ms is not None]
    assert found == READ * A_DAY


def _read_hours(store: PointStore, days: Sequence[Series]) -> None:
    said = answer(store, [(key, DAY_0) for key, _day in days[:READ]], "hour", MOST_POINTS, time_s=60.0)
    assert sum(len(one.rows) for one in said.values()) == READ * 24


def _read_rows(engine: Engine, days: Sequence[Series]) -> None:
    where = or_(*(and_(ROWS.c.indicator_id == key, ROWS.c.at_ms >= DAY_0) for key, _day in days[:READ]))
    query = select(ROWS).where(where).order_by(ROWS.c.indicator_id, ROWS.c.at_ms)
    with engine.connect() as connection:
        assert len(connection.execute(query).all()) == READ * A_DAY


def _bytes(engine: Engine, folder: Path, table: str) -> int:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            size = connection.execute(text("SELECT pg_total_relation_size(CAST(:name AS regclass))"), {"name": table})
            return int(size.scalar_one())
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return (folder / "ledger.db").stat().st_size


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _mid(samples: Sequence[float]) -> float:
    return statistics.median(samples)


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
