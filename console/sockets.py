"""Connections that can be cut from outside: a read that waits for a server must not hold up the end of the program."""

from __future__ import annotations

import contextlib
import socket
import threading
import weakref
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class Cutter:
    """Knows the open sockets of a session, and shuts them all down at once."""

    def __init__(self) -> None:
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._lock = threading.Lock()

    def add(self, opened: socket.socket) -> None:
        """Remember a socket until it is gone."""
        with self._lock:
            self._sockets.add(opened)

    def cut(self) -> None:
        """Whoever reads from any of them gets the end of the stream now."""
        with self._lock:
            for opened in tuple(self._sockets):
                with contextlib.suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)


class CutAdapter(HTTPAdapter):
    """An adapter of requests whose connections a `Cutter` knows."""

    def __init__(self, cutter: Cutter, **options: Any) -> None:
        self._cutter = cutter
        super().__init__(**options)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Let the pools make connections that report their sockets."""
        super().init_poolmanager(*arguments, **options)
        cutter = self._cutter

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                if self.sock is not None:
                    cutter.add(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                if self.sock is not None:
                    cutter.add(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
