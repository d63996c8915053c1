"""docs/security.md: what was tried, how often and what was seen, gathered while the attacks run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "attacks"
PAGE = ROOT / "docs" / "security.md"
HELD = "it held"
"""What was seen where a test says no more: it passed."""
_HEAD = """\
# What was tried against it

Written by `python -m tests.attacks` from a run of `tests/attacks/`, in which every one of them passed; not edited by
hand. What each is a threat to, and what stays possible: [explanation/threat-model.md](explanation/threat-model.md).

*It fell without* names a defence that was taken out of a copy of the program (`python -m tests.attacks --undone`): the
attack was seen to succeed there, so what is seen here is the defence's doing. Where several stand behind each other
they were taken out together. A test that no attack is falls where a defence refuses what is right
([decision 075](decisions/075-seen-to-fail.md)).
"""


@dataclass(frozen=True)
class Attack:
    """One test: the name of its file, its own, and the first line of what it says of itself."""

    file: str
    name: str
    what: str


@dataclass
class Seen:
    """What came of one attack, over all of its parametrised cases."""

    attempts: int = 0
    words: list[str] = field(default_factory=list)
    skipped: str = ""
    failed: bool = False


def chapters(folder: Path = FOLDER) -> dict[str, str]:
    """Each file of attacks, and the heading that it has."""
    return {path.name: _first(ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("test_*.py"))}


def attacks(folder: Path = FOLDER) -> list[Attack]:
    """All of them in the order of files and lines, read from the source."""
    found = []
    for path in sorted(folder.glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [Attack(path.name, name, _first(node)) for name, node in _tests(tree)]
    return found


def _tests(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test") else [node]
        for one in inner:
            if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) and one.name.startswith("test_"):
                yield one.name, one


def _first(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The first sentence's line of a docstring, which may go on over line ends until an empty line."""
    return " ".join((ast.get_docstring(node) or "").partition("\n\n")[0].split())


class Gathering:
    """A pytest plugin that keeps what each attack came to, whatever tests say of themselves or do not."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], Seen] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one case is over."""
        place, _, name = report.nodeid.partition("::")
        key = (Path(place).name, name.rpartition("::")[2].partition("[")[0])
        one = self.seen.setdefault(key, Seen())
        one.failed |= report.failed
        if report.skipped:
            one.skipped = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        elif report.when == "call" and report.passed:
            told = dict(report.user_properties)
            number = told.get("attempts", 1)
            one.attempts += number if isinstance(number, int) else 1
            words = str(told.get("seen") or HELD)
            one.words += [words] if words not in one.words else []


def page(
    found: Sequence[Attack],
    seen: Mapping[tuple[str, str], Seen],
    titles: Mapping[str, str],
    falls: Mapping[str, Sequence[str]],
) -> str:
    """The text of docs/security.md; `falls` has the defences without which a test was seen to fail."""
    total = sum(one.attempts for one in seen.values())
    fallen = sum(bool(falls.get(one.name)) for one in found)
    lines = [_HEAD, f"{len(found)} attacks, {total:,} attempts; {fallen} seen to succeed without its defence."]
    for file, title in titles.items():
        lines += [
            "",
            f"## {title.rstrip('.')}",
            "",
            "| what was tried | how often | what was seen | it fell without | test |",
        ]
        lines += ["|---|---:|---|---|---|"]
        for one in (one for one in found if one.file == file):
            came = seen.get((one.file, one.name), Seen(skipped="not run"))
            words = "; ".join(came.words) or f"not tried on the machine of this run: {came.skipped}"
            without = "; ".join(falls.get(one.name, ())) or "not seen"
            cells = (one.what, f"{came.attempts:,}", words, without, f"`{one.file}::{one.name}`")
            lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
