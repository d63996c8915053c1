"""What a desk remembers of itself reaches the disk on a thread: a slow disk, or a full one, holds up no screen."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from functools import partial

from views.base.arrangement import Arrangement

Write = Callable[[Arrangement], bool]
"""Blocks; false where the disk would not."""


class Memory:
    """One write at a time, the newest last: what is older and not begun yet is left out. `in_trouble()` is called once
    when nothing is kept any more, and again only after something was.
    """

    def __init__(
        self,
        blocking: Callable[[Callable[[], bool]], Awaitable[bool]],
        write: Write,
        in_trouble: Callable[[], None],
    ) -> None:
        self._blocking, self._write, self._in_trouble = blocking, write, in_trouble
        self._next: Arrangement | None = None
        self._task: asyncio.Task[None] | None = None
        self._at_disk = threading.Lock()
        self._put, self._kept = 0, 0
        """Numbers of the newest that was put here, and of the newest that is on the disk."""
        self._is_kept, self._closed = True, False

    def put(self, arrangement: Arrangement) -> None:
        """Keep this, as soon as the disk can; at once where no loop runs, and so nothing is painted."""
        self._next = arrangement
        self._put += 1
        loop = asyncio.get_event_loop()
        if self._closed or not loop.is_running():
            self._tell(self._at_once())
        elif self._task is None or self._task.done():
            self._task = loop.create_task(self._write_all())

    async def settled(self) -> bool:
        """Wait until nothing is on its way; whether what was put here last is on the disk."""
        while self._task is not None and not self._task.done():
            await asyncio.wait((self._task,))
        return self._is_kept

    def close(self) -> None:
        """The desk ends: what is on its way is written now."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
        if self._next is not None:
            self._at_once()

    async def _write_all(self) -> None:
        while self._next is not None:
            arrangement, number = self._next, self._put
            kept = await self._blocking(partial(self._written, arrangement, number))
            if number == self._put:
                self._next = None
            self._tell(kept)

    def _at_once(self) -> bool:
        arrangement, self._next = self._next, None
        return arrangement is None or self._written(arrangement, self._put)

    def _written(self, arrangement: Arrangement, number: int) -> bool:
        """Whether it is on the disk, or something newer is."""
        with self._at_disk:
            if number <= self._kept:
                return True
            if not self._write(arrangement):
                return False
            self._kept = number
            return True

    def _tell(self, kept: bool) -> None:
        before, self._is_kept = self._is_kept, kept
        if before and not kept:
            self._in_trouble()
