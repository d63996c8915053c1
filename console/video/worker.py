"""One decoder process: a thread a camera, a control thread, nothing that outlives the console. Imports no Qt."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import sys
import threading
import time
from typing import Any

import av.logging

from console.video import addresses, ffmpeg_reader, limits, protocol, reconnect
from console.video.frames import Ring

BEAT_S = 0.5


class Playing(threading.Thread):
    """Keeps one stream going: opens, plays, waits, opens again."""

    def __init__(self, message: dict[str, Any], ring: Ring, turnstile: reconnect.Turnstile) -> None:
        super().__init__(daemon=True, name=f"stream-{message['stream']}")
        self._message, self._ring, self._turnstile = message, ring, turnstile
        self.stopping = threading.Event()

    def run(self) -> None:
        """Until it is told to stop."""
        try:
            url = addresses.checked(self._message["url"])
        except addresses.AddressError:
            self._ring.tell("wrong_address")
            return
        failures = 0
        while not self.stopping.is_set():
            failures = self._once(url, failures)
            self._pause(reconnect.pause_s(failures))
            while not self.stopping.is_set() and (wait := self._turnstile.wait_s(time.monotonic())) > 0:
                self._pause(wait)

    def _once(self, url: str, failures: int) -> int:
        self._ring.note_connect()
        reader = ffmpeg_reader.Reader(url, self._ring, bool(self._message["keyframes_only"]), self.stopping)
        state = "no_frames"
        try:
            reader.run()
        except Exception as error:  # noqa: BLE001 - whatever a stranger's stream breaks, the next opening follows
            state = ffmpeg_reader.reason(error)
        if not self.stopping.is_set():
            self._ring.tell(state)
        return 1 if reader.frames else failures + 1

    def _pause(self, seconds: float) -> None:
        if self.stopping.is_set():
            return
        self._ring.tell(self._ring.state, time.monotonic_ns() + int(seconds * 1e9))
        self.stopping.wait(seconds)


class Control:
    """Obeys the console's commands until its end of the socket closes."""

    def __init__(self, end: socket.socket, turnstile: reconnect.Turnstile) -> None:
        self._end, self._turnstile = end, turnstile
        self._playing: dict[int, Playing] = {}

    def run(self) -> None:
        """Read commands, beat in between."""
        beaten = 0.0
        while True:
            ready, _, _ = select.select([self._end], [], [], BEAT_S)
            if ready and not self._obey():
                return
            if time.monotonic() - beaten >= BEAT_S:
                beaten = time.monotonic()
                protocol.send(self._end, {"beat": beaten})

    def _obey(self) -> bool:
        message, fd = protocol.receive(self._end)
        if message is None:
            return False
        before = self._playing.pop(message["stream"], None)
        if before is not None:
            before.stopping.set()
        if message["do"] == "open" and fd is not None:
            ring = Ring(fd, message["width"], message["height"])
            playing = Playing(message, ring, self._turnstile)
            self._playing[message["stream"]] = playing
            playing.start()
        if fd is not None:
            with contextlib.suppress(OSError):
                os.close(fd)
        return True


def main(arguments: list[str]) -> None:
    """`worker SOCKET_FD TURNSTILE_FD`."""
    limits.apply()
    av.logging.set_level(av.logging.PANIC)
    end = socket.socket(fileno=int(arguments[0]))
    with contextlib.suppress(OSError):
        Control(end, reconnect.Turnstile(int(arguments[1]))).run()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
