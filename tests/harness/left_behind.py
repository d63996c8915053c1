"""`python -I -S left_behind.py NAME=VALUE PID…`: waits for the end of any of these processes, and ends what they left.

Left is the first of them, where it still runs, and every process with NAME=VALUE in the environment that it began with.
All get SIGTERM, and SIGKILL where they do not go. It detaches itself: it is nobody's child and in nobody's group, so
that what ends a tour or a bench, whichever way, does not end it.
"""

from __future__ import annotations

import functools
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

KIND_S = 8.0
"""So long everybody has to go in order: longer than a demo gives its own children."""
LOOK_S = 0.25
QUIET_LOOKS = 3
"""So many looks find nothing before it is over: who was about to start a program has the mark only once it runs."""


def main(arguments: list[str]) -> int:
    """Wait, and end them."""
    mark, pids = arguments[0].encode(), [int(pid) for pid in arguments[1:]]
    ends = [os.pidfd_open(pid) for pid in pids]  # before our parent goes on: from here on no end is missed
    if os.fork():
        return 0
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDWR), 2)  # who reads what our parent says waits for nobody's end but its own
    gone = select.poll()
    for end in ends:
        gone.register(end, select.POLLIN)
    gone.poll()
    _send(lambda: signal.pidfd_send_signal(ends[0], signal.SIGTERM))
    _end(mark, ends[0])
    return 0


def _end(mark: bytes, first: int) -> None:
    began, quiet = time.monotonic(), 0
    told: set[int] = set()
    while quiet < QUIET_LOOKS:
        left = _marked(mark)
        quiet = 0 if left else quiet + 1
        if time.monotonic() - began > KIND_S:
            _send(lambda: signal.pidfd_send_signal(first, signal.SIGKILL))
            for pid in left:
                _send(functools.partial(os.kill, pid, signal.SIGKILL))
        for pid in left - told:
            _send(functools.partial(os.kill, pid, signal.SIGTERM))
        told |= left
        time.sleep(LOOK_S)


def _marked(mark: bytes) -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            carries = mark in path.read_bytes().split(b"\0")
        except OSError:
            continue
        if carries:
            found.add(int(path.parent.name))
    return found


def _send(send: Callable[[], object]) -> None:
    try:
        send()
    except OSError:
        return  # it went by itself


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
