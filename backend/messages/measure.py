"""How much may go by a channel: so many messages a minute, a sixth of them at once."""

from __future__ import annotations

from collections.abc import Callable

BURST = 6


class Measure:
    """It fills again by itself. For one thread at a time."""

    def __init__(self, a_minute: int, clock: Callable[[], float]) -> None:
        self._most = max(1.0, a_minute / BURST)
        self._a_second = a_minute / 60
        self._clock = clock
        self._left, self._since = self._most, clock()

    def left(self) -> int:
        """So many may go now."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._since) * self._a_second)
        self._since = now
        return int(self._left)

    def take(self, count: int) -> None:
        """So many went."""
        self._left -= count
