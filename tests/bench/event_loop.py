"""The longest gap of the interface's event loop with nine live cameras and fifty updates a second."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests

from tests.bench.frame import Measure, Options, Report, run
from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver

RATE_HZ = 50
SETTLE_S = 5.0


def bench(options: Options) -> Report:
    """Feed indicators and incidents through the connectors' door while the console shows nine live cameras."""
    seconds = 20.0 if options.quick else 60.0
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder, screen() as environment:
        root = Path(folder)
        (root / "city").mkdir()
        with City(root / "city") as town:
            console = Driver(
                root / "desk", "--backend", town.url, sign_in=("ha.le", town.password), environment=environment
            )
            with console:
                console.until(_busy, 40, "nine live cameras and a queue")
                time.sleep(SETTLE_S)
                console.do("loop-gap", reset=True)
                idle_s = min(5.0, seconds / 4)
                time.sleep(idle_s)
                idle = console.do("loop-gap", reset=True)
                sent = _feed(town, seconds)
                loaded = console.do("loop-gap")
    return Report(
        "event_loop",
        [
            Measure("longest gap", "ms", (loaded["max_ms"],), 100.0, floor=idle["max_ms"], beside="ms: idle, same run"),
            Measure("p99 gap", "ms", (loaded["p99_ms"],)),
            Measure("updates sent", "1/s", (sent / seconds,), RATE_HZ * 0.95, at_least=True),
        ],
    )


def _busy(state: dict[str, Any]) -> bool:
    live = sum(tile["state"] == "live" for tile in state.get("tiles", []))
    return live == 9 and len(state.get("rows", [])) > 20


def _feed(town: City, seconds: float) -> int:
    """Publish `RATE_HZ` changes a second: four in five are indicators, one is an incident; how many were sent."""
    post = town.feed()
    records = _records(town)
    chance = random.Random(7)
    began, sent = time.monotonic(), 0
    while (elapsed := time.monotonic() - began) < seconds:
        if sent < elapsed * RATE_HZ:
            kind = "incident" if sent % 5 == 0 else "indicator"
            key, data = chance.choice(records[kind])
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            changed = (
                {"updated_at": now, "description": f"{sent}"}
                if kind == "incident"
                else {"value": (data["value"] or 0.0) + chance.uniform(-0.1, 0.1), "as_of": now}
            )
            post(records=[{"type": kind, "id": key, "data": {**data, **changed}}])
            sent += 1
        else:
            time.sleep(0.002)
    return sent


def _records(town: City) -> dict[str, list[tuple[str, dict[str, Any]]]]:
    auth = town.proven(town.token("quan.tri"))
    answer = requests.get(f"{town.url}/v1/sync/snapshot", auth=auth, timeout=10)
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {"incident": [], "indicator": []}
    for item in answer.json()["items"]:
        if item["type"] in found:
            found[item["type"]].append((item["id"], item["data"]))
    return found


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
