"""Who may wait: what takes long is done for few at a time, and beyond a bound nobody is let in to wait for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from backend.base.problems import ProblemError

RETRY_S = 2
"""When to come again where it is full: as long as those who wait take (backend.people: 40 passwords a second)."""


def overloaded(retry_s: float = RETRY_S) -> ProblemError:
    """The refusal of what the server has no room for now."""
    headers = {"Retry-After": str(max(1, round(retry_s)))}
    return ProblemError(503, "overloaded", "the server has as much to do as it takes; come again", headers)


def too_many(retry_s: float = RETRY_S) -> ProblemError:
    """The refusal of a source that asks for more than its share."""
    headers = {"Retry-After": str(max(1, round(retry_s)))}
    return ProblemError(429, "too-many-requests", "too many requests from this address; come again", headers)


class Turns:
    """So many in all and so many of one source, those at work counted with those who wait. For the loop's thread."""

    def __init__(self, most: int, per_source: int) -> None:
        self._most = most
        self._per_source = per_source
        self._of: Counter[str] = Counter()

    @contextmanager
    def one(self, source: str) -> Iterator[None]:
        """A place. Raises `ProblemError` at once where there is none: too-many-requests, overloaded."""
        if self._of[source] >= self._per_source:
            raise too_many()
        if self._of.total() >= self._most:
            raise overloaded()
        self._of[source] += 1
        try:
            yield
        finally:
            self._of[source] -= 1
            self._of += Counter()  # who has none is forgotten


class Room:
    """Bytes of bodies that are being read and worked on: so many in all, and so many of one source. Who does not fit
    waits, unread, for `patience_s` at most. For the loop's thread."""

    def __init__(self, most: int, per_source: int, patience_s: float) -> None:
        self._most = most
        self._per_source = per_source
        self._patience_s = patience_s
        self._of: Counter[str] = Counter()
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def taken(self, source: str, size: int) -> AsyncIterator[None]:
        """Room for a body of `size` bytes. Raises `ProblemError` overloaded."""
        try:
            async with asyncio.timeout(self._patience_s), self._changed:
                await self._changed.wait_for(lambda: self._has(source, size))
                self._of[source] += size
        except TimeoutError:
            raise overloaded() from None
        try:
            yield
        finally:
            self._of[source] -= size
            self._of += Counter()
            async with self._changed:
                self._changed.notify_all()

    def _has(self, source: str, size: int) -> bool:
        """A body that alone is more than all the room still comes in, alone."""
        mine, all_of_it = self._of[source], self._of.total()
        return (not mine or mine + size <= self._per_source) and (not all_of_it or all_of_it + size <= self._most)
