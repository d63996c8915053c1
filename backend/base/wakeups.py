"""Tells waiting requests that something new was committed, from whichever thread committed it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Protocol

from backend.base.timings import Timings, Untimed

PAUSE_S = 0.1
"""Between two wake-ups: what is committed meanwhile is told at once, for all who wait. A person sees no tenth of a
second, and a city's feed commits more often than that."""


class Guest(Protocol):
    """Who waits, and may have to leave before there is news: then `waiting` is done from outside."""

    over: bool
    waiting: asyncio.Future[None] | None


class Wakeups:
    """Remembers the newest sequence number; `wait` returns as soon as there is a newer one than the caller knows.

    The first news after a quiet while is told at once, all that follows within `pause_s` together.
    """

    def __init__(self, seq: int, pause_s: float = PAUSE_S) -> None:
        self._seq = seq
        self._told = seq
        self._pause_s = pause_s
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Future[None]] = set()
        self._resting: asyncio.TimerHandle | None = None
        self._closed = False
        self._since: float | None = None
        """When the oldest news was announced that nobody was told of yet."""
        self.timings: Timings = Untimed()

    @property
    def seq(self) -> int:
        """The newest committed sequence number."""
        return self._seq

    @property
    def told(self) -> int:
        """The newest number that those who wait were woken for: `seq`, or one of a moment ago."""
        return self._told

    @property
    def closed(self) -> bool:
        """Whether the server is going down: nobody should wait any more."""
        return self._closed

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that requests wait on."""
        self._loop = loop

    def announce(self, seq: int) -> None:
        """`seq` is committed. Any thread."""
        if seq > self._seq:
            self._seq = seq
            self._since = self._since or time.monotonic()
            self._call(self._tell)

    def begin(self, seq: int) -> None:
        """The history was set back to `seq`: whoever waits is let go, and asks anew. Any thread."""
        self._seq = self._told = seq
        self._call(self._release)

    def close(self) -> None:
        """Let everybody go, so that the server can end at once."""
        self._closed = True
        self._call(self._release)

    def _call(self, function: object) -> None:
        if self._loop is None:
            self._told = self._seq
        elif not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(function)  # type: ignore[arg-type]

    def _tell(self) -> None:
        """Wake everybody, or soon where they were woken a moment ago."""
        if self._resting is not None:
            return
        self._release()
        if self._loop is not None:
            self._resting = self._loop.call_later(self._pause_s, self._rested)

    def _rested(self) -> None:
        self._resting = None
        if self._seq > self._told:
            self._tell()

    def _release(self) -> None:
        since, self._since = self._since, None
        if since is not None:
            self.timings.woken(time.monotonic() - since)
        self._told = self._seq
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seq: int, timeout_s: float, guest: Guest | None = None) -> bool:
        """Wait until something newer than `seq` is told, `timeout_s` at most; whether there is.

        A history that was set back counts as well: `seq` is none of its numbers then. A `guest` may be let go before.
        """
        if self._told > seq or self._closed or (guest is not None and guest.over):
            return self._told > seq
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if guest is not None:
            guest.waiting = future
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout_s):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return self._told != seq
