"""Where decoder processes are born: a process that has loaded the libraries once and forks on demand.

A worker so made shares those libraries' memory with its sisters (25 MB each) and stands in milliseconds, so that the
tiles of one that fell are soon back. The nursery opens and decodes nothing; if it ends, its workers end with it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

from console.video import limits, protocol, worker

ROOT = Path(__file__).resolve().parents[2]
ANSWER_S = 5.0
_ENVIRONMENT = MappingProxyType({"PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"})


class NurseryError(Exception):
    """No worker could be had."""


class Nursery:
    """The console's side. Used from one thread."""

    def __init__(self) -> None:
        self._end, other = protocol.pair()
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "console.video.nursery", str(other.fileno())],
                pass_fds=(other.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment | _ENVIRONMENT,
            )

    def spawn(self, end: socket.socket, turnstile_fd: int) -> int:
        """A worker that holds the other end of `end`; its process id. Raises `NurseryError`."""
        try:
            socket.send_fds(self._end, [b"spawn"], [end.fileno(), turnstile_fd])
            if not select.select([self._end], [], [], ANSWER_S)[0]:
                raise NurseryError("silent")
            answer = self._end.recv(64)
        except OSError as error:
            raise NurseryError("gone") from error
        if not answer:
            raise NurseryError("gone")
        return int(json.loads(answer))

    def close(self) -> None:
        """End it, and whatever workers are left."""
        self._end.close()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main(arguments: list[str]) -> None:
    """`nursery SOCKET_FD`: fork a worker for every pair of descriptors that comes, until the socket closes."""
    limits.apply()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    end = socket.socket(fileno=int(arguments[0]))
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, every page that it shares
    while True:
        data, fds, _flags, _address = socket.recv_fds(end, 64, 2)
        if not data or len(fds) != 2:
            os._exit(0)
        born = os.fork()
        if born == 0:
            end.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            worker.main([str(fd) for fd in fds])
            os._exit(0)
        for fd in fds:
            os.close(fd)
        with contextlib.suppress(OSError):
            end.send(json.dumps(born).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
