"""Tells waiting requests that something new was committed, from whichever thread committed it."""

from __future__ import annotations

import asyncio
import contextlib


class Wakeups:
    """Remembers the newest sequence number; `wait` returns as soon as there is a newer one than the caller knows."""

    def __init__(self, seq: int) -> None:
        self._seq = seq
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Future[None]] = set()
        self._closed = False

    @property
    def seq(self) -> int:
        """The newest committed sequence number."""
        return self._seq

    @property
    def closed(self) -> bool:
        """Whether the server is going down: nobody should wait any more."""
        return self._closed

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that requests wait on."""
        self._loop = loop

    def announce(self, seq: int) -> None:
        """`seq` is committed. Any thread."""
        self._seq = max(self._seq, seq)
        self._call(self._release)

    def close(self) -> None:
        """Let everybody go, so that the server can end at once."""
        self._closed = True
        self._call(self._release)

    def _call(self, function: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(function)  # type: ignore[arg-type]

    def _release(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seq: int, timeout_s: float) -> bool:
        """Wait until something newer than `seq` is committed, `timeout_s` at most; whether there is."""
        if self._seq > seq or self._closed:
            return self._seq > seq
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout_s):
                await future
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(future)
        return self._seq > seq
