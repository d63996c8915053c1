"""What a loop tells the watchdog before each step: how long that may take before the loop counts as stuck."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from offline_cache.cache import BUSY_S


@dataclass(frozen=True)
class Bounds:
    """How long a step of a loop may take before it counts as stuck, in seconds."""

    air_s: float = 60.0
    """A call: its long poll and its deadline together are half of this."""
    storage_s: float = BUSY_S + 30.0
    """A transaction: another process may hold the lock for `BUSY_S`."""
    idle_s: float = 30.0
    """Beyond the pause that a loop has chosen."""


class Steps:
    """`told(loop, seconds)` hears of each."""

    def __init__(self, told: Callable[[str, float], None], bounds: Bounds) -> None:
        self._told = told
        self._bounds = bounds

    def in_the_air(self, name: str, flying: bool) -> None:
        """A call begins, or its answer is here and goes into a file."""
        self._told(name, self._bounds.air_s if flying else self._bounds.storage_s)

    async def pause(self, name: str, seconds: float) -> None:
        """Rest for so long, whatever happens."""
        self._told(name, seconds + self._bounds.idle_s)
        await asyncio.sleep(seconds)

    async def rest(self, name: str, wake: asyncio.Event, seconds: float) -> None:
        """Rest for so long, or until it is woken."""
        self._told(name, seconds + self._bounds.idle_s)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await wake.wait()
