"""What ARCHITECTURE.md says that is touched to add something is what its example has touched, no file more or less."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from console.verbs import BY_NAME
from tests.architecture.source import PACKAGES, sources
from views.base.command_list import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (?P<what>.*\(as `(?P<verb>\w+)`\)) \| (?P<touched>.*) \| (?P<files>\d+) \|$", re.MULTILINE)
ROWS = tuple(ROW.finditer((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))


def touched(verb: str) -> set[str]:
    """Files of the packages that write down the name of a verb or of the commands that are named after it."""
    names = {verb, *(one.name for one in COMMANDS if one.name.split("-")[0] == verb)}
    return {
        source.path.as_posix()
        for source in sources(ROOT)
        if source.path.parts[0] in PACKAGES
        and any(isinstance(node, ast.Constant) and node.value in names for node in source.walk())
    }


def test_there_is_a_row_for_a_verb() -> None:
    assert [row["verb"] for row in ROWS if row["verb"] in BY_NAME]


@pytest.mark.parametrize("row", ROWS, ids=[row["verb"] for row in ROWS])
def test_the_row_names_every_file_that_its_example_is_in(row: re.Match[str]) -> None:
    said = set(re.findall(r"`([\w/]+\.py)`", row["touched"]))
    found = touched(row["verb"])
    assert sorted(found - said) == [], "ARCHITECTURE.md does not name these"
    assert sorted(said - found) == [], "ARCHITECTURE.md names these, and they know nothing of it"
    assert len(found) == int(row["files"])
