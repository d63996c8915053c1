"""How often one source may do something: so many at once, and then so many a second."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

SOURCES_MOST = 10_000
"""Remembered at a time; who is forgotten begins with a full measure, as one who never came."""


class Rates:
    """A measure for each source that fills again by itself. For the thread of the loop alone."""

    def __init__(self, at_once: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, source: str) -> float:
        """Take one; 0 where there was one, else the seconds until there will be."""
        wait_s, left = self._look(source)
        self._left[source] = (left if wait_s else left - 1, self._clock())
        self._left.move_to_end(source)
        while len(self._left) > SOURCES_MOST:
            self._left.popitem(last=False)
        return wait_s

    def wait_s(self, source: str) -> float:
        """What `take` would answer; takes none."""
        return self._look(source)[0]

    def _look(self, source: str) -> tuple[float, float]:
        now = self._clock()
        left, since = self._left.get(source, (self._at_once, now))
        left = min(self._at_once, left + (now - since) * self._a_second)
        return (0.0 if left >= 1 else (1 - left) / self._a_second), left
