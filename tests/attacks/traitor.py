"""A decoder process that a stranger has taken over: a real ward, a real worker, every layer up, and then obedience.

`python -m tests.attacks.traitor SOCKET READER MODE` is the ward; MODE is `whole`, or `shared` where the machine allows
no namespaces of one's own (as Ubuntu does without a profile), or `bare` where there is no Landlock either.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import Any

from console.video import protocol, reconnect, ward, worker
from console.video.nursery import _ENVIRONMENT, ROOT
from console.video.sandbox import landlock, rooms
from tests.attacks import escapes

PATIENCE_S = 30.0


class Traitor:
    """Stands where the control of a worker stands: after every layer, before any camera."""

    def __init__(self, end: socket.socket, turnstile: Any, _door: Any, _watch: Any) -> None:
        self._end, self._turnstile = end, turnstile

    def run(self) -> None:
        """Try what is ordered, one after the other."""
        while data := self._end.recv(65_536):
            order = json.loads(data)
            room = order["room"] | {"turnstile": self._turnstile._fd}
            self._end.send(json.dumps({"tried": escapes.tried(order["try"], room)}).encode())


class Ward:
    """The console's side of a ward of traitors."""

    def __init__(self, mode: str = "whole") -> None:
        self._end, other = protocol.pair()
        self._turnstile = reconnect.create()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.attacks.traitor", str(other.fileno()), "auto", mode],
                cwd=ROOT, pass_fds=(other.fileno(),), env=dict(os.environ) | dict(_ENVIRONMENT),
            )  # fmt: skip
        self._end.settimeout(PATIENCE_S)

    def bear(self) -> Worker:
        """One more worker."""
        ours, theirs = protocol.pair()
        with theirs:
            socket.send_fds(self._end, [b"spawn"], [theirs.fileno(), self._turnstile])
            born = int(json.loads(self._end.recv(64)))
        assert born, "nobody was born"
        ours.settimeout(PATIENCE_S)
        return Worker(born, ours)

    def allow(self, pid: int, places: dict[str, list[str]]) -> None:
        """Whom it may meet."""
        self._end.send(json.dumps({"pid": pid, "places": places}).encode())
        self._end.recv(64)

    def close(self) -> None:
        """End it and all that it bore."""
        self._end.close()
        self._process.wait(PATIENCE_S)
        os.close(self._turnstile)


class Worker:
    """One taken-over worker. `layers` is what it said of what stands around it."""

    def __init__(self, pid: int, end: socket.socket) -> None:
        self.pid, self.end = pid, end
        self.layers = json.loads(end.recv(4096))["layers"]

    def tries(self, name: str, room: dict[str, Any]) -> str:
        """What came of it: `refused: …`, `ended` where the kernel ended the process, else what it got hold of."""
        try:
            self.end.send(json.dumps({"try": name, "room": room}).encode())
            data = self.end.recv(65_536)
        except (BrokenPipeError, ConnectionResetError):
            return "ended"
        return str(json.loads(data)["tried"]) if data else "ended"


def main(arguments: list[str]) -> None:
    """A ward whose workers betray it."""
    if arguments[2] != "whole":
        rooms.leave = lambda: False
    if arguments[2] == "bare":
        landlock.give_up = lambda: 0
    worker.Control = Traitor  # type: ignore[assignment,misc]
    ward.main(arguments[:2])


if __name__ == "__main__":
    main(sys.argv[1:])
