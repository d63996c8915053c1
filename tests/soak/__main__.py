"""`python -m tests.soak --minutes N [--wall]`: tiles opened and closed, cameras come and go; what grows is a fault.

The real console shows nine cameras of the demo city through a proxy that cuts all of them now and then. Every few
seconds it turns to the next nine, enlarges one, looks back, saves a picture, so that at least two thousand tiles are
opened and closed in twenty minutes. Prints a table, writes build/soak.json and build/soak.svg, and ends with 1 where
something grew. With `--wall` a node of a wall lives through hours of its own (`tests.soak.wall`), into build/soak-wall.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.bench.frame import Measure, Report
from tests.harness.screen import screen
from tests.journeys.driver import Driver
from tests.soak import wall
from tests.soak.curve import write_curve
from tests.soak.flapping import FlappingCity
from tests.soak.samples import Sample, sample, slope_per_hour

TILES, WANTED = 9, 2200
TURN_MOST_S, CUT_EVERY_S = 10.0, 45.0
WARM_SHARE, SETTLE_S = 0.3, 5.0
SLOPE_MIB_H = 1.0
OUT = Path(__file__).resolve().parents[2] / "build"


def soak(seconds: float) -> tuple[Report, list[Sample]]:
    """Run for so long."""
    with tempfile.TemporaryDirectory(prefix="ioc-soak-") as name, screen() as environment:
        root = Path(name)
        (root / "city").mkdir()
        (root / "desk").mkdir()
        # Nobody sits here for an hour: the desk would lock, and nothing would be opened any more.
        (root / "desk" / "settings.toml").write_text('credentials = "file"\nlock_after_minutes = 0\n', encoding="utf-8")
        with (
            FlappingCity(root / "city", simulate=True) as town,
            Driver(
                root / "desk", "--backend", town.url, sign_in=("ha.le", town.password), environment=environment
            ) as console,
        ):
            console.until(lambda s: len(s["tiles"]) == TILES, 60, "nine tiles")
            time.sleep(SETTLE_S)
            console.do("loop-gap", reset=True)
            samples, opened = _live(console, town, seconds)
            gap = console.do("loop-gap")
            faults = console.state()["faults"]
    wanted = min(2000.0, seconds / 0.6)
    first = [Measure("tiles opened and closed", "", (float(opened),), wanted, at_least=True)]
    return _report(f"soak, {seconds / 60:.0f} min", first, samples, gap["max_ms"], faults), samples


def soak_wall(seconds: float) -> tuple[Report, list[Sample]]:
    """Run a node of a wall for so long."""
    run = wall.soak_wall(seconds)
    title = f"soak of a wall, {seconds / 60:.0f} min"
    return _report(title, wall.measures(run), run.samples, run.gap_ms, run.faults), run.samples


def _live(console: Driver, town: FlappingCity, seconds: float) -> tuple[list[Sample], int]:
    turn_s = min(TURN_MOST_S, max(1.0, seconds * TILES / WANTED))
    began, opened, turns, cut_at = time.monotonic(), 0, 0, CUT_EVERY_S
    samples: list[Sample] = []
    while (elapsed := time.monotonic() - began) < seconds:
        time.sleep(turn_s)
        samples.append(sample(console.process.pid, elapsed + turn_s))
        if elapsed > cut_at and town.proxy is not None:
            town.proxy.cut()
            cut_at += CUT_EVERY_S
        console.do("next-cameras")
        opened += TILES
        turns += 1
        if turns % 4 == 0:
            _play(console, turns)
        if turns % 60 == 0:
            print(f"{elapsed / 60:5.1f} min  {samples[-1]}", file=sys.stderr, flush=True)
    return samples, opened


def _play(console: Driver, turns: int) -> None:
    """What an operator does besides."""
    grid = console.state()["grid"]
    if not grid:
        return
    camera = grid[turns % len(grid)]
    console.do("focus-camera", camera=camera)
    time.sleep(0.5)
    console.do("replay-camera", camera=camera)
    time.sleep(0.3)
    for _ in range(3):
        console.do("go-back")
    console.do("toggle-statistics")


def _report(title: str, first: list[Measure], samples: list[Sample], gap_ms: float, faults: int) -> Report:
    warm = samples[int(len(samples) * WARM_SHARE) :]
    early, late = warm[: len(warm) // 3], warm[-len(warm) // 3 :]

    def slope(name: str) -> float:
        return slope_per_hour([(one.at_s, getattr(one, name)) for one in warm])

    def growth(name: str) -> float:
        begun, ended = (float(statistics.median(getattr(one, name) for one in part)) for part in (early, late))
        return ended - begun

    measures = [
        *first,
        Measure("interface, memory", "MiB", (warm[-1].interface_mib,)),
        Measure("interface, growth", "MiB/h", (slope("interface_mib"),), SLOPE_MIB_H),
        Measure("decoders, memory", "MiB", (warm[-1].decoders_mib,)),
        Measure("decoders, growth", "MiB/h", (slope("decoders_mib"),), SLOPE_MIB_H),
        Measure("handles, growth", "", (growth("handles"),), 2.0),
        Measure("threads, growth", "", (growth("threads"),), 1.0),
        Measure("processes, growth", "", (growth("processes"),), 0.0),
        Measure("segments of shared memory, growth", "", (growth("segments"),), 1.0),
        Measure("longest gap of the event loop", "ms", (gap_ms,), 100.0),
        Measure("faults of ours", "", (float(faults),), 0.0),
    ]
    return Report(title, measures)


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--wall", action="store_true", help="a node of a wall instead of a desk")
    asked = parser.parse_args(arguments)
    name = "soak-wall" if asked.wall else "soak"
    report, samples = (soak_wall if asked.wall else soak)(asked.minutes * 60)
    OUT.mkdir(exist_ok=True)
    data = report.data() | {"samples": [asdict(one) for one in samples]}
    (OUT / f"{name}.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    write_curve(OUT / f"{name}.svg", samples)
    print(report.table())
    return 0 if report.met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
