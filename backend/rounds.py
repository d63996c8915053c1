"""What a server does by the clock, beside answering: it looks for what did not come, and forgets what it may."""

from __future__ import annotations

import asyncio

from backend.base.clock import now_ms
from backend.services import Services
from backend.walls import pictures

FORGET_EVERY_S = 24 * 3600.0
LOOK_EVERY_S = 60.0


class Rounds:
    """Two rounds, each in a task of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin; on the loop's thread."""
        self._tasks = [asyncio.create_task(self._forget_daily()), asyncio.create_task(self._look_for_silence())]

    def stop(self) -> None:
        """Go no further."""
        for task in self._tasks:
            task.cancel()

    async def _look_for_silence(self) -> None:
        """Let the logs of the shift and of the plans that run tell of what did not come."""
        reports, scribe = self._services.reports, self._services.scribe
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await asyncio.to_thread(reports.look)
            await asyncio.to_thread(lambda: scribe.look(reports.shift_log.silent()))

    async def _forget_daily(self) -> None:
        """Drop removals that outlived the promise made to cursors, what the recording of walls need not keep, and
        pictures that no layout names."""
        ledger, recorder = self._services.ledger, self._services.recorder
        while True:
            await asyncio.to_thread(ledger.forget_removals)
            await asyncio.to_thread(recorder.forget, now_ms())
            await asyncio.to_thread(pictures.forget, ledger, now_ms())
            await asyncio.sleep(FORGET_EVERY_S)
