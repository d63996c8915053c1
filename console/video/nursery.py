"""Where decoder processes are born: a process that has loaded the libraries once and forks on demand.

A worker so made shares those libraries' memory with its sisters (25 MB each) and stands in milliseconds, so that the
tiles of one that fell are soon back. The nursery decodes nothing; it keeps its workers' gates (`console.video.gate`),
and if it ends, they end with it.
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

from console.video import gate, limits, protocol, worker

ROOT = Path(__file__).resolve().parents[2]
ANSWER_S = 5.0
MAX_ORDER = 1 << 18
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
        return self._ask(b"spawn", [end.fileno(), turnstile_fd])

    def allow(self, addresses: frozenset[str]) -> None:
        """From now on workers may connect to these addresses (numbers, not names). Raises `NurseryError`."""
        self._ask(json.dumps(sorted(addresses)).encode(), [])

    def _ask(self, order: bytes, fds: list[int]) -> int:
        try:
            socket.send_fds(self._end, [order], fds)
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


class Ward:
    """The nursery's own side: gives birth on demand and keeps the gates of those that were born."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._addresses: frozenset[str] = frozenset()
        self._newborn: dict[int, tuple[socket.socket, int]] = {}
        """Sockets over which a worker is about to hand its gate over, with its process id."""
        self._kept: dict[int, gate.Kept] = {}
        self._poll = select.poll()
        self._poll.register(end, select.POLLIN)

    def run(self) -> None:
        """Until the console's end of the socket closes."""
        while True:
            for fd, event in self._poll.poll():
                if fd == self._end.fileno():
                    if not self._obey():
                        return
                elif fd in self._newborn:
                    self._adopt(fd)
                elif fd in self._kept and not (event & select.POLLIN and self._kept[fd].answer(self._addresses)):
                    self._poll.unregister(fd)
                    self._kept.pop(fd).close()

    def _obey(self) -> bool:
        data, fds, _flags, _address = socket.recv_fds(self._end, MAX_ORDER, 2)
        if not data:
            return False
        if len(fds) == 2:
            self._bear(fds)
        else:
            self._addresses = frozenset(json.loads(data))
            self._say(0)
        return True

    def _bear(self, fds: list[int]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        born = os.fork()
        if born == 0:
            # Nothing of the nursery or of its other children may be left open in this one.
            for fd in (self._end.fileno(), ours.fileno(), *self._newborn, *self._kept):
                with contextlib.suppress(OSError):
                    os.close(fd)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            worker.main([str(fd) for fd in (*fds, theirs.fileno())])
            os._exit(0)
        theirs.close()
        for fd in fds:
            os.close(fd)
        self._newborn[ours.fileno()] = (ours, born)
        self._poll.register(ours, select.POLLIN)
        self._say(born)

    def _adopt(self, fd: int) -> None:
        """A worker hands over its gate; one that has none (an old kernel) only hangs up."""
        held, pid = self._newborn.pop(fd)
        self._poll.unregister(fd)
        with held, contextlib.suppress(OSError):
            _data, fds, _flags, _address = socket.recv_fds(held, 16, 1)
            for listener in fds:
                self._kept[listener] = gate.Kept(pid, listener)
                self._poll.register(listener, select.POLLIN)

    def _say(self, number: int) -> None:
        with contextlib.suppress(OSError):
            self._end.send(json.dumps(number).encode())


def main(arguments: list[str]) -> None:
    """`nursery SOCKET_FD`."""
    limits.apply()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    end = socket.socket(fileno=int(arguments[0]))
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, every page that it shares
    Ward(end).run()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
