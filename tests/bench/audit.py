"""`python -m tests.bench.audit`: what the audit costs whoever acts, and how fast it is verified.

Actions on a file, every second one without its line in the audit: both see the same disk and the same neighbours.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from unittest import mock

from backend.actions import chains
from backend.audit.lines import note_action
from backend.audit.verifying import verify
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from tests.backend.past.desk import Desk, ended
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.postgresql import URL, begun, drop

ACTIONS, QUICK_ACTIONS = 2000, 300
SCHEMA = "bench_audit"
MOST_MS = 1.0
"""What a line may cost an action."""


def bench(options: Options) -> Report:
    """An action with its line and without, and a walk over all lines."""
    count = QUICK_ACTIONS if options.quick else ACTIONS
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        ledger = Ledger(open_engine(begun(URL, SCHEMA) if URL else f"sqlite:///{Path(folder) / 'ledger.db'}"))
        try:
            ledger.publish([("incident", f"i{number}", ended("Ngập", 0) | {"state": "new"}) for number in range(50)])
            desk = Desk(ledger)
            with_line, without = list[float](), list[float]()
            for number in range(count * 2):
                with mock.patch.object(chains, "note_action", note_action if number % 2 else _nothing):
                    at = time.perf_counter()
                    desk.does("note", f"i{number % 50}", text=f"Đã gọi {number}")
                    (with_line if number % 2 else without).append((time.perf_counter() - at) * 1000)
            at = time.perf_counter()
            with ledger.engine.connect() as connection:
                lines = verify(connection).lines
            walked_s = time.perf_counter() - at
        finally:
            ledger.engine.dispose()
            if URL:
                drop(URL, SCHEMA)
    beside = "without its line"
    floor = statistics.median(without)
    return Report(
        f"the audit, {count} actions, {'PostgreSQL' if URL else 'SQLite'}",
        [
            Measure("an action", "ms", tuple(with_line), floor + MOST_MS, floor=floor, beside=beside),
            Measure("lines verified", "a second", (lines / walked_s,)),
        ],
    )


def _nothing(_connection: object, _row: object) -> None:
    """No line."""


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
