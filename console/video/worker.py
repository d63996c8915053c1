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

from console.video import gate, keeping, limits, masks, protocol, reconnect
from console.video.door import Door
from console.video.frames import Ring
from console.video.keeper import Keeper
from console.video.packets import Recent
from console.video.player import Player
from console.video.replay import Replay
from console.video.watch import Watch

BEAT_S = 0.5
ANSWER_S = 5.0
"""How long an answer waits for the console to read: somebody waits for it."""
STUCK = 3
"""Exit status of a worker one of whose readers hangs or swells: nothing but a new process is certain to free it."""


class Control:
    """Obeys the console's orders (`protocol`) until its end of the socket closes."""

    def __init__(self, end: socket.socket, turnstile: reconnect.Turnstile, door: Door) -> None:
        self._end, self._turnstile, self._door = end, turnstile, door
        self._players: dict[int, Player | Replay] = {}
        self._orders: dict[int, dict[str, Any]] = {}
        self._sending = threading.Lock()
        self._keeper = Keeper(lambda answer: self._say(answer, ANSWER_S))
        self._closed = False
        self._watch = Watch()

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
                guilty = self._watch.guilty(self._players, now)
                if guilty:
                    self._say({"guilty": guilty}, ANSWER_S)
                    os._exit(STUCK)
                for player in self._players.values():
                    if isinstance(player, Player):
                        player.explain(now)
                if self._watch.give_back(now, closed=self._closed):
                    self._closed = False

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
            self._open(order, fd)
        elif what == "close":
            self._close(order["stream"])
        elif what == "tune":
            self._tune(order)
        elif what in {"still", "clip"} and fd is not None:
            self._keeper.take(order, fd, *self._playing(order["stream"]))

    def _refuse(self, order: dict[str, Any], error: Exception) -> None:
        """Say that an order was not obeyed, to whoever waits for an answer."""
        if "request" in order:
            self._say({"answer": order["request"], "error": keeping.code_of(error)}, ANSWER_S)
        else:
            sys.stderr.write(f"decoder: {order.get('do')} failed: {type(error).__name__}\n")

    def _playing(self, number: int) -> tuple[Player | None, Sequence[masks.Mask]]:
        player, opened = self._players.get(number), self._orders.get(number)
        if not isinstance(player, Player) or opened is None:
            return None, ()
        return player, [(x, y, w, h) for x, y, w, h in opened["masks"]]

    def _open(self, order: dict[str, Any], fd: int) -> None:
        number = order["stream"]
        before = self._players.get(number)
        same = isinstance(before, Player) and self._orders[number]["url"] == order["url"]
        kept = before.recent if isinstance(before, Player) and same else Recent(order["seconds"])
        self._close(number)
        ring = Ring(fd, order["width"], order["height"], [(x, y, w, h) for x, y, w, h in order["masks"]])
        player: Player | Replay
        if order["replay_of"]:
            of = self._players.get(order["replay_of"])
            player = Replay(number, of.recent if isinstance(of, Player) else Recent(), ring, order["seconds"])
        else:
            player = Player(order, ring, self._turnstile, kept, self._door)
        self._players[number], self._orders[number] = player, order
        player.start()

    def _close(self, number: int) -> None:
        player = self._players.pop(number, None)
        self._orders.pop(number, None)
        if player is not None:
            player.stop()
            self._closed = True

    def _tune(self, order: dict[str, Any]) -> None:
        player = self._players.get(order["stream"])
        if isinstance(player, Player):
            player.playing.pace = order["pace"]
            player.urgent = bool(order["urgent"])


def main(arguments: list[str]) -> None:
    """`SOCKET_FD TURNSTILE_FD GATE_FD DOOR_FD`: born in the nursery, which keeps its gate."""
    limits.apply()
    limits.bound_allocations()
    os.chdir("/")
    av.logging.set_level(av.logging.PANIC)
    end = socket.socket(fileno=int(arguments[0]))
    turnstile = reconnect.Turnstile(int(arguments[1]))
    with socket.socket(fileno=int(arguments[2])) as warden:
        gated = gate.install(warden)
    door = Door(socket.socket(fileno=int(arguments[3])))
    protocol.send(end, {"gate": gated})
    with contextlib.suppress(OSError):
        Control(end, turnstile, door).run()
    os._exit(0)
