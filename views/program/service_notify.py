"""Tells the service manager how we are: the few words of sd_notify(3) that a wall needs.

A library would bring no more than these lines: one datagram to a socket whose name is in the environment. The names
that begin with `@` are abstract sockets of Linux.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, MutableMapping

SOCKET, WATCHDOG_USEC, WATCHDOG_PID = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"


class ServiceNotify:
    """Nothing is said, and nothing goes wrong, where nobody asked to be told."""

    def __init__(
        self, environment: MutableMapping[str, str] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        environment = os.environ if environment is None else environment
        # Taken out: who is started by us must not speak for us.
        self._address = environment.pop(SOCKET, "")
        every_us, for_pid = environment.pop(WATCHDOG_USEC, ""), environment.pop(WATCHDOG_PID, "")
        ours = not for_pid or for_pid == str(os.getpid())
        self._every_s = int(every_us) / 1e6 / 3 if ours and every_us.isdecimal() else 0.0
        """Three times as often as asked: one late word is no death."""
        self._clock = clock
        self._alive_at = float("-inf")

    def ready(self) -> None:
        """What was started is there."""
        self._say("READY=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`, in English as all logs."""
        self._say(f"STATUS={text}")

    def alive(self) -> None:
        """Feed the watchdog, as often as it wants; to be called at least that often."""
        now = self._clock()
        if self._every_s and now - self._alive_at >= self._every_s:
            self._alive_at = now
            self._say("WATCHDOG=1")

    def stopping(self) -> None:
        """The end was asked for."""
        self._say("STOPPING=1")

    def _say(self, words: str) -> None:
        if not self._address:
            return
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
                door.setblocking(False)
                door.sendto(words.encode(), address)
        except OSError:
            return  # a manager that does not listen finds out by its own watchdog
