"""The demo's own part: it waits for both children, passes secrets safely, and leaves nothing running.

The children here are stand-ins of a few lines: the real ones are tried by the journeys.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.harness.patience import Patience

ROOT = Path(__file__).resolve().parents[3]
STAND_IN = """
import json, os, sys, time
name = sys.argv[1]
if name == "token":
    print(json.dumps({"token": "wall-secret"})); sys.exit(0)
open(os.path.join(os.environ["PIDS"], name), "w").write(str(os.getpid()))
if name == "cameras":
    print("drawing clip 3/12", file=sys.stderr, flush=True)
    if os.environ.get("DIE"): sys.exit(7)
    while not os.path.exists(os.path.join(os.environ["PIDS"], "drawn")): time.sleep(0.02)
    print(json.dumps({"ready": True, "base": "rtsp://127.0.0.1:1", "cameras": 24}), flush=True)
else:
    password = sys.stdin.readline().strip()
    print(json.dumps({"ready": True, "url": "http://127.0.0.1:2/" + password, "port": 2}), flush=True)
time.sleep(60)
"""
LAUNCH = """
import argparse, pathlib, sys
import backend.demo.command as demo
demo._ROOT = pathlib.Path(sys.argv[1])
parser = argparse.ArgumentParser()
demo.add_parser(parser.add_subparsers())
options = parser.parse_args(["demo", "--data", sys.argv[2], "--lang", "en"])
sys.exit(options.run(options))
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    stand_in = tmp_path / "stand-in"
    (stand_in / "backend").mkdir(parents=True)
    (stand_in / "backend" / "__init__.py").touch()
    (stand_in / "backend" / "__main__.py").write_text(STAND_IN)
    return stand_in, tmp_path / "data"


def launch(folders: tuple[Path, Path], **extra: str) -> subprocess.Popen[str]:
    stand_in, data = folders
    return subprocess.Popen(
        [sys.executable, "-c", LAUNCH, str(stand_in), str(data)],
        cwd=ROOT, env=os.environ | {"PIDS": str(stand_in)} | extra, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def until_ready(process: subprocess.Popen[str], folders: tuple[Path, Path]) -> dict[str, Any]:
    """Its ready line. The clips are drawn once their progress was told."""
    assert process.stdout is not None
    for line in process.stdout:
        said: dict[str, Any] = json.loads(line)
        if said.get("progress") == "drawing clip 3/12":
            (folders[0] / "drawn").touch()
        if said.get("ready"):
            return said
    raise AssertionError("it ended before it was ready")


def gone(folder: Path) -> bool:
    patience = Patience(30)
    while not patience.is_over:
        if not any(Path(f"/proc/{(folder / name).read_text()}").exists() for name in ("cameras", "demo-serve")):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("way", ["terminate", "close", "kill"])
def test_it_says_ready_and_leaves_nothing(folders: tuple[Path, Path], way: str) -> None:
    process = launch(folders)
    ready = until_ready(process, folders)
    assert ready["user"] == "ha.le"
    assert ready["url"].endswith(ready["password"])  # it went over standard input
    token = Path(ready["wall_token_file"])
    assert token.read_text().strip() == "wall-secret"
    for secret in (token, folders[1] / "password"):
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert process.stdin is not None
    if way == "close":
        process.stdin.close()
    else:
        process.send_signal(signal.SIGTERM if way == "terminate" else signal.SIGKILL)
    assert process.wait(timeout=60) == (-signal.SIGKILL if way == "kill" else 0)
    assert gone(folders[0])


def test_a_child_that_died_is_named(folders: tuple[Path, Path]) -> None:
    process = launch(folders, DIE="1")
    assert process.wait(timeout=60) == 1
    _said, words = process.communicate()
    assert "The demo's process “cameras” ended (code 7)" in words


def test_one_folder_serves_one_demo(folders: tuple[Path, Path]) -> None:
    first = launch(folders)
    until_ready(first, folders)
    second = launch(folders)
    _said, words = second.communicate(timeout=60)
    first.terminate()
    assert first.wait(timeout=60) == 0
    assert second.returncode == 3
    assert "in use by another demo" in words


def test_the_network_is_cut_and_joined_at_the_same_address(folders: tuple[Path, Path]) -> None:
    process = launch(folders)
    first = until_ready(process, folders)
    assert [one["id"] for one in first["accounts"]][:2] == ["ha.le", "tuan.pham"]
    assert process.stdin is not None
    process.stdin.write("cut\n")
    process.stdin.flush()
    assert gone(folders[0]), "server and cameras"
    assert process.poll() is None, "the demo itself stays"
    process.stdin.write("join\n")
    process.stdin.flush()
    again = until_ready(process, folders)
    assert (again["url"], again["password"]) == (first["url"], first["password"])
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert gone(folders[0])
