"""How long something has waited for the disk: most often nothing, and worth telling only when it lasts."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Saving:
    """Counts what is being saved right now."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._numbers = itertools.count()
        self._begun: dict[int, float] = {}

    @contextmanager
    def watch(self) -> Iterator[None]:
        """While this is open, something is being saved."""
        number = next(self._numbers)
        self._begun[number] = self._clock()
        try:
            yield
        finally:
            del self._begun[number]

    def seconds(self) -> float:
        """How long the oldest has waited; 0 where nothing does."""
        return self._clock() - min(self._begun.values()) if self._begun else 0.0
