"""What tokens hold open: streams and long polls, which end with the token that they were asked for by."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from backend.people.remembered import Remembered, T

LOOK_EVERY_S = 2.0
"""A token that ended by its time, or where nobody heard of it, holds nothing open for longer than this."""
Lasting = Callable[[frozenset[str]], frozenset[str]]
"""Of fingerprints of tokens those that are still worth something, from the database."""


class Attending:
    """One request that waits in the name of a token; `over` once the token has ended."""

    def __init__(self) -> None:
        self.over = False
        self.waiting: asyncio.Future[None] | None = None
        """What it waits by; set by whoever makes it wait."""

    def end(self) -> None:
        """The token is worth nothing any more: let it go. In the loop."""
        self.over = True
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(None)


class Attendance:
    """Of one server. What ends here is told at once, from any thread; all else is looked up in one question for all."""

    def __init__(self, lasting: Lasting) -> None:
        self._lasting = lasting
        self._here: dict[str, set[Attending]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._looking: asyncio.Task[None] | None = None
        self._again: asyncio.Event | None = None

    @contextmanager
    def attending(self, fingerprint: str) -> Iterator[Attending]:
        """Something waits in the name of this token, in the loop that runs."""
        one = Attending()
        self._here.setdefault(fingerprint, set()).add(one)
        self._look_on()
        try:
            yield one
        finally:
            mine = self._here[fingerprint]
            mine.discard(one)
            if not mine:
                del self._here[fingerprint]

    def ended(self, fingerprint: str | None) -> None:
        """This token was taken back, or perhaps any of them. From any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is over, and so is everything that waited
                self._loop.call_soon_threadsafe(self._end, fingerprint)

    def _end(self, fingerprint: str | None) -> None:
        if fingerprint is None:
            if self._again is not None:
                self._again.set()
            return
        for one in tuple(self._here.get(fingerprint, ())):
            one.end()

    def _look_on(self) -> None:
        """See that somebody looks, as long as anything waits."""
        loop = asyncio.get_running_loop()
        if self._looking is None or self._looking.done() or self._loop is not loop:
            self._loop, self._again = loop, asyncio.Event()
            self._looking = loop.create_task(self._look(self._again))

    async def _look(self, again: asyncio.Event) -> None:
        while self._here:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(again.wait(), LOOK_EVERY_S)
            again.clear()
            asked = frozenset(self._here)
            try:
                lasting = await asyncio.to_thread(self._lasting, asked)
            except SQLAlchemyError:
                continue  # a database that is away ends nobody's session
            for fingerprint in asked - lasting:
                self._end(fingerprint)


class Known(Remembered[T]):
    """What was looked up of tokens a moment ago; whatever is to be looked up again, those who attend by it hear."""

    def __init__(self, life_s: float, lasting: Lasting) -> None:
        self.attendance = Attendance(lasting)
        super().__init__(life_s, forgot=self.attendance.ended)
