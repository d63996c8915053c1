"""What every benchmark shares: measures with targets and peers, a table for people, JSON for machines, an exit code."""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

QUICK_S = 50.0


@dataclass(frozen=True)
class Measure:
    """One figure: the median of `samples`, at most (or at least) `target` where it has one.

    `floor` is what the same machine does in the same run at best, or what a peer does; its meaning is in `beside`.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    target: float | None = None
    at_least: bool = False
    floor: float | None = None
    beside: str = ""

    @property
    def value(self) -> float:
        """The median."""
        return statistics.median(self.samples)

    @property
    def met(self) -> bool:
        """Whether the target holds; one without a target always does."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target


@dataclass
class Report:
    """The measures of one benchmark."""

    name: str
    measures: list[Measure] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether every target holds."""
        return all(measure.met for measure in self.measures)

    def table(self) -> str:
        """For people: value, unit, target, and the peer or floor of the same run."""
        rows = [("", "value", "unit", "target", "beside it", "")]
        for one in self.measures:
            sign = "≥" if one.at_least else "≤"
            target = "" if one.target is None else f"{sign} {one.target:g}"
            beside = "" if one.floor is None else f"{one.floor:.4g} {one.beside}"
            rows.append((one.name, f"{one.value:.4g}", one.unit, target, beside, "" if one.met else "MISSED"))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([self.name, *lines])

    def data(self) -> dict[str, object]:
        """For machines."""
        measures = [asdict(one) | {"value": one.value, "met": one.met} for one in self.measures]
        return {"bench": self.name, "machine": platform.platform(), "met": self.met, "measures": measures}


@dataclass(frozen=True)
class Options:
    """What was asked of a benchmark."""

    quick: bool = False


Bench = Callable[[Options], Report]


def run(bench: Bench, arguments: Sequence[str], *own: argparse.ArgumentParser) -> int:
    """The command line of one benchmark; 1 where `--check` meets a missed target. What is its `own` stands in the
    help, and was read by it."""
    parser = argparse.ArgumentParser(description=(bench.__doc__ or "").strip(), parents=own)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    parser.add_argument("--quick", action="store_true", help=f"fewer and shorter runs, under {QUICK_S:g} s")
    asked = parser.parse_args(list(arguments))
    report = bench(Options(quick=asked.quick))
    sys.stdout.write((json.dumps(report.data(), ensure_ascii=False) if asked.json else report.table()) + "\n")
    return 1 if asked.check and not report.met else 0
