"""What a test leaves behind fails it, named with where it began: threads, child processes, shared memory, open files,
and of Qt the timers that run, the threads that work and the windows that are shown."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer

from tests.harness.noise import FAILED
from tests.harness.patience import Patience

_SHM, _OPEN = Path("/dev/shm"), Path("/proc/self/fd")
_LISTED = Path(f"/proc/self/task/{os.getpid()}/children")
_OF_THE_PROCESS = ("anon_inode:[eventfd]", "/mime.cache")
"""Ends of what Qt opens with the first test that needs it and keeps: what wakes loops up, and the kinds of files."""
_PROXY = "fault-proxy"
"""The thread of a proxy; where a wider fixture runs one, what connects through it comes and goes with no test."""
GRACE_S = 3.0
# Threads of libraries that live as long as the process by design.
_STAYING = (
    "asyncio_",
    "AnyIO",
    "pytest_timeout",
    "Dummy-",
    "hypothesis",
    "QThread",
    "schemathesis",
)
Standing = Mapping[Hashable, Any]


def _threads() -> Standing:
    return {thread: thread for thread in threading.enumerate() if not thread.name.startswith(_STAYING)}


def _children() -> Standing:
    found: dict[Hashable, psutil.Process] = {}
    for child in _started():
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                found[child.pid] = child
    return found


def _started() -> list[psutil.Process]:
    """By the kernel's list, where it keeps one: looking through all processes took 6 ms, twice a test."""
    if not _LISTED.exists():
        return psutil.Process().children()
    found = []
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError, psutil.NoSuchProcess):  # a thread, or a process, that has just ended
            pids = Path(f"/proc/self/task/{task}/children").read_text(encoding="ascii")
            found += [psutil.Process(int(pid)) for pid in pids.split()]
    return found


def _segments() -> Standing:
    return {path.name: path.name for path in _SHM.glob("ioc*")} if _SHM.exists() else {}


def _handles() -> Standing:
    """Whatever is open, memory that has a descriptor among it, but for what Qt keeps and what passes a proxy."""
    others = ("socket:",) if any(thread.name == _PROXY for thread in threading.enumerate()) else ()
    found: dict[Hashable, str] = {}
    for number in os.listdir(_OPEN):
        with contextlib.suppress(OSError):  # the listing's own
            target = os.readlink(_OPEN / number)
            if not target.endswith(_OF_THE_PROCESS) and not target.startswith(others):
                # A connection that was kept and is made anew, since the other end had let it go, is the same one.
                found[number, "socket:" if target.startswith("socket:") else target] = number
    return found


def _of_qt() -> Standing:
    """Timers that run, threads that work, windows that are shown: by the object, which another may not be taken for."""
    application = QCoreApplication.instance()
    if application is None:
        return {}
    found: dict[Hashable, QObject] = {}
    for one in shiboken6.getAllValidWrappers():
        if (isinstance(one, QTimer) and one.isActive()) or (isinstance(one, QThread) and _works(one)):
            found[one] = one
    for window in application.topLevelWidgets() if hasattr(application, "topLevelWidgets") else []:
        if window.isVisible():
            found[window] = window
    if QThreadPool.globalInstance().activeThreadCount():
        found["pool"] = QThreadPool.globalInstance()
    return found


def _works(thread: QThread) -> bool:
    return thread.isRunning() and thread is not QThread.currentThread()


def _where(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    stack = "".join(traceback.format_stack(frame)[-3:]) if frame is not None else ""
    return f"thread {thread.name!r} is still at\n{stack}"


def _command(process: psutil.Process) -> str:
    words = ["?"]
    with contextlib.suppress(psutil.NoSuchProcess):  # it ends just now
        words = process.cmdline()
    return f"process {process.pid}: {' '.join(words)}"


def _object(one: QObject) -> str:
    owner = one.parent()
    return f"of Qt {type(one).__name__} {one.objectName()!r}" + (f" of {owner!r}" if owner is not None else "")


KINDS: tuple[tuple[Callable[[], Standing], Callable[[Any, Any], str]], ...] = (
    (_threads, lambda _key, thread: _where(thread)),
    (_children, lambda _key, process: _command(process)),
    (_segments, lambda _key, name: f"shared memory {name}"),
    (_handles, lambda key, _value: f"open: {key[1]} as {key[0]}"),
    (_of_qt, lambda _key, one: _object(one)),
)


def _let_go(node: pytest.Item) -> None:
    """Do what comes right after a test anyway: its fixtures are forgotten, and what only they held ends."""
    getattr(node, "funcargs", {}).clear()
    for _what_others_held in range(2):
        if QCoreApplication.instance() is not None:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()


@pytest.fixture(autouse=True)
def leaks_fail(request: pytest.FixtureRequest, noise_fails: None) -> Iterator[None]:
    """Compare before and after; what is on its way out gets a moment, in which noise is still heard."""
    before = [set(standing()) for standing, _words in KINDS]
    yield
    # The traceback of a test that failed holds what the test had.
    kinds = KINDS[:3] if request.node.stash.get(FAILED, False) else KINDS

    def left() -> list[str]:
        return [
            words(key, value)
            for (standing, words), had in zip(kinds, before, strict=False)
            for key, value in standing().items()
            if key not in had
        ]

    if found := left():
        _let_go(request.node)
        found, patience = left(), Patience(GRACE_S)
        while found and not patience.is_over:
            time.sleep(0.05)
            found = left()
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        found.append("a priority of real time, which all that is started from here on inherits")
    assert not found, "left behind:\n" + "\n".join(found)
