"""One desk in a city behind a fault proxy, and what every test of a fault asks of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pysqlite3

from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver

DOWN_S, SETTLED_S = 31.0, 20.0
NOTES = 3
MOST_GAP_MS = 300.0
"""A busy machine excuses no more than this while a disk fails, a file is damaged or two people disagree."""


@contextmanager
def desk(folder: Path) -> Iterator[tuple[City, FaultProxy, Driver]]:
    """A console that reaches its backend through a proxy, signed in and with a queue."""
    (folder / "city").mkdir()
    with (
        City(folder / "city", cameras=False) as town,
        FaultProxy(("127.0.0.1", town.port)) as proxy,
        Driver(
            folder / "desk", "--backend", f"http://127.0.0.1:{proxy.port}", sign_in=("ha.le", town.password)
        ) as console,
    ):
        console.until(lambda s: len(s["rows"]) > 10 and linked(s), 20, "a queue, and a link that lives")
        yield town, proxy, console


def linked(state: dict[str, Any]) -> bool:
    """Whether the incidents' channel says that it lives."""
    return bool(state["links"]["incidents"]["state"] == "live")


def write(console: Driver, words: str, count: int = NOTES) -> list[str]:
    """Save some notes; each is promised once its command has returned."""
    rows = console.state()["rows"]
    texts = [f"{words} {number}" for number in range(count)]
    for number, text in enumerate(texts):
        console.do("add-note", incident=rows[number % len(rows)]["id"], text=text)
    return texts


def arrived(town: City) -> list[str]:
    """Every note in the server's log, in its order."""
    return [json.loads(row["payload"])["text"] for row in town.log() if row["type"] == "note"]


def settled(console: Driver, within_s: float) -> float:
    """Wait until nothing waits any more, in the file and then on screen; how long that took (s)."""
    began = time.monotonic()
    unsent = "SELECT 1 FROM actions WHERE state IN ('waiting', 'sending', 'answered') LIMIT 1"
    while read_only(console.data_dir / "outbox.db", unsent) and time.monotonic() - began < within_s:
        time.sleep(0.1)
    left_s = within_s - (time.monotonic() - began)
    console.until(lambda s: s["outbox"]["waiting"] == 0 and linked(s), max(left_s, 1.0), "nothing that waits")
    return time.monotonic() - began


def read_only(path: Path, query: str, *values: str) -> list[Any]:
    """What a query finds in a database that somebody else has open."""
    connection = pysqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return list(connection.execute(query, values))
    finally:
        connection.close()
