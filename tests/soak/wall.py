"""`python -m tests.soak --wall`: a node of a wall that is pushed, toured, alarmed, cut off and unplugged for hours.

The real program on two monitors of its own shows the demo city's wall. Every few seconds something else is wished:
presets, tours of tiles and of whole screens, black, frozen. Alarms come in storms and end. Cameras are cut, the network
to the server comes and goes, a monitor is unplugged and plugged in again.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.frame import Measure
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader, NodePlace, node, text
from tests.soak.flapping import FlappingCity
from tests.soak.samples import Sample, sample

TURN_S, CUT_EVERY_S, OUTAGE_EVERY_S, OUTAGE_S = 4.0, 45.0, 180.0, 40.0
UNPLUG_EVERY_S, UNPLUGGED_S = 75.0, 8.0
ALARMS_EVERY_S, ALARMS_LAST_S, ALARMS, ALARM_IDS = 60.0, 30.0, 40, 400
"""The same incidents come back under the same ids: what grows is then not the city."""
SETTLE_S = 10.0
PRESETS = ("ngay", "luan-phien", "dem", "ngap-lut")


@dataclass
class Run:
    """What a soak of a wall came to."""

    samples: list[Sample] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    gap_ms: float = 0.0
    faults: int = 0


def _tour(first: int) -> dict[str, Any]:
    cameras = [{"type": "camera", "camera": f"cam-{(first + step) % 24 + 1:02}"} for step in range(4)]
    tour = {"type": "tour", "row": 0, "col": 0, "rows": 2, "cols": 2, "dwell_s": 3.0, "tiles": cameras}
    slots = [
        {"type": "slot", "row": row, "col": 2, "idle": {"type": "camera", "camera": f"cam-{(first + row) % 24 + 1:02}"}}
        for row in range(2)
    ]
    return {"screen": {"rows": 2, "cols": 3, "tiles": [tour, *slots]}}


def _alarm(number: int, *, over: bool) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    data = {
        "code": f"BD-{number:03}",
        "title": f"Báo động {number}",
        "kind": "chay",
        "severity": number % 4 + 1,
        "state": "closed" if over else "new",
        "place": f"Nơi {number}",
        "channel": "sensor",
        "created_at": at,
        "updated_at": at,
        "camera_ids": [f"cam-{number % 24 + 1:02}"],
        "lat": 9.62,
        "lon": 106.48,
        "history": [],
    }
    return {"type": "incident", "id": f"soak-{number:03}", "data": data}


class _Room:
    """Everything that is done to the wall, each at its own pace."""

    def __init__(self, town: FlappingCity, proxy: FaultProxy, place: NodePlace, done: Counter[str]) -> None:
        self._town, self._proxy, self._place, self._done = town, proxy, place, done
        self._leader = Leader(town, "ha.le")
        self._post = town.feed()
        self._wishes = itertools.count()
        self._alarm = 0
        self._raised: list[int] = []
        self._due: list[tuple[float, Callable[[float], None]]] = [
            (0.0, self._wish),
            (10.0, self._alarms),
            (CUT_EVERY_S, self._cut_cameras),
            (30.0, self._unplug),
            (OUTAGE_EVERY_S / 2, self._outage),
        ]

    def step(self, elapsed: float) -> None:
        """Do what is due."""
        due = [one for one in self._due if one[0] <= elapsed]
        self._due = [one for one in self._due if one[0] > elapsed]
        for _at, work in due:
            work(elapsed)

    def _again(self, at: float, work: Callable[[float], None]) -> None:
        self._due.append((at, work))

    def _wish(self, elapsed: float) -> None:
        number = next(self._wishes)
        if number % 3 == 0:
            self._leader.do("wall_preset", preset=PRESETS[number // 3 % len(PRESETS)])
        elif number % 3 == 1:
            self._leader.push({"t1": _tour(number), "t2": text(f"Lượt {number}", 3)})
        else:
            mark = ("blank", "frozen")[number // 3 % 2]
            self._leader.push({"t1": _tour(number), "t2": _tour(number + 7) | {mark: True}})
        self._done["contents wished"] += 1
        self._again(elapsed + TURN_S, self._wish)

    def _alarms(self, elapsed: float) -> None:
        self._raised = [(self._alarm + step) % ALARM_IDS for step in range(ALARMS)]
        self._alarm += ALARMS
        self._post(records=[_alarm(one, over=False) for one in self._raised])
        self._done["alarms"] += ALARMS
        self._again(elapsed + ALARMS_LAST_S, self._all_over)
        self._again(elapsed + ALARMS_EVERY_S, self._alarms)

    def _all_over(self, _elapsed: float) -> None:
        self._post(records=[_alarm(one, over=True) for one in self._raised])

    def _cut_cameras(self, elapsed: float) -> None:
        if self._town.proxy is not None:
            self._town.proxy.cut()
        self._done["cuts of all cameras"] += 1
        self._again(elapsed + CUT_EVERY_S, self._cut_cameras)

    def _outage(self, elapsed: float) -> None:
        self._proxy.mode = "refuse"
        self._proxy.cut()
        self._done["outages"] += 1
        self._again(elapsed + OUTAGE_S, self._restored)

    def _restored(self, elapsed: float) -> None:
        self._proxy.mode = "clear"
        self._again(elapsed + OUTAGE_EVERY_S - OUTAGE_S, self._outage)

    def _unplug(self, elapsed: float) -> None:
        self._place.monitors.unplug("TWO")
        self._done["screens unplugged"] += 1
        self._again(elapsed + UNPLUGGED_S, self._plug)

    def _plug(self, elapsed: float) -> None:
        self._place.monitors.plug("TWO")
        self._again(elapsed + UNPLUG_EVERY_S - UNPLUGGED_S, self._unplug)


def soak_wall(seconds: float) -> Run:
    """Run for so long."""
    run = Run()
    with tempfile.TemporaryDirectory(prefix="ioc-soak-") as name:
        root = Path(name)
        (root / "city").mkdir()
        with (
            FlappingCity(root / "city", simulate=True) as town,
            FaultProxy(("127.0.0.1", town.port)) as proxy,
            node(root, town, "trai", url=f"http://127.0.0.1:{proxy.port}") as place,
            place.start() as wall,
        ):
            wall.until(lambda s: len(s["screens"]) == 2 and not s["cut_off"], 60, "both screens, and reports")
            time.sleep(SETTLE_S)
            wall.do("loop-gap", reset=True)
            _live(run, wall, _Room(town, proxy, place, run.done), seconds)
            run.gap_ms = wall.do("loop-gap")["max_ms"]
            run.done["changes of slots"] = wall.state()["slot_changes"]
            log = wall.log_path.read_text(encoding="utf-8", errors="replace")
            run.faults = log.count("Traceback (most recent call last)")
    return run


def _live(run: Run, wall: Driver, room: _Room, seconds: float) -> None:
    began, told_s = time.monotonic(), 0.0
    while (elapsed := time.monotonic() - began) < seconds:
        room.step(elapsed)
        run.samples.append(sample(wall.process.pid, elapsed))
        if elapsed - told_s >= 300:
            told_s = elapsed
            print(f"{elapsed / 60:5.1f} min  {run.samples[-1]}  {dict(run.done)}", file=sys.stderr, flush=True)
        time.sleep(max(0.0, min(2.0, began + seconds - time.monotonic())))


def measures(run: Run) -> list[Measure]:
    """What was done to it."""
    return [Measure(name, "", (float(count),)) for name, count in sorted(run.done.items())]
