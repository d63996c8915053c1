"""The HTTP server of the contract: a socket, and uvicorn on it."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
import threading
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

import uvicorn
from fastapi import FastAPI

from backend.base.wakeups import Wakeups
from backend.entrance.tls import Certificate, Reception
from backend.operations.draining import Draining
from backend.program.entering import entry_of

__all__ = ["SWITCH_S", "Ending", "Server", "entry_of", "listen"]

AT_A_TIME, WAITING = 64, 2048
"""Connections that are taken in before anybody else has a turn, and those that the system holds until then: asyncio
knows one number for both, and two thousand at a time are a fifth of a second."""
SWITCH_S = 0.0005
"""How long a thread keeps the interpreter while others want it. An action asks SQLite some forty times and gives it up
at each: beside a thread that reads 8 MB it waited 5 ms for it each time."""
LOOK_EVERY_TICKS = 50
"""Of a tenth of a second: so soon a renewed certificate is shown."""


def listen(host: str, port: int) -> socket.socket:
    """A socket on this address; port 0 takes a free one. Raises OSError."""
    # asyncio sends small answers at once only on sockets that say TCP by name; others wait 40 ms for the client's ACK.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


@dataclass(frozen=True)
class Ending:
    """How a server ends that was asked to: for `drain_s` seconds it still answers, and says that it goes; then what has
    begun may take `finish_s` more."""

    draining: Draining = field(default_factory=Draining)
    drain_s: float = 0.0
    finish_s: float = 1.0


class Server(uvicorn.Server):
    """Tells that it is ready by one line on standard output, and lets waiting requests go before it ends."""

    def __init__(
        self, wakeups: Wakeups, listener: socket.socket, app: FastAPI, ending: Ending | None = None,
        certificate: Certificate | None = None,
    ) -> None:  # fmt: skip
        self._ending = ending or Ending()
        self._certificate = certificate
        super().__init__(
            uvicorn.Config(
                app,
                http=Reception(app.state.doorway, certificate),  # type: ignore[arg-type]
                ws="none",
                proxy_headers=False,  # whom to believe is the entrance's to know
                server_header=False,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=self._ending.finish_s,  # type: ignore[arg-type]
                timeout_keep_alive=75,
                backlog=AT_A_TIME,
                h11_max_incomplete_event_size=65536,
            )
        )
        self._wakeups = wakeups
        self._listener = listener
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, then tell so."""
        self._loop = asyncio.get_running_loop()
        if self._certificate is not None and threading.current_thread() is threading.main_thread():
            self._loop.add_signal_handler(signal.SIGHUP, partial(self._certificate.look, anew=True))
        await super().startup(sockets)
        self._listener.listen(WAITING)
        host, port = self._listener.getsockname()[:2]
        scheme = "http" if self._certificate is None else "https"
        ready = {"ready": True, "url": f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}", "port": port}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        if self._certificate is not None and counter % LOOK_EVERY_TICKS == 0:
            self._certificate.look()
        return await super().on_tick(counter)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Somebody asked for the end: long polls and streams go at once; who asks a second time waits for nothing."""
        is_first = not self._ending.draining.begun
        self._ending.draining.begin()
        self._wakeups.close()
        if is_first and self._loop is not None and self._ending.drain_s > 0:
            # Within a signal's handler nothing else of a loop may be touched.
            self._loop.call_soon_threadsafe(self._loop.call_later, self._ending.drain_s, self._end, sig, frame)
        else:
            self._end(sig, frame)

    def _end(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        # uvicorn raises the signal again once it is down; a requested end is no failure.
        self._captured_signals = [one for one in self._captured_signals if one not in {signal.SIGTERM, signal.SIGINT}]
