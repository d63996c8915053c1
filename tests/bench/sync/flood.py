"""A thousand updates a second: how evenly the interface beats, and how old what it shows is."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.bench.sync.following import changed
from tests.bench.sync.load import Stored, sensors
from tests.journeys.city import City
from tests.journeys.driver import Driver

BATCHES_HZ = 10
INCIDENT_SHARE = 5
"""One update in five is an incident's, the others are measured values: as in the bench of the event loop."""
DRAIN_S = 15.0
POLL_S = 0.01
SETTLE_S = 2.0


@dataclass(frozen=True)
class Flooded:
    """Longest and p99 gap of the interface's loop, and the age of the probed row at its paint, all in milliseconds."""

    rate: float
    gap_ms: float
    p99_gap_ms: float
    fresh_ms: tuple[float, ...]


class _Probe(threading.Thread):
    """Posts at a fixed pace; each batch holds one more version of the first open incident."""

    def __init__(self, town: City, opened: list[Stored], rate: int, seconds: float) -> None:
        super().__init__(name="flood")
        self._post = town.feed()
        self._opened = opened
        self._sensors = sensors(rate // 2)
        self._size = rate // BATCHES_HZ
        self._seconds = seconds
        self.sent: list[float] = []
        """When each version was posted; the first is that after the version at the start."""
        self.count = 0
        self.failed: BaseException | None = None

    def run(self) -> None:
        """Post until the time is over."""
        try:
            began = time.monotonic()
            while (elapsed := time.monotonic() - began) < self._seconds:
                if len(self.sent) > elapsed * BATCHES_HZ:
                    time.sleep(0.002)
                    continue
                batch = self._batch()
                self.sent.append(time.monotonic())
                self._post(records=batch)
                self.count += len(batch)
        except Exception as error:  # noqa: BLE001 - told by the thread that waits
            self.failed = error

    def _batch(self) -> list[dict[str, Any]]:
        number = len(self.sent)
        of_incidents = max(self._size // INCIDENT_SHARE, 1)
        others = self._opened[1:]
        batch = [changed(self._opened[0], number)]
        first = number * of_incidents
        batch += [changed(others[(first + step) % len(others)], number) for step in range(of_incidents - 1)]
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        for step in range(self._size - len(batch)):
            key, data = self._sensors[(number * self._size + step) % len(self._sensors)]
            batch.append({"type": "indicator", "id": key, "data": {**data, "value": float(number), "as_of": now}})
        return batch


def flood(console: Driver, town: City, opened: list[Stored], rate: int, seconds: float) -> Flooded:
    """Publish `rate` updates a second through the connectors' door and watch the real program."""
    probed = opened[0][0]
    console.until(lambda s: s["links"]["incidents"]["state"] == "live", 60, "a link that lives")
    time.sleep(SETTLE_S)
    first = console.do("show-row", incident=probed)
    probe = _Probe(town, opened, rate, seconds)
    console.do("loop-gap", reset=True)
    probe.start()
    fresh: list[float] = []
    end = time.monotonic() + seconds + DRAIN_S
    while (probe.is_alive() or len(fresh) < len(probe.sent)) and time.monotonic() < end:
        shown = console.do("show-row", incident=probed) - first
        now = time.monotonic()
        fresh += [(now - sent) * 1000 for sent in probe.sent[len(fresh) : shown]]
        time.sleep(POLL_S)
    gaps = console.do("loop-gap")
    probe.join()
    if probe.failed is not None:
        raise probe.failed
    assert len(fresh) == len(probe.sent), f"{len(probe.sent) - len(fresh)} versions were never shown"
    return Flooded(probe.count / seconds, gaps["max_ms"], gaps["p99_ms"], tuple(fresh))
