"""Notices that time has passed without us: the machine slept, the process was stopped, or somebody set the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from console.base.server_time import boot_s

GAP_S = 5.0
"""Two looks that should be a second apart and are further apart than this: nobody was awake in between."""


@dataclass(frozen=True)
class Gap:
    """`away_s` seconds went by unseen (0: none); the time of day moved `moved_s` seconds more than time did."""

    away_s: float = 0.0
    moved_s: float = 0.0


def _wall_s() -> float:
    return datetime.now(UTC).timestamp()


class Waking:
    """Asked about once a second. `boot` goes on while the machine sleeps; `wall` can be set by anybody."""

    def __init__(self, boot: Callable[[], float] = boot_s, wall: Callable[[], float] = _wall_s) -> None:
        self._boot = boot
        self._wall = wall
        self._last = (boot(), wall())

    def look(self) -> Gap:
        """What happened since the last look."""
        boot, wall = self._boot(), self._wall()
        passed_s, on_the_wall_s = boot - self._last[0], wall - self._last[1]
        self._last = boot, wall
        moved_s = on_the_wall_s - passed_s
        return Gap(passed_s if passed_s > GAP_S else 0.0, moved_s if abs(moved_s) > GAP_S else 0.0)
