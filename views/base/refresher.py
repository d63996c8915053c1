"""Turns bursts of changes into few re-reads: the first at once, then at most five a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from console.base.beat import Beat
from console.base.errors import IocError

Ids = frozenset[str] | None
INTERVAL_S = 0.2


class Refresher:
    """Calls `read(ids)` for what was asked since the last call; `None` means everything.

    A read that is still running is never overtaken: what comes meanwhile is read right after it.
    Errors go to `failed`, the same one once until a read has succeeded, and the refresher stays usable: what bad luck
    kept from being read is read with whatever is asked next.
    """

    def __init__(
        self,
        read: Callable[[Ids], Awaitable[None]],
        failed: Callable[[BaseException], None],
        interval_s: float = INTERVAL_S,
    ) -> None:
        self._read = read
        self._beat = Beat(failed)
        self._interval_s = interval_s
        self._wanted: set[str] = set()
        self._all = False
        self._asked = False
        self._task: asyncio.Task[None] | None = None
        self._last = float("-inf")
        self._closed = False

    def ask(self, ids: Ids = None) -> None:
        """Something named in `ids` changed; to be called on the loop's thread."""
        if self._closed:
            return
        self._want(ids)
        self._asked = self._asked or ids is None or bool(ids)
        if self._task is None or self._task.done():
            self._task = asyncio.get_event_loop().create_task(self._run())

    def close(self) -> None:
        """Ask for nothing more; a running read is cancelled."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()

    def _want(self, ids: Ids) -> None:
        if ids is None:
            self._all = True
        else:
            self._wanted |= ids

    async def _run(self) -> None:
        while self._asked and not self._closed:
            wait_s = self._last + self._interval_s - time.monotonic()
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            ids: Ids = None if self._all else frozenset(self._wanted)
            self._all, self._wanted, self._asked = False, set(), False
            self._last = time.monotonic()
            with self._beat.part(self):  # whatever a screen's re-read meets must not end the screen
                try:
                    await self._read(ids)
                except IocError:
                    self._want(ids)
                    raise
