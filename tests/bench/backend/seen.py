"""How soon a change is seen: from the answer to whoever wrote it to the moment when a console has it parsed."""

from __future__ import annotations

import time
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from backend.ledger.ledger import Ledger
from tests.bench.backend.servers import Desks, Load, Servers
from tests.bench.backend.writers import A_REQUEST, INDICATORS, indicator
from tests.bench.sync.load import incidents

OPEN = 500
AT_LAST_S = 3.0
"""What is not seen so long after the last write is counted as never seen."""


@dataclass(frozen=True)
class Watched:
    """What consoles saw of a city's writers in so many seconds."""

    late_s: list[float]
    """Of every change at every console."""
    never: int
    rebuilds: int
    pages: int
    carried: int
    written: int
    answers_s: list[float]
    """How long who wrote waited for an answer."""
    server_cpu: float
    """Processor seconds in a second of the clock; 1 is a core."""
    database_cpu: float
    load_cpu: float


def a_city(ledger: Ledger) -> None:
    """5,000 indicators of fifty gateways and 500 open incidents."""
    at = "2026-11-21T05:00:00.000Z"
    ledger.publish(
        [(one["type"], one["id"], one["data"]) for one in (indicator(number, 0, at) for number in range(INDICATORS))]
        + [("source", f"gateway-{n}", {"name": f"gateway-{n}"}) for n in range(INDICATORS // A_REQUEST)]
    )
    found = (data for _key, data in incidents(OPEN))
    ledger.publish([("incident", key, {**data, "state": "new"}) for key, data in zip(keys(), found, strict=True)])


def keys() -> list[str]:
    """The incidents that are acted on."""
    return [f"bench-{number}" for number in range(OPEN)]


def watch(servers: Servers, desks: Desks, seconds: float, way: str) -> Watched:
    """Let consoles at these desks watch a city by `way`: `stream`, or `poll` once a second."""
    desk = servers.desk()
    cursor = desk.call("GET", "/v1/sync/snapshot").json()["as_of_cursor"]
    job = {"urls": servers.urls, "password": servers.password, "users": servers.users, "source": servers.source}
    writers = Load("writers", {**job, "name": f"{desk.name}-writer", "incidents": keys(), "seconds": seconds})
    writers.answer()
    consoles = Load("consoles", {"way": way, "cursor": cursor, "desks": desks})
    consoles.answer()
    desk.http.close()
    before = (servers.cpu_s(), servers.database_cpu_s(), writers.cpu_s() + consoles.cpu_s())
    began = time.monotonic()
    writers.say()
    written = writers.answer()
    took = time.monotonic() - began
    load_cpu = consoles.cpu_s() + writers.cpu_s() - before[2]
    server_cpu, database_cpu = servers.cpu_s() - before[0], servers.database_cpu_s() - before[1]
    writers.end()
    time.sleep(AT_LAST_S)
    consoles.say()
    seen = consoles.answer()
    consoles.end()
    late = [one for console in seen for one in _late_s(console, written)]
    return Watched(
        late_s=[one for one in late if one is not None],
        never=sum(one is None for one in late),
        rebuilds=sum(console["rebuilds"] for console in seen),
        pages=sum(console["pages"] for console in seen),
        carried=sum(console["carried"] for console in seen),
        written=len(written["feed"]) + len(written["actions"]),
        answers_s=[one[-1] for kind in ("feed", "actions") for one in written[kind]],
        server_cpu=server_cpu / took,
        database_cpu=database_cpu / took,
        load_cpu=load_cpu / took,
    )


def _late_s(console: dict[str, Any], written: dict[str, Any]) -> list[float | None]:
    """Seconds of each write until this console had it; None for never. One that it had before the answer is 0 late."""
    numbers = [number for _at, number in console["numbers"]]
    versions: dict[str, list[tuple[int, float]]] = {}
    for at, key, version in console["versions"]:
        versions.setdefault(key, []).append((version, at))
    late: list[float | None] = []
    for answered, number, _took in written["feed"]:
        place = bisect_left(numbers, number)
        late.append(max(0.0, console["numbers"][place][0] - answered) if place < len(numbers) else None)
    for answered, key, version, _took in written["actions"]:
        found = next((at for seen, at in versions.get(key, ()) if seen >= version), None)
        late.append(None if found is None else max(0.0, found - answered))
    return late
