"""What was done for each row of the faults and what was seen: told by the tests, printed as docs/reference/faults.md.

A test says `seen(row, done, outcome, **figures)` after its assertions; figures are numbers with their unit in the name
(`down_after_s=9.2`). `python -m tests.faults` runs them all and writes the table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEN = ROOT / "build" / "faults.jsonl"
TABLE = ROOT / "docs" / "reference" / "faults.md"
ROWS = 36
Seen = Callable[..., None]


@dataclass(frozen=True)
class Sight:
    """One test's word on one row."""

    row: int
    test: str
    done: str
    outcome: str
    figures: dict[str, float | int | str] = field(default_factory=dict)


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Iterator[Seen]:
    """`seen(row, done, outcome, **figures)`; kept only if the test passes to its end."""
    told: list[Sight] = []
    test = f"{Path(request.node.path).relative_to(ROOT)}::{request.node.name}"

    def tell(row: int, done: str, outcome: str, **figures: float | int | str) -> None:
        told.append(Sight(row, test, done, outcome, figures))

    failed = request.session.testsfailed
    yield tell
    if request.session.testsfailed == failed:
        SEEN.parent.mkdir(exist_ok=True)
        with SEEN.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in told)


def table() -> str:
    """The whole table from the last word of each test."""
    latest: dict[tuple[int, str], Sight] = {}
    for line in SEEN.read_text(encoding="utf-8").splitlines():
        sight = Sight(**json.loads(line))
        latest[sight.row, sight.test] = sight
    lines = [
        "# Faults and what was seen",
        "",
        "Written by `python -m tests.faults` from a run of the tests named in it; not edited by hand. Each goes",
        "through the real console session, real HTTP and the real backend. Expected of every row besides: nothing",
        "saved is lost, nothing arrives twice, the interface is held up for 100 ms at most (`gap ms`), what the",
        "machine itself kept it waiting aside.",
        "",
        "| row | what was done | what was seen | figures | test |",
        "|---|---|---|---|---|",
    ]
    for (_row, _test), sight in sorted(latest.items()):
        figures = " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in sight.figures.items())
        lines.append(f"| {sight.row} | {sight.done} | {sight.outcome} | {figures} | `{sight.test}` |")
    return "\n".join(lines) + "\n"


def rows_told() -> set[int]:
    """Rows that the last run has a word on."""
    return {json.loads(line)["row"] for line in SEEN.read_text(encoding="utf-8").splitlines()}
