"""`python -m tests.bench`: run every benchmark, print the tables, write build/bench.json."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.bench import desk, event_loop, feeds, palette, parts, points, proofs, queue, start
from tests.bench.backend import __main__ as backend
from tests.bench.frame import Options
from tests.bench.sync import __main__ as sync
from tests.bench.video import __main__ as video
from tests.bench.wall import __main__ as wall

BENCHES = (
    start.bench, event_loop.bench, parts.bench, proofs.bench, video.quick, sync.quick, queue.quick, desk.quick,
    palette.quick, wall.quick, points.quick, feeds.bench, backend.quick,
)  # fmt: skip
OUT = Path(__file__).resolve().parents[2] / "build" / "bench.json"


def main(arguments: list[str]) -> int:
    """Run all; 1 where `--check` meets a missed target."""
    parser = argparse.ArgumentParser(description="Run every benchmark and write build/bench.json.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args(arguments)
    reports = []
    for bench in BENCHES:
        report = bench(Options(quick=asked.quick))
        print(report.table(), end="\n\n", flush=True)
        reports.append(report)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([report.data() for report in reports], ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if asked.check and not all(report.met for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
