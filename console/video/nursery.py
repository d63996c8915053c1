"""Where decoder processes are born, as the console sees it: a process that forks on demand (`console.video.ward`).

What it loads is not loaded here: the console's own process decodes nothing, and FFmpeg's libraries take 17 MB.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from console.video import protocol

ROOT = Path(__file__).resolve().parents[2]
ANSWER_S = 5.0
BEGIN_S = 60.0
"""For how long it may load before its first answer. On a machine that starts much at once that takes many seconds, and
one that were made anew then would have to begin from the start."""
LOOK_S = 0.1
WARD = "console.video.ward"
_ENVIRONMENT = MappingProxyType({"PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"})


class NurseryError(Exception):
    """No worker could be had."""


class Nursery:
    """The console's side. Used from one thread; `given_up` tells it that nobody waits for an answer any more."""

    def __init__(self, given_up: Callable[[], bool], reader: str = "auto") -> None:
        self._given_up = given_up
        self._has_begun = False
        self._end, other = protocol.pair()
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", WARD, str(other.fileno()), reader],
                pass_fds=(other.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment | _ENVIRONMENT,
            )

    def spawn(self, end: socket.socket, turnstile_fd: int) -> int:
        """A worker that holds the other end of `end`; its process id. Raises `NurseryError`."""
        born = self._ask(b"spawn", [end.fileno(), turnstile_fd])
        if not born:
            raise NurseryError("barren")
        return born

    def allow(self, pid: int, places: Mapping[str, Sequence[str]]) -> None:
        """From now on this worker may find and connect to these hosts, each at these addresses, and to no others.
        Raises `NurseryError`."""
        self._ask(json.dumps({"pid": pid, "places": places}).encode(), [])

    def _ask(self, order: bytes, fds: list[int]) -> int:
        try:
            socket.send_fds(self._end, [order], fds)
            self._wait()
            answer = self._end.recv(64)
        except OSError as error:
            raise NurseryError("gone") from error
        if not answer:
            raise NurseryError("gone")
        self._has_begun = True
        return int(json.loads(answer))

    def _wait(self) -> None:
        until = time.monotonic() + (ANSWER_S if self._has_begun else BEGIN_S)
        while not select.select([self._end], [], [], LOOK_S)[0]:
            if self._given_up() or time.monotonic() > until:
                raise NurseryError("silent")

    def close(self) -> None:
        """End it, and whatever workers are left."""
        self._end.close()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
