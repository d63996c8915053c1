"""Forgets what is no longer needed, in pieces so small that nobody waits for them.

Closed incidents go 30 days after their end, sent actions 90 days after they were seen, handovers 90 days after they
were signed, lines of the shift log after a year, points by age; the server keeps them all, what ended long ago in its
past. Where the cache is larger than it may be, everything is kept for half as long, and half again, until it fits
(docs/explanation/contract.md#retention). What waits to be sent is never touched, nor is the incident that it
belongs to.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlite_utils import Database

from console.base.clock import SYSTEM_CLOCK, Clock
from console.base.errors import StorageError
from contract.records.incident import IncidentState
from offline_cache import feeds, history, outbox
from offline_cache.cache import Cache

_log = logging.getLogger(__name__)
INCIDENT_DAYS = 30.0
HANDOVER_DAYS = 90.0
"""Those that somebody has still to answer stay."""
LOG_DAYS = 366.0
POINT_DAYS = float(history.KEPT_DAYS)
MOST_BYTES = 2 * 2**30
SHORTEST = 1 / 32
"""Below this share of the days something else is wrong than their number."""
ENDED = frozenset({IncidentState.CLOSED, IncidentState.REFUSED})
PIECE = 200
"""Records of one transaction: some 20 ms, in which a page of changes can wait."""
PAUSE_S = 0.05
LOOK_S, DAILY_S = 60.0, 86_400.0
UNANSWERED = frozenset({"offered", "begun"})
OWED = (*outbox.UNSETTLED, *outbox.TROUBLED)


@dataclass(frozen=True)
class Swept:
    """How many of each were forgotten, and what share of the usual days was kept."""

    incidents: int = 0
    points: int = 0
    actions: int = 0
    log_lines: int = 0
    handovers: int = 0
    share: float = 1.0


class Retention:
    """One console's sweeping: what a snapshot replaced every minute, everything else once a day."""

    def __init__(self, cache: Cache, box: Cache, clock: Clock = SYSTEM_CLOCK, most_bytes: int = MOST_BYTES) -> None:
        self._cache = cache
        self._box = box
        self._clock = clock
        self._most_bytes = most_bytes

    async def run(self) -> None:
        """Sweep until cancelled. A failure of storage is told elsewhere; here it only means: later."""
        swept_at: float | None = None
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.sweep_replaced()
                if swept_at is None or self._clock.monotonic_s() - swept_at >= DAILY_S:
                    swept_at = self._clock.monotonic_s()
                    _log.info("retention: %s", await self.sweep())
            except StorageError as error:
                _log.warning("retention: %s", error.code)

    async def sweep_replaced(self) -> int:
        """Delete what a snapshot has replaced; how many records."""
        return await self._pieces(lambda db: feeds.sweep(db, PIECE))

    async def sweep(self) -> Swept:
        """Forget what is old; more of it where the cache is too large."""
        actions = await self._box.write(outbox.prune)
        share, incidents, points, lines, handovers = 1.0, 0, 0, 0, 0
        while True:
            incidents += await self._incidents(INCIDENT_DAYS * share)
            points += await self._points(POINT_DAYS * share)
            lines += await self._older("log_entry", "$.at", LOG_DAYS * share)
            handovers += await self._older("handover", "$.signatures[0].at", HANDOVER_DAYS * share, UNANSWERED)
            if share <= SHORTEST or await self._cache.read(history.used_bytes) <= self._most_bytes:
                return Swept(incidents, points, actions, lines, handovers, share)
            share /= 2

    async def _incidents(self, days: float) -> int:
        before = (self._clock.now() - timedelta(days=days)).isoformat()
        old = await self._cache.read(lambda db: feeds.ended(db, "incident", ENDED, before))
        owed = {row.target_id for row in await self._box.read(lambda db: outbox.in_states(db, OWED))} if old else set()
        return await self._forget("incident", [key for key in old if key not in owed])

    async def _older(self, kind: str, at: str, days: float, but: frozenset[str] = frozenset()) -> int:
        before = (self._clock.now() - timedelta(days=days)).isoformat()
        return await self._forget(kind, await self._cache.read(lambda db: feeds.older(db, kind, at, before, but)))

    async def _forget(self, kind: str, gone: list[str]) -> int:
        for start in range(0, len(gone), PIECE):
            await self._cache.write(partial(feeds.forget, kind=kind, ids=gone[start : start + PIECE]))
            await asyncio.sleep(PAUSE_S)
        return len(gone)

    async def _points(self, days: float) -> int:
        now_ms = round(self._clock.now().timestamp() * 1000)
        return await self._pieces(lambda db: history.prune_points(db, now_ms, days, PIECE * 10))

    async def _pieces(self, work: Callable[[Database], int]) -> int:
        """Run `work` until it finds nothing more to do, letting others write between; the sum."""
        total = 0
        while done := await self._cache.write(work):
            total += done
            await asyncio.sleep(PAUSE_S)
        return total
