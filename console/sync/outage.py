"""Looks at the cache when the server is lost and when everything missed is here, for the summary of an outage."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from console.records.models import Link, LinkState
from console.sync import outage_log
from console.sync.catch_up import CatchUp, Look, difference, look
from offline_cache import feeds, glance, outbox
from offline_cache.cache import Cache

_log = logging.getLogger(__name__)
SHORT_S = 5.0
"""Nobody needs to be told what happened in less."""
LIVE_AT = "live_at"
"""The cache's own note of when it was last up to date, so that a summary reaches back over a restart."""
NOTED_EVERY_S = 30.0


class OutageWatch:
    """One outage at a time. `now` is the centre's time of day."""

    def __init__(self, cache: Cache, box: Cache, now: Callable[[], datetime]) -> None:
        self._cache = cache
        self._box = box
        self._now = now
        self._before: Look | None = None
        self._waited: set[str] = set()
        self._noted: datetime | None = None
        self._one = asyncio.Lock()
        """A look takes a moment: an outage that ends meanwhile waits for it, and none is left begun."""

    @property
    def is_away(self) -> bool:
        """Whether an outage has begun and not ended."""
        return self._before is not None

    async def begin(self) -> None:
        """Take up what the last run noted, where there was one that was ever up to date."""
        since = await self._cache.read(lambda db: feeds.get_meta(db, LIVE_AT))
        if since:
            await self.lost(datetime.fromisoformat(since))

    async def notice(self, link: Link) -> None:
        """Look at once where this link is down: whoever pulls asks this before the next page changes anything."""
        if link.state == LinkState.DOWN and not self.is_away:
            await self.lost(link.since)

    async def lost(self, since: datetime) -> None:
        """The server has been gone since then; what is here now is what was known. Once an outage."""
        async with self._one:
            if self._before is None and (self._noted is not None or await self._was_ever_live()):
                self._before = await self._look(since)
                await self.returning()

    async def returning(self) -> None:
        """The server answers again, and nothing of what waits here has been sent yet."""
        self._waited |= (await self._own(outbox.UNSETTLED)).keys()

    async def back(self) -> CatchUp | None:
        """All that was missed is here: the summary, or None where it is not worth telling."""
        async with self._one:
            return await self._summary()

    async def _summary(self) -> CatchUp | None:
        before, self._before = self._before, None
        waited, self._waited = self._waited, set()
        now = self._now()
        if before is None:
            await self._note(now)
            return None
        after = await self._look(now)
        await self._note(now)
        if (now - before.at).total_seconds() >= SHORT_S:
            await self._cache.write(lambda db: outage_log.keep(db, before.at, now))
        states = await self._own((*outbox.UNSETTLED, *outbox.TROUBLED)) if waited else {}
        summary = difference(before, after, {key: states.get(key, outbox.SETTLED) for key in waited})
        if summary.is_empty or (summary.until - summary.since).total_seconds() < SHORT_S:
            return None
        counts = len(summary.new), len(summary.changed), len(summary.ended)
        _log.info("away since %s: %d new, %d changed, %d ended", summary.since, *counts)
        return summary

    async def _was_ever_live(self) -> bool:
        return bool(await self._cache.read(lambda db: feeds.get_meta(db, LIVE_AT)))

    async def _note(self, now: datetime) -> None:
        if self._noted is None or abs((now - self._noted).total_seconds()) >= NOTED_EVERY_S:
            self._noted = now
            await self._cache.write(lambda db: feeds.set_meta(db, LIVE_AT, now.isoformat()))

    async def _look(self, at: datetime) -> Look:
        return look(at, await self._cache.read(lambda db: glance.fields(db, "incident", ("state", "severity"))))

    async def _own(self, states: tuple[str, ...]) -> dict[str, str]:
        return await self._box.read(lambda db: {row.action_id: row.state for row in outbox.in_states(db, states)})
