"""From process start to the first painted window, to the desk's own and to nine live pictures, with a cold and a warm
cache; from nothing at all, not even a clip, to a demo city's desk that lives; and how soon `--help` answers.

The first window says that the console opens, while the desk is still being loaded. It has to come as soon as Qt can be
expected to show anything: its target is a multiple of an empty Qt window's time in the same run.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from tests.bench.frame import Measure, Options, Report, run
from tests.harness.end_with_us import end_with_us
from tests.harness.run import run_patiently
from tests.harness.screen import screen
from tests.journeys.city import ROOT, City
from tests.journeys.driver import Driver

LIMIT_S, FIRST_LIMIT_S = 30.0, 180.0
OPENING, FIRST, NINE = "opening_window", "first_window", "live_pictures_9"
OPENING_S, OF_EMPTY = 2.0, 4.0
"""The first window: never later than this, and within so many times of what an empty Qt window takes."""
AS_SET_UP = MappingProxyType({"PYTHONDONTWRITEBYTECODE": ""})
"""Modules are compiled when they are installed; a test run that forbids Python to keep them does not mean these."""
ANSWER_S = 0.5
ANSWERS = (("main.py", "--help"), ("main.py", "--version"), ("-m", "backend", "--help"))


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
        first = [] if options.quick else [_first_start(root / f"first-{number}", environment) for number in range(2)]
    floor = _floor(runs)
    return Report(
        "start",
        [
            Measure(
                "first window, warm", "s", _of(warm, OPENING), min(OPENING_S, OF_EMPTY * floor),
                floor=floor, beside="s: an empty Qt window",
            ),
            Measure("the desk's window, warm", "s", _of(warm, FIRST), 2.5),
            Measure("nine live pictures, warm", "s", _of(warm, NINE), 5.0),
            Measure(
                "first window, cold", "s", _of(cold, OPENING), min(OPENING_S, OF_EMPTY * floor),
                floor=floor, beside="s: an empty Qt window",
            ),
            Measure("the desk's window, cold", "s", _of(cold, FIRST)),
            Measure("nine live pictures, cold", "s", _of(cold, NINE)),
            *(Measure(" ".join(command), "s", _answered(command, runs), ANSWER_S) for command in ANSWERS),
            *([Measure("a living desk, first start of the demo", "s", _of(first, NINE), 60.0)] if first else []),
        ],
    )  # fmt: skip


def _of(runs: list[dict[str, float]], event: str) -> tuple[float, ...]:
    return tuple(run[event] for run in runs)


def _start(data_dir: Path, town: City, environment: Mapping[str, str], *, signed_in: bool) -> dict[str, float]:
    timings = data_dir.with_suffix(".warm" if signed_in else ".cold")
    sign_in = None if signed_in else ("ha.le", town.password)
    options = ("--backend", town.url, "--timings", str(timings))
    with Driver(data_dir, *options, sign_in=sign_in, environment={**environment, **AS_SET_UP}) as console:
        return _until_nine(console, timings, LIMIT_S)


def _first_start(root: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """`main.py --demo` where no clip has ever been drawn."""
    timings = root / "timings"
    nothing = {"XDG_CACHE_HOME": str(root / "cache")}
    with Driver(root / "desk", "--demo", "--timings", str(timings), environment={**environment, **nothing}) as console:
        return _until_nine(console, timings, FIRST_LIMIT_S)


def _until_nine(console: Driver, timings: Path, limit_s: float) -> dict[str, float]:
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        seen = _read(timings)
        if seen.keys() >= {OPENING, FIRST, NINE}:
            return seen
        time.sleep(0.05)
    raise AssertionError(f"nine live pictures did not come within {limit_s} s:\n{console.last_words()}")


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
            run_patiently([sys.executable, "-c", code], env=_environment(environment), check=True, patience_s=LIMIT_S)
            taken.append(time.monotonic() - began)
    return sorted(taken)[len(taken) // 2]


def _answered(command: Sequence[str], runs: int) -> tuple[float, ...]:
    """How long each of `runs` calls took, the first one, which reads from the disk, left out."""
    taken = []
    for _ in range(runs + 1):
        began = time.monotonic()
        run_patiently(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, **AS_SET_UP},
            check=True,
            capture_output=True,
            patience_s=LIMIT_S,
        )
        taken.append(time.monotonic() - began)
    return tuple(taken[1:])


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", **end_with_us(), **more}


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
