"""`python -m tests.bench.feeds`: how long a report of 5,000 records holds the ledger, and whoever acts meanwhile waits.

Every tenth record is an incident on which people wrote 40 lines; the others are indicators. The whole report in one
transaction is beside it. What the program has loaded is frozen before (`gc.freeze`): a collection of everything stops a
process wherever it falls, and is no hold of the ledger. With IOC_TEST_POSTGRESQL the ledger is there, else in a file.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from sqlalchemy import Connection, Engine

from backend.feeds import reports
from backend.feeds.reports import Reports
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger, RecordTuple
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.postgresql import URL, begun, drop

RECORDS, LINES = 5000, 40
MOST_MS = 200.0
"""Issue 14: no long request holds the ledger for longer."""
EVERY_S = 0.01
SCHEMA = "bench_feeds"
_AT = "2026-11-21T07:30:00.000Z"


class Watched(Ledger):
    """Notes for how long each write had the ledger (ms), its commit included."""

    def __init__(self, engine: Engine) -> None:
        self.held_ms: list[float] = []
        super().__init__(engine)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """As the ledger's own."""
        with super().write() as connection:
            at = time.perf_counter()
            yield connection
        self.held_ms.append((time.perf_counter() - at) * 1000)


@dataclass
class Result:
    """Of one report."""

    held_ms: list[float]
    took_s: float
    waited_ms: list[float] = field(default_factory=list)


def bench(options: Options) -> Report:
    """How long a large report holds the ledger."""
    count = RECORDS // 5 if options.quick else RECORDS
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        ledger = Watched(open_engine(begun(URL, SCHEMA) if URL else f"sqlite:///{Path(folder) / 'ledger.db'}"))
        try:
            ledger.publish(list(_city(count, 0)))
            gc.collect()
            gc.freeze()
            sliced = _report(ledger, list(_city(count, 1)))
            with mock.patch.object(reports, "SLICE", count):
                whole = _report(ledger, list(_city(count, 2)))
        finally:
            ledger.engine.dispose()
            if URL:
                drop(URL, SCHEMA)
    beside = "the whole report in one transaction"
    return Report(
        f"a report of {count} records, {'PostgreSQL' if URL else 'SQLite'}",
        [
            Measure("longest hold", "ms", (max(sliced.held_ms),), MOST_MS, floor=max(whole.held_ms), beside=beside),
            Measure("median hold", "ms", (statistics.median(sliced.held_ms),)),
            Measure(
                "longest wait of who acts", "ms", (max(sliced.waited_ms),), floor=max(whole.waited_ms), beside=beside
            ),
            Measure("the whole report", "s", (sliced.took_s,), floor=whole.took_s, beside=beside),
        ],
    )


def _city(count: int, turn: int) -> Iterator[RecordTuple]:
    line = {"at": _AT, "received_at": _AT, "verb": "note", "actor_name": "Hà", "text": "Đã gọi 114", "action_id": "a"}
    for number in range(count):
        if number % 10:
            data = {"name": f"Trạm {number}", "unit": "mm", "period": "minute", "value": float(turn), "source": "rain"}
            yield "indicator", f"b{number}", {**data, "as_of": f"2026-11-21T07:3{turn}:00.000Z"}
            continue
        told = {"code": f"SC-{number}", "title": f"Ngập {turn}", "severity": 3, "state": "new", "created_at": _AT}
        yield "incident", f"b{number}", {**told, **({"history": [line] * LINES} if turn == 0 else {})}


def _report(ledger: Watched, records: list[RecordTuple]) -> Result:
    """Report these while somebody acts a hundred times a second."""
    over, waited = threading.Event(), list[float]()

    def act() -> None:
        while not over.wait(EVERY_S):
            at = time.perf_counter()
            with Ledger.write(ledger) as connection:
                waited.append((time.perf_counter() - at) * 1000)
                ledger.next_audit(connection)

    actor = threading.Thread(target=act)
    actor.start()
    ledger.held_ms.clear()
    at = time.perf_counter()
    Reports(ledger).take(records)
    took_s = time.perf_counter() - at
    over.set()
    actor.join()
    return Result(list(ledger.held_ms), took_s, waited)


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
