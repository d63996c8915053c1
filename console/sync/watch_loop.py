"""Watches every second: silence is a sign too, and so is time that has passed without us."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from console.base.beat import Beat
from console.base.errors import StorageError
from console.records.models import LinkChannel
from console.sync.contact import Contact
from console.sync.host import Host
from console.sync.outage import OutageWatch
from console.sync.waking import Waking
from console.sync.watchdog import Watchdog

_log = logging.getLogger(__name__)


class WatchLoop:
    """The loop `watch` of a session."""

    def __init__(self, session: Host, watchdog: Watchdog, outage: OutageWatch, contact: Contact) -> None:
        self._session = session
        self._watchdog = watchdog
        self._outage = outage
        self._contact = contact
        self._waking = Waking()
        self._beat = Beat(_log_fault)

    def begin(self) -> None:
        """Time that has passed until now was nobody's sleep."""
        self._waking.look()

    async def run(self) -> None:
        """For ever."""
        links = self._session.links
        while True:
            await asyncio.sleep(1.0)
            with self._beat.part("watchdog"):
                await self._watchdog.check()
            with self._beat.part("clocks"):
                await self._look_at_clocks()
            with self._beat.part("links"):
                links.judge()
            with self._beat.part("outage"):
                await self._outage.notice(links.all()[LinkChannel.INCIDENTS])

    async def _look_at_clocks(self) -> None:
        """After a sleep every connection is suspect: cut all, pull at once. A clock that was set changes nothing."""
        gap = self._waking.look()
        if gap.moved_s:
            _log.info("the time of day was set by %.0f s", gap.moved_s)
        if not gap.away_s:
            return
        _log.info("nobody was awake for %.0f s", gap.away_s)
        self._watchdog.slept(gap.away_s)
        self._session.links.pace.woke()
        await self._outage.lost(self._session.time.now() - timedelta(seconds=gap.away_s))
        self._contact.lose()
        self._session.cut()
        self._contact.pull.set()


def _log_fault(error: BaseException) -> None:
    if isinstance(error, StorageError):
        _log.warning("storage: %s", error.code)  # it tells how it stands itself
    else:
        _log.error("a part of the watch fell over", exc_info=error)
