"""The one way to the backend: calls of the contract on net threads, which can be cut."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from console.base.errors import LinkError
from console.base.surroundings import Surroundings
from console.base.threads import Threads
from console.net.api import Api, Prove
from console.net.links import Links

_log = logging.getLogger(__name__)
T = TypeVar("T")
NET_THREADS = 8
"""Four calls may be in the air for the loops and one for each thing an operator asks."""
NET_STOP_S = 1.0


class Connection:
    """One console's. Without a backend in the settings every call ends with `LinkError` no_backend."""

    def __init__(self, around: Surroundings) -> None:
        self.links = Links(lambda: around.changes.emit("links"), time_of_day=around.time.now)
        """How far each channel can be trusted."""
        self._around = around
        self._threads = Threads("net", NET_THREADS)
        self._api: Api | None = None

    def make(self, prove: Prove | None) -> bool:
        """Be ready to call, as the device that `prove` speaks for; whether there is a backend to be called."""
        url = self._around.settings.backend_url
        if url:
            self._api = Api(url, self._around.settings, prove)
        return self._api is not None

    def set_token(self, token: str | None, *, bound: bool = False) -> None:
        """In whose name is called from now on; `bound` to this device's key or not."""
        if self._api is not None:
            self._api.set_token(token, bound=bound)

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread. Raises `LinkError`, `SignInError`."""
        api = self._api
        if api is None:
            raise LinkError("no_backend")
        return await self._threads.run(lambda: work(api))

    def cut(self, hung_for_s: float | None = None) -> None:
        """Cut every connection in the air; calls that have hung for so long despite that lose their threads."""
        if self._api is not None:
            self._api.cut()
        if hung_for_s is not None and self._threads.write_off(hung_for_s):
            _log.error("calls hang and are given up")

    def close(self) -> None:
        """Cut every connection, and accept no more calls."""
        if self._api is not None:
            self._api.close()

    async def stop(self) -> None:
        """Let the threads go; one that hangs is not waited for."""
        await self._around.blocking(lambda: self._threads.stop(NET_STOP_S))
