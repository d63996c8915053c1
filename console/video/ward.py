"""The process in which decoder processes are born: it has loaded the libraries once and forks on demand.

A worker so made shares those libraries' memory with its sisters (25 MB each) and stands in milliseconds, so that the
tiles of one that fell are soon back. The ward decodes nothing; it keeps its workers' gates (`console.video.gate`), and
if it ends, they end with it. The console's side is `console.video.nursery`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys

from console.video import door, gate, limits, worker

MAX_ORDER = 1 << 18
YIELDS = 5
"""Niceness of a worker: where processors are short, a key press goes before a picture (decision 059)."""


class Ward:
    """Gives birth on demand and keeps the gates of those that were born."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._addresses: frozenset[str] = frozenset()
        self._newborn: dict[int, tuple[socket.socket, int, socket.socket]] = {}
        """Sockets over which a worker is about to hand its gate over, with its process id and its door."""
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
        listening = door.listener()
        doors = [row[2] for row in self._newborn.values()] + [one.door for one in self._kept.values() if one.door]
        born = os.fork()
        if born == 0:
            # Nothing of the nursery or of its other children may be left open in this one.
            others = (one.fileno() for one in doors)
            for fd in (self._end.fileno(), ours.fileno(), *self._newborn, *self._kept, *others):
                with contextlib.suppress(OSError):
                    os.close(fd)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.nice(YIELDS)
            worker.main([str(fd) for fd in (*fds, theirs.fileno(), listening.fileno())])
            os._exit(0)
        theirs.close()
        for fd in fds:
            os.close(fd)
        self._newborn[ours.fileno()] = (ours, born, listening)
        self._poll.register(ours, select.POLLIN)
        self._say(born)

    def _adopt(self, fd: int) -> None:
        """A worker hands over its gate; one that has none (an old kernel) only hangs up."""
        held, pid, listening = self._newborn.pop(fd)
        self._poll.unregister(fd)
        fds: list[int] = []
        with held, contextlib.suppress(OSError):
            _data, fds, _flags, _address = socket.recv_fds(held, 16, 1)
            for listener in fds:
                self._kept[listener] = gate.Kept(pid, listener, listening)
                self._poll.register(listener, select.POLLIN)
        if not fds:
            listening.close()

    def _say(self, number: int) -> None:
        with contextlib.suppress(OSError):
            self._end.send(json.dumps(number).encode())


def main(arguments: list[str]) -> None:
    """`ward SOCKET_FD`."""
    limits.apply()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    end = socket.socket(fileno=int(arguments[0]))
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, every page that it shares
    Ward(end).run()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
