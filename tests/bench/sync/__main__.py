"""`python -m tests.bench.sync`: 100,000 incidents, 10,000 queued actions, 1,000 updates a second, and a tenth of each.

The real backend process and the real program on an offscreen screen; the actions go through a headless session. Beside
each figure stands the naive way in the same run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.frame import Measure, Options, Report, run
from tests.bench.sync.flood import Flooded, flood
from tests.bench.sync.following import Followed, follow, p
from tests.bench.sync.load import publish
from tests.bench.sync.naive import per_record_s
from tests.bench.sync.replay import Replayed, replay
from tests.journeys.city import City
from tests.journeys.driver import Driver

NAIVE_RECORDS = 300
SECONDS = 60.0
FRAME: Mapping[str, str] = {}


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    incidents: int
    actions: int
    rate: int
    seconds: float


FULL, TENTH = Size(100_000, 10_000, 1_000, SECONDS), Size(10_000, 1_000, 100, 15.0)
QUICK, QUICK_TENTH = Size(5_000, 300, 1_000, 4.0), Size(500, 0, 100, 2.0)


@dataclass(frozen=True)
class Run:
    """What one size gave."""

    size: Size
    followed: Followed
    flooded: Flooded
    replayed: Replayed | None
    naive_s: float


def bench(options: Options) -> Report:
    """Measure both sizes. With --quick they are 5,000 and 500 incidents; the targets stay."""
    sizes = (QUICK, QUICK_TENTH) if options.quick else (FULL, TENTH)
    whole, tenth = (_run(size, quick=options.quick) for size in sizes)
    return Report(f"sync: {whole.size.incidents:,} incidents, {whole.size.actions:,} actions", _measures(whole, tenth))


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


def _run(size: Size, *, quick: bool) -> Run:
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder:
        root = Path(folder)
        (root / "city").mkdir()
        with City(root / "city", cameras=False) as town:
            opened = publish(town, size.incidents)
            followed = follow(root, town, opened, size.incidents, FRAME, quick=quick)
            with Driver(root / "desk", "--backend", town.url) as console:
                flooded = flood(console, town, opened, size.rate, size.seconds)
            naive_s = per_record_s(root, town, NAIVE_RECORDS // (10 if quick else 1))
        replayed = replay(root / "replay", size.actions) if size.actions else None
    return Run(size, followed, flooded, replayed, naive_s)


def _measures(whole: Run, tenth: Run) -> list[Measure]:
    return [*_following(whole), *_replay(whole), *_flood(whole, tenth), *_growth(whole, tenth)]


def _following(whole: Run) -> list[Measure]:
    one, naive_s = whole.followed, whole.naive_s * whole.size.incidents
    search, paint = (p(0.99, one.searches_ms),), (p(0.95, one.paints_ms),)
    return [
        Measure("empty console to painted queue", "s", (one.snapshot_s,), 20.0, floor=naive_s, beside=_EXTRAPOLATED),
        Measure("longest gap meanwhile", "ms", (one.snapshot_gap_ms,), 100.0),
        Measure("start with a warm cache", "s", one.starts_s, 3.0),
        Measure("search, p99", "ms", search, 50.0, floor=p(0.5, one.scans_ms), beside=_SCAN),
        Measure("one change to its paint, p95", "ms", paint, 300.0, floor=one.read_all_ms, beside=_ALL),
    ]


def _replay(whole: Run) -> list[Measure]:
    one = whole.replayed
    if one is None:
        return []
    naive_s = one.alone_s * one.count
    return [
        Measure("queued actions delivered", "s", (one.deliver_s,), 300.0, floor=naive_s, beside=_ONE_BY_ONE),
        Measure("actions missing or twice", "", (float(one.missing + one.twice),), 0.0),
        Measure("answers lost meanwhile", "", (float(one.lost),)),
        Measure("saving one action", "ms", (one.save_s / one.count * 1000,)),
    ]


def _flood(whole: Run, tenth: Run) -> list[Measure]:
    one, other = whole.flooded, tenth.flooded
    fresh, slower = (p(0.99, one.fresh_ms),), p(0.99, other.fresh_ms)
    return [
        Measure("updates sent", "1/s", (one.rate,), whole.size.rate * 0.95, at_least=True),
        Measure("longest gap under updates", "ms", (one.gap_ms,), 100.0, floor=other.gap_ms, beside=_TENTH),
        Measure("freshness, p99", "ms", fresh, 1000.0, floor=slower, beside=_TENTH),
    ]


def _growth(whole: Run, tenth: Run) -> list[Measure]:
    def figures(one: Run) -> dict[str, float]:
        followed = one.followed
        replayed = {"delivery": one.replayed.deliver_s} if one.replayed else {}
        return {
            "empty console": followed.snapshot_s,
            "warm start": median(followed.starts_s),
            "search, p99": p(0.99, followed.searches_ms),
            "one change, p95": p(0.95, followed.paints_ms),
        } | replayed

    small = figures(tenth)
    grown = {name: value / max(small[name], 1e-9) for name, value in figures(whole).items() if name in small}
    return [Measure(f"ten times the data: {name}", "times", (times,)) for name, times in grown.items()]


_EXTRAPOLATED = "s: a request and a transaction per record, a sample of them multiplied"
_SCAN = "ms: the median LIKE scan"
_ALL = "ms: reading and parsing everything at each change"
_ONE_BY_ONE = "s: one action after the other on a link that loses nothing, a sample of them multiplied"
_TENTH = "ms: at a tenth of the rate"


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
