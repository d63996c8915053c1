"""One decoder process: a thread a camera, a control thread, nothing that outlives the console. Imports no Qt."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

import av.logging

from console.video import keeping, limits, protocol, reconnect
from console.video.door import Door
from console.video.keeper import Keeper
from console.video.players import Players
from console.video.sandbox import layers
from console.video.watch import Watch

BEAT_S = 0.5
ANSWER_S = 5.0
"""How long an answer waits for the console to read: somebody waits for it."""
STUCK = 3
"""Exit status of a worker one of whose readers hangs or swells: nothing but a new process is certain to free it."""


class Control:
    """Obeys the console's orders (`protocol`) until its end of the socket closes."""

    def __init__(self, end: socket.socket, turnstile: reconnect.Turnstile, door: Door, watch: Watch) -> None:
        self._end = end
        self._players = Players(turnstile, door)
        self._sending = threading.Lock()
        self._keeper = Keeper(lambda answer: self._say(answer, ANSWER_S))
        self._watch = watch

    def run(self) -> None:
        """Read orders, beat in between."""
        beaten = 0.0
        while True:
            ready, _, _ = select.select([self._end], [], [], BEAT_S)
            if ready and not self._obey():
                return
            now = time.monotonic()
            if now - beaten >= BEAT_S:
                beaten = now
                self._say({"beat": beaten})
                guilty = self._watch.guilty(self._players.all(), now)
                if guilty:
                    self._say({"guilty": guilty}, ANSWER_S)
                    os._exit(STUCK)
                self._players.explain(now)
                if self._watch.give_back(now, closed=self._players.closed):
                    self._players.closed = False

    def _say(self, message: dict[str, Any], wait_s: float = 0.0) -> None:
        with self._sending:
            protocol.send(self._end, message, wait_s=wait_s)

    def _obey(self) -> bool:
        try:
            order, fd = protocol.receive(self._end)
        except protocol.ProtocolError:
            return True
        if order is None:
            return False
        try:
            self._do(order, fd)
        except Exception as error:  # noqa: BLE001 - one order that cannot be obeyed costs itself, not seven other cameras
            self._refuse(order, error)
        finally:
            if fd is not None:
                with contextlib.suppress(OSError):
                    os.close(fd)
        return True

    def _do(self, order: dict[str, Any], fd: int | None) -> None:
        what = order["do"]
        if what == "open" and fd is not None:
            self._players.open(order, fd)
        elif what == "close":
            self._players.close(order["stream"])
        elif what == "tune":
            self._players.tune(order)
        elif what in {"still", "clip"} and fd is not None:
            self._keeper.take(order, fd, *self._players.live(order["stream"]))

    def _refuse(self, order: dict[str, Any], error: Exception) -> None:
        """Say that an order was not obeyed, to whoever waits for an answer."""
        if "request" in order:
            self._say({"answer": order["request"], "error": keeping.code_of(error)}, ANSWER_S)
        else:
            sys.stderr.write(f"decoder: {order.get('do')} failed: {type(error).__name__}\n")


def main(fds: Sequence[int], *, apart: bool, gated: bool) -> None:
    """`fds`: the console's socket, the turnstile, the ward's socket, the door. Born in the ward, which keeps its gate;
    `apart`: in namespaces of its own, `gated`: where a gate can stand."""
    limits.apply()
    limits.bound_allocations()
    limits.bound_worker()
    os.chdir("/")
    av.logging.set_level(av.logging.PANIC)
    end, turnstile, watch = socket.socket(fileno=fds[0]), reconnect.Turnstile(fds[1]), Watch()
    with socket.socket(fileno=fds[2]) as warden:
        stand = layers.put_up(warden, apart=apart) if gated else layers.Layers()
    door = Door(socket.socket(fileno=fds[3]))
    protocol.send(end, {"layers": stand.told()})
    with contextlib.suppress(OSError):
        Control(end, turnstile, door, watch).run()
    os._exit(0)
