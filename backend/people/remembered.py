"""What was looked up a moment ago, so that many requests of one console are one look into the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 10_000


class Remembered(Generic[T]):
    """Values by key, each for `life_s` seconds at most, and never longer than until it is forgotten.

    Safe to call from several threads. Who looks up takes the `mark` first: what was read before somebody forgot is
    not remembered after.
    """

    def __init__(
        self, life_s: float, clock: Callable[[], float] = time.monotonic,
        forgot: Callable[[str | None], object] = lambda _key: None,
    ) -> None:  # fmt: skip
        """`forgot` hears what is to be looked up again: a key, or None for all."""
        self._forgot = forgot
        self._life_s = life_s
        self._clock = clock
        self._lock = threading.Lock()
        self._values: dict[str, tuple[float, T]] = {}
        self._mark = 0

    @property
    def mark(self) -> int:
        """Moves on with each forgetting."""
        return self._mark

    def get(self, key: str) -> T | None:
        """The value, while it may be used."""
        found = self._values.get(key)
        return found[1] if found is not None and self._clock() < found[0] else None

    def put(self, key: str, value: T, mark: int) -> None:
        """Remember what was looked up after `mark` was taken."""
        with self._lock:
            if mark != self._mark:
                return
            if len(self._values) >= MOST:
                self._values.clear()
            self._values[key] = (self._clock() + self._life_s, value)

    def forget(self, key: str | None = None) -> None:
        """Look this one up again, or all of them."""
        with self._lock:
            self._mark += 1
            if key is None:
                self._values.clear()
            else:
                self._values.pop(key, None)
        self._forgot(key)
