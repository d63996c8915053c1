"""`python -m tests.bench.backend --attack`: how an operator works while somebody tries to stop the server.

From one address, the operator's own: bodies of 8 MB without a token, with a stolen one, with an operator's and its key;
a flood of sign-ins; 2,000 connections that never end their request. Beside it stands the same operator before it began.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from backend.entrance.doorway import SIGN_INS_A_MINUTE
from tests.backend.device import Device
from tests.bench.backend.seen import a_city, keys
from tests.bench.backend.servers import Load, Servers, Setup
from tests.bench.frame import Measure, Options, Report

P95_S, RSS_MB = 0.5, 400.0
"""Of an action of an operator (issue: trust, availability), and of the server's largest process."""
EVERY_S = 0.2
WARM_S = 3.0
"""Until all of the attack is there."""


def bench(options: Options) -> Report:
    """Measure."""
    seconds = 10.0 if options.quick else 60.0
    with Servers(Setup("sqlite", 1), a_city, sign_ins=SIGN_INS_A_MINUTE) as servers:
        desk = servers.desk()
        calm = list(_actions(desk, seconds / 3, "calm"))
        before_mb = servers.rss_mb()
        taken = servers.desk(1)
        mine = {"token": taken.proven.token, "device": taken.name, "nonces": taken.proven.nonces}
        load = Load("attackers", {"url": servers.urls[0], "warm_s": WARM_S, **mine})
        load.answer()
        with servers.peak() as peak:
            attacked = list(_actions(desk, seconds, "attacked"))
        load.say()
        found = load.answer()
        load.end()
        after = list(_actions(desk, seconds / 3, "after"))
        desk.http.close()
    told = [Measure(f"attack: {name}", "", (float(count),)) for name, count in sorted(found["seen"].items())]
    return Report(
        "backend: an operator's action while the server is attacked from the operator's own address",
        [
            Measure("an action, p95", "s", (_p95(attacked),), P95_S, floor=_p95(calm), beside="s before"),
            Measure("an action, the slowest", "s", (max(attacked),), floor=max(calm), beside="s before"),
            Measure("an action afterwards, p95", "s", (_p95(after),), P95_S),
            Measure("memory meanwhile", "MB", (peak[0],), RSS_MB, floor=before_mb, beside="MB before"),
            Measure("attack: half-open at once, as the attacker saw it", "", (float(found["most_open"]),)),
            *told,
        ],
    )


def _actions(desk: Device, seconds: float, name: str) -> Iterable[float]:
    """How long each of an operator's notes took to be answered (s); five a second at most."""
    ends, number = time.monotonic() + seconds, 0
    targets = keys()
    while time.monotonic() < ends:
        number += 1
        asked = time.monotonic()
        target = {"id": targets[number % len(targets)], "version": 1}
        done = desk.send(desk.action("note", target, text=f"{name} {number}"))
        took = time.monotonic() - asked
        if done[0]["result"] != "applied":
            raise RuntimeError(f"an action was not applied: {done}")
        yield took
        time.sleep(max(0.0, EVERY_S - took))


def _p95(samples: list[float]) -> float:
    return sorted(samples)[round(0.95 * (len(samples) - 1))]
