"""docs/how-to/add-a-tile.md is true: its code, put into a copy of the tree, makes a tile, and takes no other file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from console.analysis.attention import WATCHED
from console.analysis.legibility import LEAST
from contract.tiles import TILE_FORMS, Kind
from views.tiles.types import LEGIBILITY, MOVING, TILE_TYPES

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "how-to" / "add-a-tile.md"
ADDED = "tests/views/tiles/added_tile.py"
FILE, CODE = re.compile(r"`([a-z_/]+\.py)`"), re.compile(r"```python\n(.*?)```", re.DOTALL)


def _copy(folder: Path) -> None:
    """The tree as it is, with folders of its own only where the page writes."""
    for part in ROOT.iterdir():
        if part.name in ("contract", "views"):
            shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif part.name not in (".git", ".venv", "build"):
            (folder / part.name).symlink_to(part)


def _write(path: Path, code: str) -> None:
    """A new file; in one that is there, imports after the last import, and what follows `...` at the list's end."""
    if not path.exists():
        path.write_text(code, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    [(begin, entries)] = re.findall(r"^(\w+ = \(\n)    \.\.\.,\n(.*?)^\)", code, re.DOTALL | re.MULTILINE)
    last = text.index("\n", text.rindex("\nfrom ") + 1) + 1
    text = text[:last] + "".join(re.findall(r"^from .*\n", code, re.MULTILINE)) + text[last:]
    end = text.index("\n)", text.index(f"\n{begin}")) + 1
    path.write_text(text[:end] + entries + text[end:], encoding="utf-8")


def test_what_the_page_says_is_enough_for_a_tile(tmp_path: Path) -> None:
    steps = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    blocks = [(FILE.findall(step)[0], CODE.findall(step)[0]) for step in steps]
    assert [path for path, _code in blocks] == ["contract/tiles.py", "views/tiles/newest.py", "views/tiles/types.py"]
    _copy(tmp_path)
    for path, code in blocks:
        _write(tmp_path / path, code)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", ADDED],
        cwd=tmp_path, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_type_with_fields_can_be_shown_and_the_other_way_round() -> None:
    assert tuple(TILE_TYPES) == tuple(TILE_FORMS)


def test_what_the_console_knows_of_its_own_types_is_what_they_say() -> None:
    assert {name: least for name, least in LEGIBILITY.items() if least is not None} == LEAST
    assert MOVING == WATCHED


def test_what_the_editor_asks_has_a_field_that_it_can_fill() -> None:
    for kind in TILE_TYPES.values():
        for line in kind.lines:
            if line.said is None and not line.endings:
                assert kind.form.field(line.field).kind in (Kind.TEXT, Kind.WHOLE), (kind.name, line.field)
