"""A process of those who write: connectors that report 5,000 indicators a minute, desks that act five times a second.

One line of JSON on standard input says where and for how long; when it was answered is written to standard output.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import requests

from tests.backend.device import Device

INDICATORS, A_REQUEST = 5_000, 100
"""Fifty gateways of a hundred sensors, each of which reports once a minute, each at its own second."""
FEED_EVERY_S = 60.0 * A_REQUEST / INDICATORS
DEVICES, ACTIONS_A_SECOND = 10, 5.0
TEXT = "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút."


@dataclass
class Written:
    """Moments of answers (seconds of the machine's monotonic clock), and how long each answer took."""

    feed: list[tuple[float, int, float]] = field(default_factory=list)
    """The newest number of the feed that an answer told."""
    actions: list[tuple[float, str, int, float]] = field(default_factory=list)
    """An incident, and its version afterwards."""


def indicator(number: int, value: float, at: str) -> dict[str, Any]:
    """One of the 5,000, as a connector reports it."""
    data = {
        "name": f"Mực nước trạm {number}", "short_name": f"Trạm {number}", "domain": "water", "unit": "cm",
        "decimals": 0, "period": "minute", "owner": "Sở Nông nghiệp và Môi trường",
        "source": f"gateway-{number // A_REQUEST}", "warn": 150, "alarm": 200, "value": value, "as_of": at,
        "lat": 9.6, "lon": 106.5,
    }  # fmt: skip
    return {"type": "indicator", "id": f"bench-{number:04d}", "data": data}


def _iso_now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Writers:
    """All of them, in threads."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.written = Written()
        self._job = job
        self._ending = threading.Event()
        self._lock = threading.Lock()
        towns = [SimpleNamespace(url=url, password=job["password"]) for url in job["urls"]]
        self._desks = [
            Device(_town(towns, number), user, f"{job['name']}-{number}")
            for number, user in zip(range(DEVICES), job["users"], strict=True)
        ]
        self._source = (job["urls"][0], requests.Session())
        self._source[1].trust_env = False
        self._source[1].headers.update(job["source"])

    def run(self) -> None:
        """For as long as asked."""
        began = time.monotonic()
        with ThreadPoolExecutor(DEVICES + 1) as pool:
            every = DEVICES / ACTIONS_A_SECOND
            running = [pool.submit(self._paced, began, FEED_EVERY_S, self._report)]
            for number, desk in enumerate(self._desks):
                act = self._acting(desk, number)
                running.append(pool.submit(self._paced, began + number * every / DEVICES, every, act))
            self._ending.wait(self._job["seconds"])
            self._ending.set()
            for one in running:
                one.result()

    def _paced(self, began: float, every_s: float, work: Callable[[int], None]) -> None:
        count = 0
        while not self._ending.wait(max(0.0, began + count * every_s - time.monotonic())):
            work(count)
            count += 1

    def _report(self, count: int) -> None:
        at, first = _iso_now(), count * A_REQUEST % INDICATORS
        gateway = f"gateway-{first // A_REQUEST}"
        records = [indicator(number, (number * 7 + count) % 250, at) for number in range(first, first + A_REQUEST)]
        source = {"type": "source", "id": gateway, "data": {"name": gateway, "agency": "Sở", "last_report_at": at}}
        points = [{"id": one["id"], "points": [{"at": at, "value": one["data"]["value"]}]} for one in records]
        asked = time.monotonic()
        body = {"records": [source, *records], "points": points}
        url, connector = self._source
        answer = connector.post(f"{url}/v1/feeds/records", json=body, timeout=60)
        answered = time.monotonic()
        answer.raise_for_status()
        self.written.feed.append((answered, int(answer.json()["last_seq"]), answered - asked))

    def _acting(self, desk: Device, number: int) -> Callable[[int], None]:
        incidents: list[str] = self._job["incidents"]

        def act(count: int) -> None:
            key = incidents[(count * DEVICES + number) % len(incidents)]
            action = desk.action("note", {"id": key, "version": 1}, text=TEXT)
            asked = time.monotonic()
            result = desk.send(action)[0]
            answered = time.monotonic()
            if result["result"] != "applied":
                raise requests.RequestException(f"an action was not applied: {result}")
            with self._lock:
                self.written.actions.append((answered, key, int(result["version"]), answered - asked))

        return act


def _town(towns: list[Any], number: int) -> Any:
    return towns[number % len(towns)]


def main() -> int:
    """Sign in, wait for the word, write."""
    writers = Writers(json.loads(sys.stdin.readline()))
    print(json.dumps({"ready": True}), flush=True)
    sys.stdin.readline()
    writers.run()
    print(json.dumps(asdict(writers.written)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
