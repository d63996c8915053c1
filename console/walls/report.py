"""Tells the backend what a wall node really shows: at every change, every few seconds, and afterwards what was on its
screens while nobody could be told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from console.base.errors import IocError, LinkError, SignInError
from console.base.server_time import ServerTime, boot_s
from console.records.models import StreamState
from console.records.wall import ScreenReport
from console.walls.spool import Spool
from console.walls.store import WallStore

T = TypeVar("T")
_log = logging.getLogger(__name__)
EVERY_S, AT_MOST_EVERY_S = 5.0, 0.5
CUT_OFF_S = 15.0
"""A node that could tell nobody for this long is cut off (docs/reference/wall.md)."""
OVERDUE_S = 6.0
SAVE_S = 4.0
"""What a power cut may cost of the recording of an outage, and the pause between two reports."""
STILL_S, STILL_LOOKED_AT_S = 60.0, 10.0
STILL_BYTES = 200_000
BATCH = 100
POISONED = frozenset({400, 404, 413, 422})
"""Answers that will be the same for ever: what they are about is put aside, so that the rest arrives."""


class Node(Protocol):
    """What is needed of a session."""

    walls: WallStore
    time: ServerTime

    async def blocking(self, work: Callable[[], T]) -> T:
        """Run something that blocks, such as a file, on a thread."""


@dataclass(frozen=True)
class Seen:
    """What is on this node's screens now."""

    wall: str
    node: str
    revision: int
    screens: tuple[ScreenReport, ...]

    def signature(self) -> object:
        """What makes it another than the one before; ages alone do not."""
        return (self.wall, self.node, self.revision, tuple(_without_ages(screen) for screen in self.screens))


def _without_ages(screen: ScreenReport) -> ScreenReport:
    tiles = tuple(tile.model_copy(update={"as_of": None}) for tile in screen.tiles)
    return screen.model_copy(update={"tiles": tiles})


def content_of(screen: ScreenReport) -> object:
    """What is on it, however it goes: another content is worth another picture, and so is its first whole one."""
    tiles = tuple((tile.place, tile.type, tile.name, tile.ref, tile.incident_id) for tile in screen.tiles)
    opening = any(tile.state == StreamState.CONNECTING for tile in screen.tiles)
    return (screen.present, screen.frozen, screen.blank, tiles, opening)


class Reporter:
    """Reports what `look` sees; `still` gives a JPEG of a screen as it is painted, None where it cannot now."""

    def __init__(
        self,
        session: Node,
        spool: Spool,
        look: Callable[[], Seen | None],
        still: Callable[[str], Awaitable[bytes | None]],
    ) -> None:
        self._session, self._spool = session, spool
        self._look, self._still = look, still
        self._started_at = session.time.now()
        self._wake = asyncio.Event()
        self._sent: object = None
        self._told_at: datetime | None = None
        self._ok_s: float | None = None
        self._failing = ""
        self._saved_s = float("-inf")
        self._stills: dict[str, tuple[object, float]] = {}
        self.looked_at = False
        """Whether somebody at a desk looks at this wall."""

    @property
    def failing(self) -> str:
        """Why the last report did not arrive; empty where it did."""
        return self._failing

    @property
    def cut_off_since(self) -> datetime | None:
        """Since when nobody could be told; None while somebody can, or may still."""
        if not self._failing or (self._ok_s is not None and boot_s() - self._ok_s < CUT_OFF_S):
            return None
        return self._told_at or self._started_at

    def tick(self) -> None:
        """Once a second, and when content changed: report where something is other than it was said."""
        seen = self._look()
        if seen is None:
            return
        if seen.signature() != self._sent:
            self._wake.set()
        if self._failing or (self._ok_s is not None and boot_s() - self._ok_s > OVERDUE_S):
            self._note(seen)

    async def run(self) -> None:
        """For ever."""
        with contextlib.suppress(OSError):
            await self._session.blocking(self._spool.load)
        while True:
            began = boot_s()
            self._wake.clear()
            seen = self._look()
            if seen is not None:
                await self._round(seen)
            await asyncio.sleep(max(0.0, AT_MOST_EVERY_S - (boot_s() - began)))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, EVERY_S - (boot_s() - began))):
                    await self._wake.wait()

    async def close(self) -> None:
        """Keep what was not told."""
        if not self._spool.is_empty:
            await self._save()

    async def _round(self, seen: Seen) -> None:
        said = self._said(seen)
        try:
            asked = await self._session.walls.report(seen.wall, seen.node, said)
        except (LinkError, SignInError) as error:
            if error.code != self._failing:
                _log.info("the wall cannot report: %s", error.code)
            self._failing = error.code
            self._note(seen)
            if boot_s() - self._saved_s >= SAVE_S:
                await self._save()
            return
        self._failing, self._sent, self.looked_at = "", seen.signature(), asked.stills
        now = self._session.time.now()
        if not self._spool.is_empty:
            await self._tell_spool(seen, now)
        self._told_at, self._ok_s = now, boot_s()
        await self._send_stills(seen)

    def _said(self, seen: Seen) -> dict[str, Any]:
        return {
            "revision": seen.revision,
            "screens": [screen.model_dump(mode="json") for screen in seen.screens],
            "started_at": self._started_at.isoformat(),
            "at": self._session.time.now().isoformat(),
        }

    # what could not be told

    def _note(self, seen: Seen) -> None:
        screens = {
            screen.id: [tile.model_dump(mode="json", exclude={"as_of"}) for tile in screen.tiles]
            for screen in seen.screens
            if screen.present
        }
        self._spool.note(self._session.time.now(), screens, self._told_at)

    async def _save(self) -> None:
        self._saved_s = boot_s()
        write = self._spool.to_write()
        try:
            await self._session.blocking(write)
        except OSError as error:
            _log.warning("the wall's recording could not be saved: %s", error)

    async def _tell_spool(self, seen: Seen, now: datetime) -> None:
        self._spool.close(now)
        while entries := self._spool.batch(BATCH):
            try:
                await self._session.walls.send_recording(seen.wall, entries)
            except (LinkError, SignInError) as error:
                if error.params.get("status") not in POISONED:
                    break
                _log.warning("%d entries of the recording are refused", len(entries))
            self._spool.told(len(entries))
        await self._save()

    # how it looks

    async def _send_stills(self, seen: Seen) -> None:
        every_s = STILL_LOOKED_AT_S if self.looked_at else STILL_S
        for screen in seen.screens:
            before, at_s = self._stills.get(screen.id, (None, float("-inf")))
            content = content_of(screen)
            if not screen.present or (content == before and boot_s() - at_s < every_s):
                continue
            jpeg = await self._still(screen.id)
            if jpeg is None or len(jpeg) > STILL_BYTES:
                continue
            try:
                await self._session.walls.send_still(
                    seen.wall, seen.node, screen.id, jpeg=jpeg, at=self._session.time.now()
                )
            except IocError as error:
                _log.info("a still could not be sent: %s", error.code)
                return
            self._stills[screen.id] = (content, boot_s())
