"""What is told to a console that keeps a stream open: that something is new, and what, where that is little."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager

from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.people.attendance import Attending
from backend.people.roles import Caller
from backend.routes.pages import Page, Pages

HEARTBEAT_S = 10.0
Attended = AbstractContextManager[Attending]
"""The console's place, as long as its token lasts."""
LIMIT = 500
"""Changes in one event."""
MOST_CHARS = 256 * 1024
"""A longer page is asked for: a console takes an event of four times as many bytes at most."""


class Telling:
    """To one console. Without `pages` it is only told that there is something."""

    def __init__(self, ledger: Ledger, pages: Pages | None, caller: Caller, attended: Attended) -> None:
        self._attended = attended
        self._ledger = ledger
        self._pages = pages
        self._caller = caller

    async def events(self, last_event_id: str | None) -> AsyncIterator[str]:
        """Server-sent events until the token or the server ends."""
        with self._attended as attending:
            async for event in self._told(attending, last_event_id):
                yield event

    async def _told(self, attending: Attending, last_event_id: str | None) -> AsyncIterator[str]:
        wakeups = self._ledger.wakeups
        epoch, seq = self._ledger.epoch, wakeups.told
        cursor = self._ledger.cursor(seq)
        yield _event("heartbeat" if last_event_id == cursor else "wake", cursor)
        while True:
            newer = await wakeups.wait(seq, HEARTBEAT_S, attending)
            if wakeups.closed or attending.over:
                return
            page = await self._page(seq) if newer and epoch == self._ledger.epoch else None
            if page is not None:
                before = self._ledger.cursor(seq)
                seq = page.next_seq
                yield _event("page", self._ledger.cursor(seq), page.body(before, self._caller.device_id))
                continue
            epoch, seq = self._ledger.epoch, wakeups.told
            yield _event("wake" if newer else "heartbeat", self._ledger.cursor(seq))

    async def _page(self, seq: int) -> Page | None:
        """What came after `seq`; None where it has to be asked for."""
        if self._pages is None:
            return None
        try:
            found = self._pages.ready(self._caller.scope, seq, LIMIT)
            if found is None:
                found = await self._pages.coming(self._caller.scope, seq, LIMIT)
        except ProblemError:
            return None
        return None if found.more or len(found.text) > MOST_CHARS else found


def _event(name: str, cursor: str, data: str = "") -> str:
    said = data or f'{{"cursor": "{cursor}"}}'
    return f"event: {name}\nid: {cursor}\ndata: {said}\n\n"
