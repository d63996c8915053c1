"""The HTTP server of the contract: a socket, and uvicorn on it."""

from __future__ import annotations

import json
import signal
import socket
import sys
from types import FrameType

import uvicorn
from fastapi import FastAPI

from backend.base.wakeups import Wakeups


def listen(host: str, port: int) -> socket.socket:
    """A socket on this address; port 0 takes a free one. Raises OSError."""
    # asyncio sends small answers at once only on sockets that say TCP by name; others wait 40 ms for the client's ACK.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


class Server(uvicorn.Server):
    """Tells that it is ready by one line on standard output, and lets waiting requests go before it ends."""

    def __init__(self, wakeups: Wakeups, listener: socket.socket, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=1,
                timeout_keep_alive=75,
                h11_max_incomplete_event_size=65536,
            )
        )
        self._wakeups = wakeups
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, then tell so."""
        await super().startup(sockets)
        host, port = self._listener.getsockname()[:2]
        ready = {"ready": True, "url": f"http://{f'[{host}]' if ':' in host else host}:{port}", "port": port}
        sys.stdout.write(json.dumps(ready) + "\n")
        sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Somebody asked for the end."""
        self._wakeups.close()
        super().handle_exit(sig, frame)
        # uvicorn raises the signal again once it is down; a requested end is no failure.
        self._captured_signals = [one for one in self._captured_signals if one not in {signal.SIGTERM, signal.SIGINT}]
