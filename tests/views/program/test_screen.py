"""A screen that cannot be opened: one sentence, and the exit code that `--help` documents, instead of Qt's abort."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.run import run_patiently
from tests.harness.screen import screen
from tests.journeys.city import ROOT
from views.program.command_line import Exit

pytestmark = pytest.mark.timeout(600)
NOT_THERE = ":941"


def start(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY")
    }
    return run_patiently(
        [sys.executable, "main.py", "--data-dir", str(tmp_path / "desk"), *arguments],
        cwd=ROOT, env=kept | variables, capture_output=True, encoding="utf-8", patience_s=60, check=False,
    )  # fmt: skip


@pytest.mark.kind(
    "first-start",
    "DISPLAY names a screen that is not there",
    "One sentence names it and what to do, exit code 3; no core dump.",
)
@pytest.mark.parametrize(("language", "words"), [("vi", "không trả lời"), ("en", "does not answer")])
def test_a_wrong_display(tmp_path: Path, language: str, words: str, compiled_words: None) -> None:
    done = start(tmp_path, "--lang", language, DISPLAY=NOT_THERE)
    assert done.returncode == Exit.NO_DISPLAY
    assert NOT_THERE in done.stderr
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.kind(
    "first-start", "Wayland without a compositor", "The same sentence and code, whether there is an X besides or not."
)
@pytest.mark.parametrize("besides", [{}, {"DISPLAY": NOT_THERE}])
def test_no_compositor(tmp_path: Path, besides: dict[str, str]) -> None:
    names = {"WAYLAND_DISPLAY": "wayland-941", "XDG_RUNTIME_DIR": str(tmp_path), "XDG_SESSION_TYPE": "wayland"}
    done = start(tmp_path, "--lang", "en", **names, **besides)
    assert done.returncode == Exit.NO_DISPLAY
    assert "does not answer" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.kind(
    "first-start",
    "The X server does not know this user",
    "It is said that one is not let in, and as whom to start, exit code 3.",
)
@pytest.mark.skipif(shutil.which("xauth") is None, reason="needs xauth")
def test_an_x_server_that_lets_nobody_in(tmp_path: Path) -> None:
    secret, empty = tmp_path / "secret", tmp_path / "empty"
    empty.touch()
    run_patiently(
        ["xauth", "-q", "-f", str(secret), "add", ":0", "MIT-MAGIC-COOKIE-1", "0f" * 16], check=True, patience_s=30
    )
    with screen(800, 600, authority=secret) as environment:
        done = start(tmp_path, "--lang", "en", **environment, XAUTHORITY=str(empty))
    assert done.returncode == Exit.NO_DISPLAY
    assert "does not let you in" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.kind(
    "first-start",
    "The doctor on a machine whose DISPLAY is wrong",
    "It says so on the line of screens and goes on with the others.",
)
def test_the_doctor_lives_on(tmp_path: Path) -> None:
    done = start(tmp_path, "doctor", "--lang", "en", DISPLAY=NOT_THERE)
    assert done.returncode == Exit.FAILED
    assert f"The screen “{NOT_THERE}” does not answer" in done.stdout
    assert "Data folder" in done.stdout
