"""The console's side of one decoder process: orders, beats, answers, end."""

from __future__ import annotations

import logging
import os
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from console.video import answers, protocol
from console.video.sandbox.layers import Layers

_log = logging.getLogger(__name__)
MOST_AT_ONCE = 64
"""Messages that are heard at a time: a worker that says more than its beats and answers holds nobody up."""
MOST_FLOODS = 20
"""So often in a row it may have said more: after a console that slept for a minute as much waits."""
SILENT_S = 3.0
"""A worker beats twice a second; one that has been silent for so long hangs."""


class Decoder:
    """A worker process and its socket. `answered(message)` hears what it answers.

    `spawn(socket)` gives birth to it and returns its process id; what it raises passes through.
    """

    def __init__(self, spawn: Callable[[Any], int], answered: Callable[[dict[str, Any]], None]) -> None:
        self._end, other = protocol.pair()
        self._answered = answered
        try:
            with other:
                self.pid = spawn(other)
                self._pidfd = os.pidfd_open(self.pid)
        except BaseException:
            self._end.close()
            raise
        self._end.setblocking(False)
        self._beaten = time.monotonic()
        self._gone = False
        self.guilty: frozenset[int] = frozenset()
        """Streams for whose sake it ended (`console.video.watch`)."""
        self.layers: Layers | None = None
        """What stands around it; None before it said."""
        self.allowed: Mapping[str, Sequence[str]] = {}
        """Whom it may meet, as its warden was last told."""
        self._floods = 0

    def send(self, message: dict[str, Any], fd: int | None = None) -> bool:
        """Order something; false where the worker is gone, which `alive` notices."""
        return protocol.send(self._end, message, fd)

    def alive(self) -> bool:
        """Whether it runs and beats; passes its answers on."""
        try:
            for _ in range(MOST_AT_ONCE):
                message, fd = protocol.receive(self._end, answers.MAX_MESSAGE)
                if message is None or fd is not None:
                    self._gone = True  # a worker hands nothing over: whoever does is none any more
                    _close(fd)
                    break
                self._beaten = time.monotonic()
                if "layers" in message:
                    self._note(Layers.of(message["layers"]))
                elif "answer" in message:
                    self._answered(answers.checked(message))
                elif isinstance(message.get("guilty"), list):
                    self.guilty = frozenset(one for one in message["guilty"] if type(one) is int)
            else:
                self._floods += 1
                self._gone = self._gone or self._floods > MOST_FLOODS
        except BlockingIOError:
            self._floods = 0
        except (OSError, protocol.ProtocolError):
            self._gone = True
        return not self._gone and time.monotonic() - self._beaten < SILENT_S

    def _note(self, layers: Layers) -> None:
        self.layers = layers
        _log.log(logging.INFO if layers.gate else logging.WARNING, "decoder %d: %s", self.pid, layers.summary())

    def hang_up(self) -> None:
        """Close the socket: the order to end."""
        self._end.close()

    def kill(self) -> None:
        """End it whatever it does."""
        try:
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        except ProcessLookupError:
            return

    def buried(self) -> bool:
        """Whether it is gone for good; asks without waiting."""
        if not select.select([self._pidfd], [], [], 0)[0]:
            return False
        os.close(self._pidfd)
        return True

    def reap(self, wait_s: float) -> None:
        """Wait for the end, then force it."""
        if not select.select([self._pidfd], [], [], wait_s)[0]:
            self.kill()
            select.select([self._pidfd], [], [], 1.0)
        os.close(self._pidfd)


def _close(fd: int | None) -> None:
    if fd is not None:
        os.close(fd)
