"""What a test leaves is found: each kind is planted in a test of its own, which fails; who leaves nothing passes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.harness.run import run_patiently

ROOT = Path(__file__).resolve().parents[2]
BEFORE = """
import logging, os, socket, subprocess, threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import shared_memory
import pytest
from PySide6.QtCore import QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from tests.harness.fault_proxy import FaultProxy
kept, over = [], threading.Event()
"""
CLEAN = """
def test_nothing(qapp, tmp_path):
    timer, window = QTimer(), QWidget()
    timer.start(60_000)
    window.show()
    held = open(tmp_path / "file", "w")
    os.close(os.memfd_create("ioc-clean"))
    cycle = [timer, window, held]
    cycle.append(cycle)
def test_a_pool_that_nobody_holds_ends_with_its_test():
    assert ThreadPoolExecutor(1).submit(int).result() == 0
@pytest.fixture
def window(qapp):
    shown = QWidget()
    shown.show()
    QTimer(shown).start(60_000)
    return shown
def test_what_only_the_fixture_held_is_gone_with_it(window):
    assert window.isVisible()
@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with open(tmp_path_factory.mktemp("a") / "b", "w") as file:
        yield file
def test_what_is_there_for_several_tests(shared):
    assert not shared.closed
class TestBehindAProxy:
    @pytest.fixture(scope="class")
    def proxy(self):
        with FaultProxy(("127.0.0.1", 9)) as made:
            yield made
    def test_who_is_connected_through_it_comes_and_goes(self, proxy):
        kept.append(socket.create_connection(("127.0.0.1", proxy.port)))
"""
PLANTED = {
    "of Qt QTimer": "def test_it(qapp):\n    kept.append(QTimer())\n    kept[-1].start(60_000)",
    "of Qt QWidget": "def test_it(qapp):\n    kept.append(QWidget())\n    kept[-1].show()",
    "of Qt QThread ": (
        "def test_it(qapp):\n    kept.append(QThread())\n    kept[-1].start()\n    assert kept[-1].isRunning()"
    ),
    "of Qt QThreadPool": ("def test_it(qapp):\n    QThreadPool.globalInstance().start(lambda: over.wait(60))"),
    "memfd:ioc-left": "def test_it():\n    os.memfd_create('ioc-left')",
    "file-left": "def test_it(tmp_path):\n    kept.append(open(tmp_path / 'file-left', 'w'))",
    "socket:": "def test_it():\n    kept.append(socket.socket())",
    "pipe:": "def test_it():\n    os.pipe()",
    "thread 'left'": "def test_it():\n    threading.Thread(target=over.wait, args=(60,), name='left').start()",
    "thread 'ThreadPoolExecutor-": (
        "def test_it():\n    kept.append(ThreadPoolExecutor(1))\n    assert kept[-1].submit(int).result() == 0"
    ),
    "process ": "def test_it():\n    kept.append(subprocess.Popen(['sleep', '60']))",
    "shared memory ioc-left": (
        "def test_it():\n    kept.append(shared_memory.SharedMemory(f'ioc-left-{os.getpid()}', True, 8))"
    ),
    "announced, but it never came": "def test_it(expected_noise):\n    expected_noise += ['a word of warning']",
    "unexpected noise": "def test_it():\n    import logging\n    logging.getLogger('console.a').warning('a word')",
}

AFTER = """
def test_the_planted_end():
    over.set()
    for one in kept:
        if isinstance(one, QThread):
            one.quit()
            one.wait()
        if isinstance(one, socket.socket):
            one.close()
        if isinstance(one, ThreadPoolExecutor):
            one.shutdown()
        if isinstance(one, subprocess.Popen):
            one.kill()
            one.wait()
        if isinstance(one, shared_memory.SharedMemory):
            one.close()
            one.unlink()
    QThreadPool.globalInstance().waitForDone()
"""
CONFTEST = """
import json
pytest_plugins = ["tests.harness.garbage", "tests.harness.noise", "tests.harness.leaks"]
def pytest_configure():
    from tests.harness import leaks
    leaks.GRACE_S = 0.2
def pytest_runtest_logreport(report):
    with open("told", "a") as file:
        text = report.longreprtext if report.failed else ""
        file.write(json.dumps([report.location[2], report.when, report.outcome, text]) + "\\n")
"""
Told = dict[tuple[str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What one run said of each part of each planted test: its outcome, and the words of its failure."""
    folder = tmp_path_factory.mktemp("planted")
    planted = [text.replace("test_it", f"test_{number}", 1) for number, text in enumerate(PLANTED.values())]
    (folder / "test_planted.py").write_text("\n".join([BEFORE, CLEAN, *planted, AFTER]), encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", "."]
    done = run_patiently(
        command, cwd=folder, env=environment, capture_output=True, text=True, patience_s=300, check=False
    )
    assert (folder / "told").exists(), done.stdout + done.stderr
    lines = [json.loads(line) for line in (folder / "told").read_text(encoding="utf-8").splitlines()]
    return {(name, when): (outcome, text) for name, when, outcome, text in lines}


@pytest.mark.parametrize(("number", "word"), list(enumerate(PLANTED)))
def test_what_is_left_fails_the_test_that_left_it(told: Told, number: int, word: str) -> None:
    assert told[f"test_{number}", "call"][0] == "passed", told
    outcome, text = told[f"test_{number}", "teardown"]
    assert outcome == "failed"
    assert word in text


def test_what_ends_with_its_test_is_not_left(told: Told) -> None:
    planted = {f"test_{number}" for number in range(len(PLANTED))}
    others = {key: said for key, said in told.items() if key[0] not in planted}
    assert len(others) == 6 * 3
    assert {outcome for outcome, _text in others.values()} == {"passed"}, others
