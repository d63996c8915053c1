"""One decoder process: a thread a camera, a control thread, nothing that outlives the console. Imports no Qt."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
from typing import Any

import av.logging

from console.video import gate, keeping, limits, protocol, reconnect
from console.video.frames import Ring
from console.video.packets import Recent
from console.video.player import Player
from console.video.replay import Replay

BEAT_S = 0.5
GIVE_BACK_S = 10.0
"""How often memory of closed streams is given back, at most."""
STUCK = 3
"""Exit status of a worker one of whose readers hangs: nothing but a new process is certain to free it."""


class Control:
    """Obeys the console's orders (`protocol`) until its end of the socket closes."""

    def __init__(self, end: socket.socket, turnstile: reconnect.Turnstile) -> None:
        self._end, self._turnstile = end, turnstile
        self._players: dict[int, Player | Replay] = {}
        self._orders: dict[int, dict[str, Any]] = {}
        self._sending = threading.Lock()
        self._closed = False

    def run(self) -> None:
        """Read orders, beat in between."""
        beaten = given_back = 0.0
        while True:
            ready, _, _ = select.select([self._end], [], [], BEAT_S)
            if ready and not self._obey():
                return
            now = time.monotonic()
            if now - beaten >= BEAT_S:
                beaten = now
                self._say({"beat": beaten})
                if any(player.is_stuck(now) for player in self._players.values()):
                    os._exit(STUCK)
                if self._closed and now - given_back > GIVE_BACK_S:
                    given_back, self._closed = now, False
                    limits.give_back()

    def _say(self, message: dict[str, Any]) -> None:
        with self._sending:
            protocol.send(self._end, message)

    def _obey(self) -> bool:
        order, fd = protocol.receive(self._end)
        if order is None:
            return False
        what = order["do"]
        if what == "open" and fd is not None:
            self._open(order, fd)
        elif what == "close":
            self._close(order["stream"])
        elif what == "tune":
            self._tune(order)
        elif what in {"still", "clip"} and fd is not None:
            # Encoding takes its time; the control thread has to beat.
            threading.Thread(target=self._keep, args=(order, os.dup(fd)), daemon=True, name=what).start()
        if fd is not None:
            with contextlib.suppress(OSError):
                os.close(fd)
        return True

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
            player = Player(order, ring, self._turnstile, kept)
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

    def _keep(self, order: dict[str, Any], fd: int) -> None:
        answer: dict[str, Any] = {"answer": order["request"]}
        player, opened = self._players.get(order["stream"]), self._orders.get(order["stream"])
        try:
            if not isinstance(player, Player) or opened is None:
                raise keeping.CannotKeepError("no_picture")
            masked = [(x, y, w, h) for x, y, w, h in opened["masks"]]
            if order["do"] == "still":
                answer["facts"] = keeping.write_still(fd, getattr(player.reader, "last", None), masked)
            else:
                answer["facts"] = keeping.write_clip(fd, player.recent, order["seconds"], masked)
        except keeping.CannotKeepError as error:
            answer["error"] = str(error)
        except OSError as error:
            answer["error"] = "disk_full" if error.errno == 28 else "bad_file"
        finally:
            os.close(fd)
        self._say(answer)


def main(arguments: list[str]) -> None:
    """`SOCKET_FD TURNSTILE_FD GATE_FD`: born in the nursery, which keeps its gate."""
    limits.apply()
    os.chdir("/")
    av.logging.set_level(av.logging.PANIC)
    end = socket.socket(fileno=int(arguments[0]))
    turnstile = reconnect.Turnstile(int(arguments[1]))
    with socket.socket(fileno=int(arguments[2])) as warden:
        gated = gate.install(warden)
    protocol.send(end, {"gate": gated})
    with contextlib.suppress(OSError):
        Control(end, turnstile).run()
    os._exit(0)
