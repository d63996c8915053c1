"""The process in which decoder processes are born: it has loaded the libraries once and forks on demand.

A worker so made shares those libraries' memory with its sisters (25 MB each) and stands in milliseconds, so that the
tiles of one that fell are soon back. The ward decodes nothing; it opens and connects in its workers' place
(`console.video.sandbox.warden`), and if it ends, they end with it. The console's side is `console.video.nursery`.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys

from console.video import door, limits, probe, vlc_reader, worker
from console.video.sandbox import gate, rooms
from console.video.sandbox.warden import Kept, Places

MAX_ORDER = 1 << 18
LATE = ("array", "ssl", "encodings.idna", "av.subtitles.stream", "av.subtitles.codeccontext", "av.subtitles.subtitle")
"""What is otherwise loaded with the first camera that needs it: a worker finds no file of Python's any more."""
BIRTH_S = 4.0
"""The console waits for its answer a little longer."""
YIELDS = 5
"""Niceness of a worker: where processors are short, a key press goes before a picture (decision 059)."""


class Ward:
    """Gives birth on demand and keeps the gates of those that were born. `gated`: whether gates stand here at all."""

    def __init__(self, end: socket.socket, *, gated: bool) -> None:
        self._end, self._gated = end, gated
        self._places: dict[int, Places] = {}
        self._newborn: dict[int, tuple[socket.socket, int, socket.socket]] = {}
        """Sockets over which a worker is about to hand its gate over, with its process id and its door."""
        self._kept: dict[int, tuple[Kept, int]] = {}
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
                elif fd in self._kept and not (event & select.POLLIN and self._kept[fd][0].answer()):
                    self._poll.unregister(fd)
                    kept, pid = self._kept.pop(fd)
                    self._places.pop(pid, None)
                    kept.close()

    def _obey(self) -> bool:
        data, fds, _flags, _address = socket.recv_fds(self._end, MAX_ORDER, 2)
        if not data:
            return False
        if len(fds) == 2:
            self._bear(fds)
        else:
            told = json.loads(data)
            self._allow(int(told["pid"]), told["places"])
            self._say(0)
        return True

    def _allow(self, pid: int, places: Places) -> None:
        """Whom a worker may meet. One that is not heard of any more has nobody to keep it for."""
        if any(pid == born for _held, born, _door in self._newborn.values()):
            self._places[pid] = places
        for kept, born in self._kept.values():
            if pid == born:
                self._places[pid] = places
                kept.allow(places)

    def _bear(self, fds: list[int]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        listening = door.listener()
        carrying = os.fork()
        if carrying == 0:
            # Nothing of the nursery or of its other children may be left open in this one.
            rooms.close_all_but({*fds, theirs.fileno(), listening.fileno()})
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.nice(YIELDS)
            _be_born([*fds, theirs.fileno(), listening.fileno()], gated=self._gated)
            os._exit(0)
        theirs.close()
        for fd in fds:
            os.close(fd)
        born = _delivered(ours, carrying)
        if born:
            self._newborn[ours.fileno()] = (ours, born, listening)
            self._poll.register(ours, select.POLLIN)
        else:
            ours.close()
            listening.close()
        self._say(born)

    def _adopt(self, fd: int) -> None:
        """A worker hands over its gate; one that has none (an old kernel) only hangs up."""
        held, pid, listening = self._newborn.pop(fd)
        self._poll.unregister(fd)
        fds: list[int] = []
        with held, contextlib.suppress(OSError):
            _data, fds, _flags, _address = socket.recv_fds(held, 16, 2)
        if len(fds) == 2:
            kept = Kept(fds[0], fds[1], listening)
            kept.allow(self._places.get(pid, {}))
            self._kept[fds[0]] = kept, pid
            self._poll.register(fds[0], select.POLLIN)
            return
        self._places.pop(pid, None)
        listening.close()
        for stray in fds:
            os.close(stray)

    def _say(self, number: int) -> None:
        with contextlib.suppress(OSError):
            self._end.send(json.dumps(number).encode())


def _be_born(fds: list[int], *, gated: bool) -> None:
    """In the forked process: go into namespaces of its own where that can be, and become a worker there.

    Whose namespace of processes is a new one is not in it himself, only his children are: then he has one, and ends.
    """
    apart = gated and rooms.leave()
    with socket.socket(fileno=os.dup(fds[2])) as warden:
        born = os.fork() if apart else 0
        if born:
            warden.send(json.dumps(born).encode())
            os._exit(0)
        if not apart:
            warden.send(json.dumps(os.getpid()).encode())
        if warden.recv(16) != b"live":
            os._exit(1)
    worker.main(fds, apart=apart, gated=gated)


def _delivered(ours: socket.socket, carrying: int) -> int:
    """The process id of a worker that is there; 0 where none came of it. It lives from here on."""
    with contextlib.suppress(OSError, ValueError):
        ours.settimeout(BIRTH_S)
        born = int(json.loads(ours.recv(64) or b"0"))
        if born and born != carrying:
            # Only once who carried it is gone is it ours, so that it ends with us.
            with contextlib.suppress(ProcessLookupError):  # it has gone already
                gone = os.pidfd_open(carrying)
                select.select([gone], [], [], BIRTH_S)
                os.close(gone)
        ours.send(b"live")
        ours.settimeout(None)
        return born
    return 0


def main(arguments: list[str]) -> None:
    """`ward SOCKET_FD READER`."""
    limits.apply()
    limits.adopt_orphans()
    for name in LATE:
        importlib.import_module(name)
    if arguments[1] == "vlc":
        probe.libvlc()
        vlc_reader.load()
    gated = gate.is_possible()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    end = socket.socket(fileno=int(arguments[0]))
    gc.collect()
    gc.freeze()  # a collection in a worker would touch, and so copy, every page that it shares
    Ward(end, gated=gated).run()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
