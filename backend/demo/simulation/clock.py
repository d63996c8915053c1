"""Virtual time: it starts with the real one and runs `speed` times as fast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """The real time, aware."""
    return datetime.now(UTC)


class VirtualClock:
    """Tells virtual time from a real clock; real times stamp records, virtual ones shape them."""

    def __init__(self, speed: float, now: Callable[[], datetime] = utc_now) -> None:
        if speed < 0:
            raise ValueError("speed must not be negative")
        self._now = now
        self.started_at = now()
        self.speed = speed

    def real(self) -> datetime:
        """The real time."""
        return self._now()

    def virtual(self) -> datetime:
        """The virtual time."""
        return self.started_at + timedelta(seconds=(self._now() - self.started_at).total_seconds() * self.speed)
