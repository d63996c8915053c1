"""Connections that can be cut from outside and that know how long a whole call may take.

A read that waits for a server must not hold up the end of the program. And a time-out of a socket is one per read: a
server that sends a byte a second resets it for ever, so every read is also held to the call's own deadline.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterator
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.ssl_ import create_urllib3_context


class Patience:
    """Until when the calling thread waits for everything that it reads, whichever socket that comes by."""

    def __init__(self) -> None:
        self._mine = threading.local()

    @contextlib.contextmanager
    def until(self, deadline: float) -> Iterator[None]:
        """Hold this thread's reads to `deadline`, an instant of the monotonic clock (s)."""
        self._mine.deadline = deadline
        try:
            yield
        finally:
            self._mine.deadline = None

    @contextlib.contextmanager
    def one_read(self, opened: socket.socket) -> Iterator[None]:
        """Shorten the time-out of one read to what is left. Raises TimeoutError where nothing is."""
        deadline: float | None = getattr(self._mine, "deadline", None)
        if deadline is None:
            yield
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the call took too long as a whole")
        usual = opened.gettimeout()
        opened.settimeout(left if usual is None else min(usual, left))
        try:
            yield
        finally:
            opened.settimeout(usual)


_BOUNDLESS = Patience()


class _PlainSocket(socket.socket):
    """A TCP socket whose reads are held to the deadline of the thread that reads."""

    patience = _BOUNDLESS

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
        with self.patience.one_read(self):
            return super().recv_into(buffer, nbytes, flags)


class _SecureSocket(ssl.SSLSocket):
    """The same with TLS. Its handshake is bounded by the time-out of connecting, which Python takes as a whole."""

    patience = _BOUNDLESS

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        with self.patience.one_read(self):
            return super().recv_into(buffer, nbytes, flags)


class Cutter:
    """Knows the open sockets of a session, and shuts them all down at once."""

    def __init__(self) -> None:
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._is_over = False

    def add(self, opened: socket.socket) -> None:
        """Remember a socket until it is gone; one that was being opened when the session ended is shut down too."""
        with self._lock:
            self._sockets.add(opened)
            if self._is_over:
                _shut(opened)

    def cut(self, *, for_good: bool = False) -> None:
        """Whoever reads from any of them gets the end of the stream now; `for_good`, from those that come as well."""
        with self._lock:
            self._is_over = self._is_over or for_good
            for opened in tuple(self._sockets):
                _shut(opened)


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


class CutAdapter(HTTPAdapter):
    """An adapter of requests whose connections a `Cutter` knows, and whose reads a `Patience` bounds."""

    def __init__(self, cutter: Cutter, patience: Patience, **options: Any) -> None:
        self._cutter = cutter
        self._patience = patience
        super().__init__(**options)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Let the pools make connections that report their sockets."""
        context = create_urllib3_context()
        context.sslsocket_class = _SecureSocket
        super().init_poolmanager(*arguments, ssl_context=context, **options)
        cutter, patience = self._cutter, self._patience

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return _bounded(super()._new_conn(), patience)

            def connect(self) -> None:
                super().connect()
                if self.sock is not None:
                    cutter.add(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                if isinstance(self.sock, _SecureSocket):
                    self.sock.patience = patience
                if self.sock is not None:
                    cutter.add(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}


def _bounded(opened: socket.socket, patience: Patience) -> socket.socket:
    timeout_s = opened.gettimeout()
    bounded = _PlainSocket(fileno=opened.detach())
    bounded.settimeout(timeout_s)
    bounded.patience = patience
    return bounded
