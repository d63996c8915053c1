"""`python -m tests.bench.wall`: what a wall and a change cost, how soon a push is painted, whether it flashes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.frame import Options, Report, run
from tests.bench.wall import changes, flash, load, push


def bench(options: Options) -> Report:
    """One PC with one and with four screens of sixteen cameras; pushes, changes of incidents; presets that change."""
    seconds, pushes, switches = (6.0, 8, 0) if options.quick else (30.0, 60, 4)
    with tempfile.TemporaryDirectory(prefix="ioc-bench-") as name:
        folder = Path(name)
        pushed = push.measure(folder / "push", pushes)
        loads = {1: load.watch(folder / "one", 1, seconds, 4.0 if options.quick else load.SETTLE_S)}
        found = [pushed, *changes.measures(folder, 3 if options.quick else 9, all_kinds=not options.quick)]
        if switches:
            loads[4] = load.watch(folder / "four", 4, seconds)
            found += flash.measures(folder / "flash", switches)
    return Report("wall", [*found, *load.measures(loads)])


def quick(options: Options) -> Report:
    """As among all benchmarks."""
    return bench(options)


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))
