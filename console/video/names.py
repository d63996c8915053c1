"""From the names of camera hosts to their addresses, asked beside everything else and again now and then."""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Mapping

AGAIN_S = 60.0
"""A camera that moved to another address is found again within this time."""


class Names:
    """`wanted` hosts in, `places` out. Numbers are known at once; names are asked for in a thread of their own."""

    def __init__(self) -> None:
        self._hosts: frozenset[str] = frozenset()
        self._found: dict[str, tuple[str, ...]] = {}
        self._asked: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._due = 0.0
        self._thread: threading.Thread | None = None

    def want(self, hosts: frozenset[str]) -> None:
        """These, and no others, from now on."""
        if hosts == self._hosts:
            return
        self._hosts = hosts
        self._found = {host: found for host, found in self._found.items() if host in hosts}
        for host in hosts - set(self._found):
            with contextlib.suppress(ValueError):
                self._found[host] = (str(ipaddress.ip_address(host)),)
        self._due = 0.0

    def places(self) -> Mapping[str, tuple[str, ...]]:
        """What is known by now: addresses by host. One of a link has the card's name behind a percent sign."""
        now = time.monotonic()
        if now >= self._due:
            self._due = now + AGAIN_S
            for host in self._hosts:
                if not _is_number(host):
                    self._ask(host)
        return self._found

    def close(self) -> None:
        """Ask no more; a question in the air is left to its own time-out."""
        self._asked.put(None)

    def _ask(self, host: str) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="camera-names", daemon=True)
            self._thread.start()
        self._asked.put(host)

    def _run(self) -> None:
        while (host := self._asked.get()) is not None:
            with contextlib.suppress(OSError, UnicodeError):
                entries = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
                if host in self._hosts:
                    self._found[host] = tuple(dict.fromkeys(str(entry[4][0]) for entry in entries))


def _is_number(host: str) -> bool:
    with contextlib.suppress(ValueError):
        ipaddress.ip_address(host)
        return True
    return False
