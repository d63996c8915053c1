"""Widgets in cycles end in the thread of the screen, however much other threads allocate."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.harness.run import run_patiently
from views.program.collector import Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    one = Collector()
    yield one
    one.close()
    gc.disable()  # as the tests have it


class _Overlay(QObject):
    """In a cycle, as what is closed on a desk is, with a timer that runs; notes in which thread it ended."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.timer = QTimer()
        self.timer.start(10_000)
        self.me = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread().name))


def _allocate() -> None:
    """More than any threshold of Python's own collector, in cycles."""
    for _ in range(20_000):
        one: list[object] = []
        one.append(one)


def _end_in_another_thread() -> list[str]:
    """Where an overlay ended while a thread of the network was at work."""
    ended: list[str] = []
    _Overlay(ended)
    with ThreadPoolExecutor(1, thread_name_prefix="network") as network:
        network.submit(_allocate).result()
    return ended


def test_other_threads_collect_nothing(collector: Collector, qtbot: QtBot) -> None:
    ended = _end_in_another_thread()
    assert ended == []
    qtbot.waitUntil(lambda: ended == [threading.current_thread().name], timeout=60_000)


def test_what_python_would_do_by_itself() -> None:
    """The danger that the collector is there for: in a process of its own, since Qt may not survive it. Were it gone
    from Python or PySide, the collector could go too."""
    code = f"from PySide6.QtCore import QCoreApplication; from {__name__} import _end_in_another_thread as end\n"
    code += "application = QCoreApplication([]); print(end(), flush=True)"
    done = run_patiently([sys.executable, "-c", code], capture_output=True, text=True, patience_s=120, check=False)
    assert "['network_0']" in done.stdout, done.stderr


def test_a_full_collection_follows_many_small_ones(collector: Collector) -> None:
    before = gc.get_stats()[2]["collections"]
    # One generation is due when more than its threshold of the one before were collected, and then comes its own look.
    for _ in range((gc.get_threshold()[1] + 2) * (gc.get_threshold()[2] + 2)):
        keep = [[number] for number in range(gc.get_threshold()[0] + 100)]
        collector.look()
        del keep
    assert gc.get_stats()[2]["collections"] > before
