"""What a server does by the clock, beside answering: it looks for what did not come, and forgets what it may."""

from __future__ import annotations

import asyncio
import logging

from backend.base.clock import now_ms
from backend.past import moving
from backend.services import Services
from backend.walls import pictures

_log = logging.getLogger(__name__)
FORGET_EVERY_S = 24 * 3600.0
LOOK_EVERY_S = 60.0
POINTS_EVERY_S = 3600.0


class Rounds:
    """Three rounds, each in a task of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; on the loop's thread."""
        rounds = (self._forget_daily(), self._look_for_silence(), self._keep_points())
        self._tasks = [asyncio.create_task(one) for one in rounds]

    def stop(self) -> None:
        """Go no further."""
        for task in self._tasks:
            task.cancel()

    async def _look_for_silence(self) -> None:
        """Let the logs of the shift and of the plans that run tell of what did not come."""
        reports, scribe = self._services.feeds.reports, self._services.scribe
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await asyncio.to_thread(reports.look)
            await asyncio.to_thread(lambda: scribe.look(reports.shift_log.silent()))

    async def _forget_daily(self) -> None:
        """Move what ended long ago into the past; drop removals that outlived the promise made to cursors, what the
        recording of walls need not keep, pictures that no layout names, and what sources were answered."""
        ledger, recorder = self._services.ledger, self._services.recorder
        while True:
            await asyncio.to_thread(moving.move, ledger, now_ms())
            await asyncio.to_thread(ledger.forget_removals)
            await asyncio.to_thread(recorder.forget, now_ms())
            await asyncio.to_thread(pictures.forget, ledger, now_ms())
            await asyncio.to_thread(self._services.feeds.forget)
            await asyncio.sleep(FORGET_EVERY_S)

    async def _keep_points(self) -> None:
        """Put measured values together, and forget those that the city keeps no longer."""
        while True:
            await asyncio.sleep(POINTS_EVERY_S)
            try:
                await asyncio.to_thread(self._services.feeds.reports.points.upkeep, now_ms())
            except Exception:  # noqa: BLE001 - the next hour does what this one left; the log has why
                _log.exception("measured values were not put together")
