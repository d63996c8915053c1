"""What a tour, a bench, a soak or a demo started is gone with it, whichever way it goes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.harness.waiting import until
from tests.journeys.city import ROOT

BEFORE = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
folder = Path(sys.argv[1])
"""
AFTER = """
print("started", flush=True)
time.sleep(600)
"""
SCREEN = """
from tests.harness.screen import screen
held = screen(320, 240)
held.__enter__()
"""
MONITORS = """
from tests.harness.monitors import monitors
held = monitors(width=320, height=240)
held.__enter__()
"""
BACKEND_OF_A_THREAD = """
from tests.journeys.city import City
with ThreadPoolExecutor(1) as pool:
    held = pool.submit(lambda: City(folder, cameras=False, simulate=True).__enter__()).result()
"""
CAMERAS = """
from tests.journeys.city import City
held = City(folder, first=1)
"""
CONSOLE = """
from tests.journeys.driver import Driver
held = Driver(folder / "desk", "--backend", "http://127.0.0.1:9")
held.connect()
"""
SUPERVISED_CONSOLE = """
from tests.journeys.driver import Driver
held = Driver(folder / "desk", "--backend", "http://127.0.0.1:9", "--supervised")
held.connect()
"""
VICTIM = """
from types import SimpleNamespace
from tests.soak.kills import Nursery
held = Nursery(folder / "desk", SimpleNamespace(url="http://127.0.0.1:9", password="none"))
held.live(1)
"""
CAMERA_THAT_TURNS = """
from tests.harness.onvif import Camera
held = Camera(folder)
"""
WITHOUT_OUR_ENVIRONMENT = """
import subprocess
from tests.harness.end_with_us import end_with_us
held = subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 600; :"], env={**end_with_us(), "PATH": "/usr/bin:/bin"})
"""
"""One that does not hear SIGTERM, with a child of its own."""
KINDS = {
    "screen": SCREEN,
    "monitors": MONITORS,
    "backend-of-a-thread": BACKEND_OF_A_THREAD,
    "cameras": CAMERAS,
    "console": CONSOLE,
    "supervised-console": SUPERVISED_CONSOLE,
    "victim": VICTIM,
    "camera-that-turns": CAMERA_THAT_TURNS,
    "deaf": WITHOUT_OUR_ENVIRONMENT,
}
BOTH = pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
LONG_RUNS = (
    ("tests.tour", ("--only", "shift", "--out"), "Xvfb backend main.py"),
    ("tests.bench.start", (), "Xvfb backend main.py"),
    ("tests.soak", ("--minutes", "5"), "Xvfb backend main.py"),
)
OTHERS = (
    ("tests.simulate", ("--seeds", "100000"), "tests.simulate"),
    ("main", ("--data-dir",), "serve cameras"),
)


@contextmanager
def parent(command: Sequence[str], folder: Path) -> Iterator[psutil.Popen]:
    """A program as a shell starts it, its words in a file; whatever of it is left goes after the test."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    with (folder / "said").open("wb") as words:
        process = psutil.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=words, stderr=words, env=environment)
    known: list[psutil.Process] = []
    try:
        yield process
    finally:
        if process.is_running():
            known = process.children(recursive=True)
            process.kill()
        process.wait(60)
        psutil.wait_procs(known, 60)


def family(process: psutil.Process) -> list[psutil.Process]:
    """All below it."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.children(recursive=True)
    return []


def gone(processes: Sequence[psutil.Process]) -> bool:
    """Whether none of them runs; one that nobody has reaped yet does not."""
    return not any(_lives(one) for one in processes)


def _lives(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def words(folder: Path) -> str:
    """What the program said."""
    return (folder / "said").read_text(encoding="utf-8", errors="replace")


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_it_ends_with_who_started_it(tmp_path: Path, kind: str, end: signal.Signals) -> None:
    with parent([sys.executable, "-c", BEFORE + KINDS[kind] + AFTER, str(tmp_path)], tmp_path) as process:
        until(lambda: "started" in words(tmp_path) or process.poll() is not None, "it is started", 120)
        started = family(process)
        assert started, words(tmp_path)
        process.send_signal(end)
        process.wait(60)
        until(lambda: gone(started), f"an end of {started}", 60)


@BOTH
@pytest.mark.parametrize(("module", "arguments", "most"), [*LONG_RUNS, *OTHERS])
def test_a_whole_run_ends(tmp_path: Path, module: str, arguments: tuple[str, ...], most: str, end: int) -> None:
    _ends(tmp_path, module, arguments, most, end)


@pytest.mark.parametrize(("module", "arguments", "most"), LONG_RUNS)
def test_ctrl_c_ends_a_whole_run(tmp_path: Path, module: str, arguments: tuple[str, ...], most: str) -> None:
    _ends(tmp_path, module, arguments, most, signal.SIGINT)


def _ends(folder: Path, module: str, arguments: tuple[str, ...], most: str, end: int) -> None:
    command = [sys.executable, "-m", module, *arguments]
    if module == "main":
        command += [str(folder / "demo"), "--demo"]
    elif arguments[-1:] == ("--out",):
        command.append(str(folder / "out"))
    with parent(command, folder) as process:
        until(lambda: _runs(process, most.split()), "everything runs", 120)
        started = family(process)
        process.send_signal(end)
        process.wait(60)
        until(lambda: gone(started), f"an end of {started}", 60)


def _runs(process: psutil.Process, names: Sequence[str]) -> bool:
    assert _lives(process), "it ended by itself"
    lines = [line for one in family(process) for line in _line(one)]
    return all(any(name in line for line in lines) for name in names)


def _line(process: psutil.Process) -> list[str]:
    """How it was started; nothing where it is gone by now."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return [" ".join(process.cmdline())]
    return []


@pytest.mark.parametrize("end", [signal.SIGKILL], ids=["SIGKILL"])
def test_it_ends_with_the_make_that_runs_it(tmp_path: Path, end: signal.Signals) -> None:
    script = tmp_path / "started.py"
    script.write_text(BEFORE + SCREEN + AFTER, encoding="utf-8")
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"go:\n\t@PYTHONPATH={ROOT} {sys.executable} {script} {tmp_path}; true\n", encoding="utf-8")
    with parent(["make", "-f", str(makefile)], tmp_path) as process:
        until(lambda: "started" in words(tmp_path) or process.poll() is not None, "it is started", 120)
        started = family(process)
        assert len(started) >= 2, words(tmp_path)
        process.send_signal(end)
        process.wait(60)
        until(lambda: gone(started), f"an end of {started}", 60)
