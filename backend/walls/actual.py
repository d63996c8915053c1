"""What the nodes of all walls say that they show. In memory: a node says it again within 5 s of a restart here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from backend.base.clock import iso

CUT_OFF_S = 15.0
LOOKED_S = 20.0
"""So long after a desk last asked, somebody is taken to look: desks ask every few seconds."""


class Still(NamedTuple):
    """How a screen looked last."""

    jpeg: bytes
    at_ms: int
    digest: str


class Actual:
    """Reports and stills by wall. Safe to call from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._reports: dict[tuple[str, str], tuple[float, int, Mapping[str, Any]]] = {}
        self._stills: dict[tuple[str, str], Still] = {}
        self._looked: dict[str, float] = {}

    def report(self, wall: str, node: str, said: Mapping[str, Any], now_ms: int) -> bool:
        """Take a node's report; whether somebody looks at the wall."""
        with self._lock:
            self._reports[wall, node] = (self._clock(), now_ms, said)
            looked = self._looked.get(wall)
            return looked is not None and self._clock() - looked < LOOKED_S

    def look(self, wall: str) -> None:
        """Somebody looks."""
        with self._lock:
            self._looked[wall] = self._clock()

    def nodes(self, wall: str, names: Sequence[str]) -> list[dict[str, Any]]:
        """Each of these nodes with what it said last."""
        with self._lock:
            return [self._node(wall, name) for name in names]

    def _node(self, wall: str, name: str) -> dict[str, Any]:
        found = self._reports.get((wall, name))
        if found is None:
            silent: dict[str, Any] = {"revision": 0, "started_at": None, "at": None, "screens": []}
            return {"node": name, "reported_at": None, "cut_off": True, **silent}
        heard, at_ms, said = found
        return {"node": name, "reported_at": iso(at_ms), "cut_off": self._clock() - heard > CUT_OFF_S, **said}

    def put_still(self, wall: str, screen: str, still: Still) -> None:
        """How a screen looks now."""
        with self._lock:
            self._stills[wall, screen] = still

    def still(self, wall: str, screen: str) -> Still | None:
        """How a screen looked last."""
        with self._lock:
            return self._stills.get((wall, screen))
