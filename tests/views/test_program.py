"""The real program, offscreen: desk over a real backend, wall over two screens, one instance per data folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.run import run_patiently
from tests.journeys.city import City, city
from tests.journeys.driver import ROOT, Driver, RefusedError
from views.program.command_line import Exit

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    """A backend without cameras."""
    with city(cameras=False) as running:
        yield running


def _screens(path: Path, *names: str) -> dict[str, str]:
    screens = [
        {"name": name, "x": 1920 * place, "y": 0, "width": 1920, "height": 1080}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for place, name in enumerate(names)
    ]
    path.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={path}"}


def test_the_desk_acts_and_shows_it(tmp_path: Path, town: City) -> None:
    with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
        state = console.until(lambda s: len(s["rows"]) > 5, 30, "the queue")
        fresh = [row["id"] for row in state["rows"] if row["state"] == "new"]
        saved = console.do("acknowledge-incident", incident=fresh[0])
        assert saved["action_id"]
        row = console.until(
            lambda s: any(row["id"] == fresh[0] and row["state"] == "acknowledged" for row in s["rows"]), 5, "the mark"
        )
        assert row["faults"] == 0
        with pytest.raises(RefusedError) as refused:
            console.do("add-note", incident=fresh[0], text="  ")
        assert refused.value.code == "empty_text"
        console.do("filter-mine")
        console.do("grid-4x4")
        console.do("select-incident", incident=fresh[1]) if fresh[1:] else None
        second = run_patiently(
            [sys.executable, "main.py", "--data-dir", str(tmp_path / "desk"), "--backend", town.url],
            cwd=ROOT,
            env=None,
            capture_output=True,
            patience_s=30,
            check=False,
        )
        assert second.returncode in (Exit.OK, Exit.NO_DISPLAY)
        assert console.do("loop-gap")["max_ms"] < 2000


def test_a_wrong_password_is_a_sentence(tmp_path: Path, town: City) -> None:
    with Driver(tmp_path / "desk", "--backend", town.url, "--lang", "en", sign_in=("ha.le", "wrong")) as console:
        state = console.until(lambda s: bool(s.get("error")), 20, "a refusal")
        assert state["screen"] == "start"
        assert "password" in state["error"]


def test_an_unreachable_backend_leaves_a_start_view(tmp_path: Path) -> None:
    with Driver(tmp_path / "desk", "--backend", "http://127.0.0.1:9", "--lang", "en", sign_in=("a", "b")) as console:
        state = console.until(lambda s: bool(s.get("error")), 40, "a refusal")
        assert "connection" in state["error"] or "answer" in state["error"]


def test_a_wall_has_a_window_on_every_screen(tmp_path: Path) -> None:
    environment = _screens(tmp_path / "screens.json", "WALL-1", "WALL-2")
    layout = str(ROOT / "resources" / "layouts" / "default-wall.toml")
    options = ("--wall", "hall", "--layout", layout, "--backend", "http://127.0.0.1:9")
    with Driver(tmp_path / "wall", *options, environment=environment) as console:
        state = console.until(lambda s: len(s["windows"]) == 2, 20, "two windows")
        assert [window["screen"] for window in state["windows"]] == ["WALL-1", "WALL-2"]
        assert all(window["tiles"] == 9 for window in state["windows"])


def test_a_bad_layout_file_is_refused_by_name(tmp_path: Path) -> None:
    bad = tmp_path / "hall.toml"
    bad.write_text("[[screens]]\nrows = 0\ncols = 1\n", encoding="utf-8")
    refused = run_patiently(
        [sys.executable, "main.py", "--wall", "x", "--layout", str(bad), "--data-dir", str(tmp_path / "d")],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        patience_s=30,
        check=False,
    )
    assert refused.returncode == Exit.SETTINGS
    assert "hall.toml" in refused.stderr
    assert "màn hình 1" in refused.stderr
