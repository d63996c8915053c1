"""What the wall recorder's view has read so far: page by page into the past, and anew what comes meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.base.errors import LinkError, SignInError
from console.records.wall import Recording, RecordingEntry
from views.base.context import Context
from widgets.base.formats import zone

PASSING = timedelta(seconds=2)
PAGES_MOST = 20


@dataclass(frozen=True)
class Asked:
    """What is looked for."""

    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    screen: str = ""
    camera: str = ""
    incident: str = ""


class RecordingPages:
    """One reading after another, so that none overtakes the other; what is no longer asked for is dropped."""

    def __init__(self, context: Context, on_change: Callable[[], None]) -> None:
        self._context, self._on_change = context, on_change
        self._reading = asyncio.Lock()
        self._waited_for = 0
        self._next: str | None = None
        self._pages = 0
        self._read_at: datetime | None = None
        self.asked = Asked()
        self.entries: dict[str, RecordingEntry] = {}
        """By `key_of`, the newest first."""
        self.trouble = ""
        """Code of why the last reading failed; empty where it did not."""

    @property
    def is_waited_for(self) -> bool:
        """Whether somebody waits for a page."""
        return self._waited_for > 0

    @property
    def has_more(self) -> bool:
        """Whether there are older ones."""
        return self._next is not None

    def is_due(self, now: datetime, after: timedelta) -> bool:
        """Whether what is shown up to now is that long ago; a named time is over and does not go on."""
        late = self._read_at is None or not timedelta(0) <= now - self._read_at < after
        return late and self.asked.until is None and not self._waited_for

    async def ask(self, wall: str, asked: Asked) -> None:
        """Forget what was read and read the first page of this."""
        self.asked, self.entries, self._next, self._pages = asked, {}, None, 0
        await self._page(wall, None)

    async def more(self, wall: str) -> None:
        """The next older page."""
        if self.has_more and not self._waited_for and self._pages < PAGES_MOST:
            await self._page(wall, self._next)

    async def follow(self, wall: str) -> None:
        """What came since, above what is known; the first page where that could not be read yet."""
        if not self._pages:
            await self._page(wall, None)
            return
        asked, before = self.asked, (self.entries, self.trouble)
        with contextlib.suppress(LinkError, SignInError):
            async with self._reading:
                fresh = _told(await self._read(wall, None))
                if asked is self.asked:
                    self.entries = fresh | {key: one for key, one in self.entries.items() if key not in fresh}
        if asked is self.asked and (self.entries, self.trouble) != before:
            self._on_change()

    async def _page(self, wall: str, page: str | None) -> None:
        asked = self.asked
        self._waited_for += 1
        self._on_change()
        try:
            async with self._reading:
                found = await self._read(wall, page)
                if asked is self.asked:
                    self.entries = self.entries | _told(found)
                    self._next = found.next_page
                    self._pages += 1
        except (LinkError, SignInError):
            pass
        finally:
            self._waited_for -= 1
            self._on_change()

    async def _read(self, wall: str, page: str | None) -> Recording:
        """Raises LinkError or SignInError where it cannot be read now, which `trouble` then tells."""
        asked, self._read_at = self.asked, self._context.now()
        try:
            found: Recording = await self._context.session.walls.recording(
                wall, since=asked.since, until=asked.until, screen=asked.screen, camera=asked.camera,
                incident=asked.incident, page=page,
            )  # fmt: skip
        except (LinkError, SignInError) as error:
            self.trouble = error.code
            raise
        self.trouble = ""
        return found


def key_of(entry: RecordingEntry) -> str:
    """The screen and when this began on it: what goes on keeps its key."""
    return f"{entry.screen}@{entry.starts_at.astimezone(zone()).isoformat()}"


def _told(found: Recording) -> dict[str, RecordingEntry]:
    return {key_of(one): one for one in found.entries if not _is_passing(one)}


def _is_passing(entry: RecordingEntry) -> bool:
    """Whether it is only the moment between two contents, when tiles did not know yet what they show."""
    nothing = not any(tile.ref for tile in entry.tiles) and entry.still is None
    return nothing and entry.ends_at - entry.starts_at < PASSING
