"""The demo city's rain, and how far its streets are under water."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np

from backend.demo.story.noise import Numbers, noise_at, smooth_noise

DAY_S = 86400


class Shower(NamedTuple):
    """Rain for `length` seconds from the POSIX time `start`, at most `strength` mm an hour."""

    start: float
    length: float
    strength: float


class Weather:
    """Rain in mm an hour, and how far streets are under water (0 to about 1.2), at any moment.

    One long downpour is under way at `opened_at`; other days have an afternoon shower now and then. Moments are POSIX
    times in ascending order.
    """

    def __init__(self, seed: int, opened_at: datetime) -> None:
        self._key = zlib.crc32(f"rain:{seed}".encode())
        opened = opened_at.timestamp()
        self._opening = Shower(opened - 70 * 60, 3 * 3600.0, 62.0)
        self._from_day = int(opened // DAY_S)

    @functools.cache  # noqa: B019 - one weather lives as long as its run, a few hundred days at most
    def _shower(self, day: int) -> Shower | None:
        """What falls on `day` (UTC), but for the downpour and the days around it, which are its own."""
        if abs(day - self._from_day) <= 1 or noise_at(self._key, day * 4) < 0.3:
            return None
        start = day * DAY_S + (8 + 4 * noise_at(self._key, day * 4 + 1)) * 3600
        length = (1.6 + noise_at(self._key, day * 4 + 2)) * 3600
        return Shower(start, length, 24 + 20 * noise_at(self._key, day * 4 + 3))

    def _over(self, at: Numbers) -> Iterator[tuple[Shower, slice]]:
        """Each shower with the moments that it may matter to: those of its day and of the next."""
        if not at.size:
            return
        first, last = int(at[0] // DAY_S), int(at[-1] // DAY_S)
        for day in range(first - 1, last + 1):
            if shower := self._shower(day):
                yield shower, _days(at, day, 2)
        yield self._opening, _days(at, self._from_day - 1, 3)  # it may have begun before midnight of its day

    def rain(self, at: Numbers) -> Numbers:
        """Millimetres an hour."""
        total = np.zeros_like(at)
        for shower, during in self._over(at):
            part = (at[during] - shower.start) / shower.length
            falls = np.sin(np.pi * np.clip(part, 0.0, 1.0)).clip(0.0) ** 0.8
            total[during] += shower.strength * falls * (0.9 + 0.1 * smooth_noise(self._key, at[during] / 420))
        return total

    def rain_at(self, moment: float) -> float:
        """Millimetres an hour at one POSIX time."""
        return float(self.rain(np.array([moment], np.float64))[0])

    def flood(self, at: Numbers) -> Numbers:
        """How far water stands: rises while it rains hard, then runs off within hours."""
        total = np.zeros_like(at)
        for shower, during in self._over(at):
            since = at[during] - shower.start
            risen = np.clip((since / shower.length - 0.12) / 0.45, 0.0, 1.0)
            level = shower.strength / 62 * risen * risen * (3 - 2 * risen) * 1.35
            total[during] += level * np.exp(-np.maximum(0.0, since - 0.7 * shower.length) / 4800)
        return total


def _days(at: Numbers, day: int, count: int) -> slice:
    """Where the moments of `count` days from `day` on are."""
    begin, end = np.searchsorted(at, [day * DAY_S, (day + count) * DAY_S])
    return slice(int(begin), int(end))
