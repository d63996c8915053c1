"""How old what consoles have not sent is, as each says it with its questions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

KEPT_S = 90.0
"""A console asks every 10 s at least; one that has said nothing for so long is away, and what it said is old."""
DEVICES_MOST = 5000


class OutboxAges:
    """What each device said last. Any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._told: dict[str, tuple[float, float]] = {}

    def tell(self, device_id: str, age_s: float) -> None:
        """The oldest unsent action of this device is so old; 0 where nothing waits."""
        with self._lock:
            self._told.pop(device_id, None)
            if age_s > 0:
                self._told[device_id] = (self._clock(), age_s)
                if len(self._told) > DEVICES_MOST:
                    del self._told[next(iter(self._told))]

    def now(self) -> tuple[int, float]:
        """How many devices have something unsent, and the greatest age of it (s); 0 where nothing waits."""
        limit = self._clock() - KEPT_S
        with self._lock:
            self._told = {key: told for key, told in self._told.items() if told[0] >= limit}
            return len(self._told), max((age_s for _at, age_s in self._told.values()), default=0.0)
