"""The HTTP server of the contract: a socket, and uvicorn on it."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from dataclasses import dataclass, field
from types import FrameType

import uvicorn
from fastapi import FastAPI

from backend.base.wakeups import Wakeups
from backend.operations.draining import Draining


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

    def __init__(self, wakeups: Wakeups, listener: socket.socket, app: FastAPI, ending: Ending | None = None) -> None:
        self._ending = ending or Ending()
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=self._ending.finish_s,  # type: ignore[arg-type]
                timeout_keep_alive=75,
                h11_max_incomplete_event_size=65536,
            )
        )
        self._wakeups = wakeups
        self._listener = listener
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, then tell so."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        host, port = self._listener.getsockname()[:2]
        ready = {"ready": True, "url": f"http://{f'[{host}]' if ':' in host else host}:{port}", "port": port}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()

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
