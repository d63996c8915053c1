"""Threads, child processes and shared memory that a test leaves behind fail it, named with where they began."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.harness.patience import Patience

_SHM = Path("/dev/shm")
GRACE_S = 3.0
# Threads of libraries that live as long as the process by design.
_STAYING = (
    "asyncio_",
    "AnyIO",
    "pytest_timeout",
    "ThreadPoolExecutor",
    "Dummy-",
    "hypothesis",
    "QThread",
    "schemathesis",
)


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.name.startswith(_STAYING)}


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children() if child.status() != psutil.STATUS_ZOMBIE}


def _segments() -> set[str]:
    return {path.name for path in _SHM.glob("ioc*")} if _SHM.exists() else set()


def _where(thread: threading.Thread) -> str:
    frame = sys._current_frames().get(thread.ident or 0)
    stack = "".join(traceback.format_stack(frame)[-3:]) if frame is not None else ""
    return f"thread {thread.name!r} is still at\n{stack}"


@pytest.fixture(autouse=True)
def leaks_fail(noise_fails: None) -> Iterator[None]:
    """Compare before and after; what is on its way out gets a moment, in which noise is still heard."""
    threads, children, segments = _threads(), _children(), _segments()
    yield
    patience = Patience(GRACE_S)
    while not patience.is_over:
        if not (_threads() - threads or _children() - children or _segments() - segments):
            break
        time.sleep(0.05)
    left = [_where(thread) for thread in _threads() - threads]
    left += [f"process {pid}: {' '.join(psutil.Process(pid).cmdline())}" for pid in _children() - children]
    left += [f"shared memory {name}" for name in _segments() - segments]
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
        left.append("a priority of real time, which all that is started from here on inherits")
    assert not left, "left behind:\n" + "\n".join(left)
