"""From nothing to a desk that lives: the demo with no clip drawn yet, and what may stand in a first start's way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from backend.demo.command import FIRST_CLIPS
from tests.harness.lent_clips import lend
from tests.harness.mounted import in_memory
from tests.harness.run import run_patiently
from tests.harness.waiting import until
from tests.journeys.city import ROOT
from tests.journeys.driver import Driver
from views.program.command_line import Exit

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
CAMERAS = 24


def _clips(root: Path) -> int:
    """How many clips are whole."""
    return len(list((root / "cache").rglob("*.main.json")))


def _lives(state: dict[str, Any]) -> bool:
    tiles = state.get("tiles", [])
    return bool(state.get("rows")) and len(tiles) == 9 and all(tile["state"] == "live" for tile in tiles)


@pytest.mark.kind(
    "first-start",
    "No clip is drawn when the desk is wanted, or a few are",
    "It lives before the rest is drawn, says on the start view how far the first are, and ends in order.",
)
@pytest.mark.parametrize(("way", "drawn"), [("quit", 0), ("interrupt", FIRST_CLIPS - 1)], ids=["quit", "interrupt"])
def test_a_desk_lives_before_all_clips_are_drawn(tmp_path: Path, way: str, drawn: int) -> None:
    lend(tmp_path / "cache" / "ioc-console" / "clips", drawn)
    with Driver(tmp_path / "desk", "--demo", environment={"XDG_CACHE_HOME": str(tmp_path / "cache")}) as console:
        console.until(_lives, 240, "a desk with nine cameras")
        assert _clips(tmp_path) < CAMERAS
        started = psutil.Process(console.process.pid).children(recursive=True)
        if way == "quit":
            console.do("quit")
        else:
            console.process.send_signal(signal.SIGINT)
        assert console.process.wait(60) == Exit.OK
        until(lambda: not any(one.is_running() for one in started), "everybody is gone")
        assert "is killed" not in console.log_path.read_text(encoding="utf-8")
    assert not list((tmp_path / "cache").rglob("*.draft"))


@contextmanager
def _read_only(folder: Path) -> Iterator[Path]:
    """A folder that nobody can write to, root neither."""
    if os.geteuid() == 0:
        with in_memory(folder, "size=1m,ro"):
            yield folder
        return
    folder.mkdir()
    folder.chmod(0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.kind(
    "first-start",
    "A home folder, or a data folder, that can only be read",
    "One sentence names the folder and what to do, exit code 5.",
)
@pytest.mark.parametrize("options", [("--demo",), ("--backend", "http://127.0.0.1:9")], ids=["demo", "desk"])
@pytest.mark.parametrize("where", ["home", "data"])
def test_a_read_only_folder(tmp_path: Path, options: tuple[str, ...], where: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "XDG_DATA_HOME"}
    with _read_only(tmp_path / "disk") as disk:
        place = () if where == "home" else ("--data-dir", str(disk))
        done = run_patiently(
            [sys.executable, "main.py", "--lang", "en", *options, *place],
            cwd=ROOT, env=environment | {"HOME": str(disk), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, encoding="utf-8", patience_s=60, check=False,
        )  # fmt: skip
    assert done.returncode == Exit.STORAGE, done.stderr
    told = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert len(told) == 1, done.stderr
    assert told[0].startswith(f"The data folder {disk}")
    assert "cannot be written to" in told[0]
    assert "--data-dir" in told[0]


@pytest.mark.kind(
    "first-start",
    "The data folder is a file",
    "One sentence says that it cannot be used and what to do, exit code 5.",
)
def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()
    done = run_patiently(
        [sys.executable, "main.py", "--demo", "--lang", "en", "--data-dir", str(place)],
        cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True, encoding="utf-8",
        patience_s=60, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.STORAGE
    assert f"The data folder {place} cannot be used" in done.stderr
    assert place.read_bytes() == b""
