"""From process start to the first painted window and to nine live pictures, with a cold and a warm cache."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.bench.frame import Measure, Options, Report, run
from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver

LIMIT_S = 30.0
FIRST, NINE = "first_window", "live_pictures_9"


def bench(options: Options) -> Report:
    """Measure the start of the real program on a virtual screen, against the real backend and cameras."""
    runs = 3 if options.quick else 7
    cold: list[dict[str, float]] = []
    warm: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as folder, screen() as environment:
        root = Path(folder)
        (root / "city").mkdir()
        with City(root / "city") as town:
            for number in range(runs):
                data_dir = root / f"desk-{number}"
                cold.append(_start(data_dir, town, environment, signed_in=False))
                warm.append(_start(data_dir, town, environment, signed_in=True))
    floor = _floor(runs)
    return Report(
        "start",
        [
            Measure("first window, warm", "s", _of(warm, FIRST), 2.5, floor=floor, beside="s: an empty Qt window"),
            Measure("nine live pictures, warm", "s", _of(warm, NINE), 5.0),
            Measure("first window, cold", "s", _of(cold, FIRST)),
            Measure("nine live pictures, cold", "s", _of(cold, NINE)),
        ],
    )


def _of(runs: list[dict[str, float]], event: str) -> tuple[float, ...]:
    return tuple(run[event] for run in runs)


def _start(data_dir: Path, town: City, environment: Mapping[str, str], *, signed_in: bool) -> dict[str, float]:
    timings = data_dir.with_suffix(".warm" if signed_in else ".cold")
    sign_in = None if signed_in else ("ha.le", town.password)
    options = ("--backend", town.url, "--timings", str(timings))
    with Driver(data_dir, *options, sign_in=sign_in, environment=environment) as console:
        end = time.monotonic() + LIMIT_S
        while time.monotonic() < end:
            seen = _read(timings)
            if FIRST in seen and NINE in seen:
                return seen
            time.sleep(0.05)
        raise AssertionError(f"nine live pictures did not come within {LIMIT_S} s:\n{console.last_words()}")


def _read(path: Path) -> dict[str, float]:
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {line["event"]: float(line["s"]) for line in lines}


def _floor(runs: int) -> float:
    """What Python and Qt alone need to show an empty window: nobody starts faster than that."""
    code = (
        "from PySide6.QtWidgets import QApplication, QWidget;"
        "from PySide6.QtCore import QTimer;"
        "a = QApplication([]); w = QWidget(); w.show(); QTimer.singleShot(0, a.quit); a.exec()"
    )
    taken = []
    with screen() as environment:
        for _ in range(runs):
            began = time.monotonic()
            subprocess.run([sys.executable, "-c", code], env=_environment(environment), check=True, timeout=LIMIT_S)
            taken.append(time.monotonic() - began)
    return sorted(taken)[len(taken) // 2]


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", **more}


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
