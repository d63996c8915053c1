"""TLS at the server's own door: its certificate, which may be exchanged while it runs, and the agreeing on a secret."""

from __future__ import annotations

import asyncio
import logging
import ssl
from pathlib import Path
from typing import Any, Literal

from uvicorn.config import Config
from uvicorn.server import ServerState

from backend.entrance.doorway import Doorway
from backend.entrance.line import HEAD_S, Line

_log = logging.getLogger(__name__)
Least = Literal["1.2", "1.3"]
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2: with forward secrecy and authenticated alone (RFC 9325); 1.3 has no others."""
PARTING_S = 3.0


def context_of(certificate: Path, key: Path, least: Least) -> ssl.SSLContext:
    """A context that shows the certificate. Raises `ssl.SSLError`, `OSError`, also for a key under a password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3 if least == "1.3" else ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificate, key, password="")  # never asks at a terminal
    return context


class Certificate:
    """Shown to who connects. `look` takes a new one from the files, as soon as both are whole and belong together."""

    def __init__(self, certificate: Path, key: Path, least: Least = "1.2") -> None:
        """Raises `ssl.SSLError`, `OSError`."""
        _log.setLevel(logging.INFO)  # that another one is shown is told whatever else is not
        self._files = (certificate, key)
        self._least: Least = least
        self._seen = self._state()
        self.context = context_of(certificate, key, least)

    def look(self, *, anew: bool = False) -> None:
        """Show what is in the files now where they changed, or in any case; what cannot be used is told once."""
        state = self._state()
        if state == self._seen and not anew:
            return
        self._seen = state
        try:
            self.context = context_of(*self._files, self._least)
        except (ssl.SSLError, OSError) as error:
            reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
            _log.error("the new certificate in %s cannot be used (%s): the one before stays", self._files[0], reason)
        else:
            _log.info("a new certificate from %s is shown from now on", self._files[0])

    def _state(self) -> tuple[tuple[int, int, int] | None, ...]:
        return tuple(map(_state_of, self._files))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


class Doorstep(asyncio.Protocol):
    """A connection until both sides have agreed on a secret; then it is `line`'s, with what came early."""

    def __init__(self, line: Line, context: ssl.SSLContext) -> None:
        self._line = line
        self._context = context
        self._agreeing: asyncio.Task[None] | None = None
        self._early = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Enter it into the book, then agree."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a server of streams makes no other
        transport.pause_reading()
        if self._line.enter(transport):
            self._agreeing = asyncio.get_running_loop().create_task(self._agree(transport))

    def data_received(self, data: bytes) -> None:
        """Behind the last word of the agreement, and for the line."""
        self._early += data

    def connection_lost(self, _error: Exception | None) -> None:
        """It went before they agreed."""
        self._line.leave()

    async def _agree(self, transport: asyncio.Transport) -> None:
        try:
            secured = await asyncio.get_running_loop().start_tls(
                transport, self, self._context, server_side=True, ssl_handshake_timeout=HEAD_S,
                ssl_shutdown_timeout=PARTING_S,
            )  # fmt: skip
        except OSError:  # what TLS refuses, what is cut, and what takes too long
            secured = None
        if secured is None or secured.is_closing():
            self._line.leave()
            transport.abort()
            return
        secured.set_protocol(self._line)
        self._line.connection_made(secured)
        if self._early:
            self._line.data_received(self._early)


class Reception:
    """Makes a line for each connection: what uvicorn is given as its protocol."""

    def __init__(self, doorway: Doorway, certificate: Certificate | None = None) -> None:
        self._doorway = doorway
        self.certificate = certificate

    def __call__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> asyncio.Protocol:  # fmt: skip
        line = Line(config, server_state, app_state, self._doorway)
        return line if self.certificate is None else Doorstep(line, self.certificate.context)
