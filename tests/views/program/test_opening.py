"""What is on screen before the desk: light, in the look that the desk wore last, and gone once there is a desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from offline_cache.health import lock_folder
from tests.harness.waiting import until
from tests.journeys.city import ROOT
from tests.journeys.driver import Driver
from views.base.arrangement import Arrangement, save
from views.program.launch import is_running
from views.program.opening import Opening
from views.program.remembered_theme import remembered_text_percent, remembered_theme

HEAVY = ("asyncio", "numpy", "pydantic", "pyqtgraph", "qasync", "requests", "sqlite_utils", "yaml", "console.session")


def modules_after(statement: str) -> set[str]:
    """What a fresh Python has loaded after it."""
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_heavy_is_loaded_before_it() -> None:
    assert modules_after("import main, views.program.opening").isdisjoint(HEAVY)


def test_nobody_reads_the_sources_of_what_is_loaded_after_it(tmp_path: Path) -> None:
    kept = "import atexit, linecache; atexit.register(lambda: print(*linecache.cache))"
    run = f"main._run(command_line.parse(['--data-dir', {str(tmp_path)!r}, '--seconds', '1'], words), words)"
    code = f"{kept}\nimport main\nfrom views.program import command_line\nwords = main.Words('en')\n{run}"
    more = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=more)
    assert str(ROOT / "views" / "desk.py") not in done.stdout


@pytest.mark.parametrize(
    ("mine", "other"),
    [("views.wall_node.wall", "views.shell.desk_window"), ("views.shell.desk_window", "views.wall_node.wall")],
)
def test_a_wall_loads_no_desk_and_a_desk_no_wall(mine: str, other: str) -> None:
    loaded = modules_after(f"import views.shell.app, {mine}")
    assert mine in loaded
    assert other not in loaded


def test_it_gives_way_to_the_window_that_it_announces(qtbot: QtBot) -> None:
    opening, desk = Opening(), QWidget()
    qtbot.addWidget(desk)
    left: list[bool] = []
    opening.left.connect(lambda: left.append(True))
    opening.show()
    qtbot.waitUntil(lambda: opening.painted)
    opening.give_way_to(desk)
    assert opening.isVisible()
    desk.show()
    qtbot.waitUntil(lambda: not isValid(opening))
    assert not left


def test_who_closes_it_wants_no_desk(qtbot: QtBot) -> None:
    opening = Opening()
    qtbot.addWidget(opening)
    opening.show()
    with qtbot.waitSignal(opening.left):
        opening.close()


def test_it_comes_before_the_desk(tmp_path: Path) -> None:
    timings = tmp_path / "timings"
    with Driver(tmp_path / "desk", "--backend", "http://127.0.0.1:9", "--timings", str(timings)):
        until(lambda: len(timings.read_text(encoding="utf-8").splitlines()) >= 2, "both windows")
    events = [json.loads(line)["event"] for line in timings.read_text(encoding="utf-8").splitlines()]
    assert events[:2] == ["opening_window", "first_window"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (None, "dark"),
        (b'{"theme": "light"}', "light"),
        (b'{"theme": "pink"}', "dark"),
        (b'{"theme": ["light"]}', "dark"),
        (b"[]", "dark"),
        (b"\xff\xfe\x00", "dark"),
        (b"[" * 100_000, "dark"),
    ],
)
def test_the_look_is_the_one_that_was_worn(tmp_path: Path, said: bytes | None, name: str) -> None:
    if said is not None:
        (tmp_path / "desk.json").write_bytes(said)
    assert remembered_theme(tmp_path) == name


def test_what_the_desk_remembers_is_what_is_read(tmp_path: Path) -> None:
    save(tmp_path, Arrangement(theme="high_contrast", text_percent=120))
    assert remembered_theme(tmp_path) == "high_contrast"
    assert remembered_text_percent(tmp_path) == 120


@pytest.mark.parametrize(
    "said", [b'{"text_percent": 400}', b'{"text_percent": true}', b'{"text_percent": "12"}', b"[]"]
)
def test_text_of_no_size_that_there_is_has_the_usual_one(tmp_path: Path, said: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(said)
    assert remembered_text_percent(tmp_path) == 100


def test_a_folder_in_use_is_known_without_opening_anything(tmp_path: Path) -> None:
    assert not is_running(tmp_path)
    lock = lock_folder(tmp_path)
    assert is_running(tmp_path)
    lock.close()
    assert not is_running(tmp_path)
