"""Which layers stand around a decoder process, and putting up those that the machine allows.

Of one that is not there the others know nothing: each holds alone what it holds (docs/explanation/sandbox.md).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from typing import Any, NamedTuple

from console.video.sandbox import gate, landlock, rooms


class Layers(NamedTuple):
    """What stands around one process. Nothing of it can be taken down again."""

    gate: bool = False
    """System calls are allowed by list; opening and connecting are the warden's."""
    landlock: int = 0
    """The ABI of Landlock by which files, TCP and signals are given up; 0: not at all."""
    apart: bool = False
    """Namespaces of its own: nobody else to be seen, no network."""
    empty: bool = False
    """An empty root: no path leads anywhere, /proc neither."""

    @classmethod
    def of(cls, told: object) -> Layers:
        """What a worker says of itself; nothing stands where it says nothing that can be read."""
        if not isinstance(told, Mapping):
            return cls()
        abi = told.get("landlock")
        number = abi if type(abi) is int and 0 <= abi < 1000 else 0
        return cls(told.get("gate") is True, number, told.get("apart") is True, told.get("empty") is True)

    def told(self) -> dict[str, Any]:
        """As a worker says it."""
        return self._asdict()

    def summary(self) -> str:
        """One line for a log: what stands, and what does not."""
        words = (
            ("system calls by list", self.gate),
            (f"Landlock {self.landlock}" if self.landlock else "Landlock", self.landlock > 0),
            ("own namespaces", self.apart),
            ("empty root", self.empty),
        )
        there = ", ".join(word for word, stands in words if stands) or "nothing"
        missing = ", ".join(word for word, stands in words if not stands)
        return there + (f"; not here: {missing}" if missing else "")


def put_up(warden: socket.socket, *, apart: bool) -> Layers:
    """Put up every layer around this process, from inside out; `warden` is to keep its gate. Has to be called before
    the process has a second thread. `apart` says whether it is in namespaces of its own.

    Where no gate can stand, nothing else is put up: a decoder could not connect at all then.
    """
    memory = os.open("/proc/self/mem", os.O_RDONLY | os.O_CLOEXEC)
    try:
        is_empty = apart and rooms.empty()
        rooms.disarm()
        abi = landlock.give_up()
        kept = gate.install(warden, memory)
    finally:
        os.close(memory)
    return Layers(kept, abi, apart, is_empty)
