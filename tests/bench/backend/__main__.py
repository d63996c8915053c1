"""`python -m tests.bench.backend`: how soon a change is seen by 10, 50 and 200 consoles, and what the server costs.

Real server processes on SQLite, and on PostgreSQL where IOC_TEST_POSTGRESQL names one, by itself and in pairs; there
also how soon one wakes the consoles of another (`tests.bench.backend.wake`). A city's feed of 5,000 indicators a minute
and five actions a second. Consoles and writers are processes of their own, so that their processor time is told apart.
Beside each figure stands naive polling in the same run: every console asks once a second.

With --attack another: how an operator works while somebody tries to stop the server (`tests.bench.backend.attack`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.backend import attack, wake
from tests.bench.backend.cost import entered, per_action
from tests.bench.backend.quantiles import p
from tests.bench.backend.seen import Watched, a_city, watch
from tests.bench.backend.servers import Servers, Setup, setups
from tests.bench.frame import Measure, Options, Report, run
from tests.harness.postgresql import URL

ATTACK = "--attack"
SEEN_S = {50: 0.5, 200: 1.0}
"""Targets by the number of consoles, on two cores."""
OFF, SNAPSHOT_S, RSS_MB = 20.0, 20.0, 400.0


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    consoles: tuple[int, ...]
    seconds: float
    poll_s: float
    records: int
    log: int
    actions: int
    rounds: int


FULL = Size((10, 50, 200), 30.0, 15.0, 100_000, 500_000, 200, 3)
QUICK = Size((10,), 5.0, 3.0, 5_000, 50_000, 40, 3)


def bench(options: Options) -> Report:
    """Measure all. With --quick one server on SQLite, ten consoles and a tenth of the past; the targets stay."""
    size = QUICK if options.quick else FULL
    measures: list[Measure] = []
    for setup in setups(quick=options.quick):
        found = _seen(setup, size)
        if setup.processes == 1:
            found += _cost(setup, size)
        measures += found
        sys.stderr.write(Report(f"so far: {setup.name}", found).table() + "\n")  # twenty minutes are a long silence
    if URL and not options.quick:
        measures += wake.measures(quick=False)
    return Report("backend: a city's feed, five actions a second", measures)


def quick(_options: Options) -> Report:
    """The short form, for `make bench`."""
    return bench(Options(quick=True))


def _seen(setup: Setup, size: Size) -> list[Measure]:
    measures: list[Measure] = []
    with Servers(setup, a_city) as servers:
        for count in size.consoles:
            desks = servers.desks(count)
            streamed = watch(servers, desks, size.seconds, "stream")
            polled = watch(servers, desks, size.poll_s, "poll")
            measures += _watched(f"{setup.name}, {count} consoles", count, streamed, polled)
    return measures


def _watched(name: str, count: int, one: Watched, polled: Watched) -> list[Measure]:
    def late(share: float, target: float | None = None) -> Measure:
        floor = p(share, polled.late_s)
        what = f"{name}: commit to visible, p{share * 100:.0f}"
        return Measure(what, "s", (p(share, one.late_s),), target, floor=floor, beside="s: polling")

    return [
        late(0.50), late(0.95, SEEN_S.get(count)), late(0.99),
        Measure(f"{name}: an answer to who writes, p95", "s", (p(0.95, one.answers_s),)),
        Measure(f"{name}: never seen", "", (float(one.never),), 0.0, floor=float(polled.never), beside="polling"),
        Measure(f"{name}: rebuilds", "", (float(one.rebuilds),), 0.0),
        Measure(f"{name}: pages for a change and a console", "", (one.pages / max(1, one.written * count),)),
        Measure(f"{name}: server", "cores", (one.server_cpu,), floor=polled.server_cpu, beside="cores: polling"),
        Measure(f"{name}: database", "cores", (one.database_cpu,), floor=polled.database_cpu, beside="cores: polling"),
        Measure(f"{name}: the load itself", "cores", (one.load_cpu,), floor=polled.load_cpu, beside="cores: polling"),
    ]  # fmt: skip


def _cost(setup: Setup, size: Size) -> list[Measure]:
    action, entry = per_action(setup, size.log, size.actions, size.rounds), entered(setup, size.records)
    with_database = f"ms with the database's; {action.none_with_database:.3g} with an empty log"
    return [
        Measure(
            f"{setup.name}: an action after {size.log:,}", "ms CPU", (action.many,),
            floor=action.many_with_database, beside=with_database,
        ),
        Measure(f"{setup.name}: an action with an empty log", "ms CPU", (action.none,)),
        Measure(f"{setup.name}: these two apart by", "%", (action.off,), OFF),
        Measure(
            f"{setup.name}: {size.records:,} incidents by five at once", "s", (max(entry.snapshots_s),), SNAPSHOT_S
        ),
        Measure(
            f"{setup.name}: memory meanwhile", "MB", (entry.snapshot_rss_mb,), RSS_MB, floor=entry.rss_mb,
            beside="MB: before anybody came",
        ),
        Measure(f"{setup.name}: memory at a hundred sign-ins", "MB", (entry.signed_in_rss_mb,), RSS_MB),
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """With --attack only how an operator works while somebody tries to stop the server."""
    rest = [one for one in arguments if one != ATTACK]
    return run(attack.bench if ATTACK in arguments else bench, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
