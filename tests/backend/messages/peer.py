"""A real HTTP server that takes messages: it answers, refuses, asks to wait, hangs or drips as a test tells it to."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Taken:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Says:
    """What it answers."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    """Reads the request, and says nothing until the test ends."""
    drips: bool = False
    """Sends a byte of its head now and then, for ever."""


class _Quiet(ThreadingHTTPServer):
    """Says nothing of clients that go away in the middle: that is what tests do."""

    def handle_error(self, _request: Any, _address: Any) -> None:
        """Nothing."""


class Peer:
    """A context manager. `says` are the next answers in their order, `usually` all others."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.taken: list[Taken] = []
        self.says: deque[Says] = deque()
        self.usually = Says()
        self.at_once = 0
        self.over = threading.Event()
        self._lock = threading.Lock()
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                peer.answer(self, Taken(self.command, self.path, dict(self.headers), body))

            do_POST = do_GET = do_PUT = _serve  # noqa: N815

            def log_message(self, *_arguments: Any) -> None:
                """Nothing."""

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if context is not None:
            plain = self._server.socket
            self._server.socket = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        self.url = f"{'https' if context is not None else 'http'}://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def keys(self) -> list[str]:
        """The keys of what came, in its order."""
        return [one.headers.get("Idempotency-Key", "") for one in self.taken]

    def answer(self, handler: BaseHTTPRequestHandler, taken: Taken) -> None:
        """One request's, on its own thread."""
        with self._lock:
            self.taken.append(taken)
            said = self.says.popleft() if self.says else self.usually
        if said.hangs:
            self.over.wait(120)
            return
        with contextlib.suppress(OSError):
            if said.drips:
                for sign in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 10_000:
                    handler.wfile.write(bytes([sign]))
                    handler.wfile.flush()
                    if self.over.wait(0.05):
                        return
            handler.send_response(said.status)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(said.body)
