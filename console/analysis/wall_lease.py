"""When somebody is to be told that their own control of a wall ends soon, and that it has ended: each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from console.records.wall import Wall

SOON = timedelta(seconds=60)
SHORT = timedelta(seconds=20)
"""For a lease that lasted no longer than `SOON` when it was first seen: a word at once would be one too many."""


@dataclass(frozen=True)
class LeaseEnd:
    """What is to be told of the control of a wall."""

    what: Literal["soon", "ended"]
    wall: Wall
    until: datetime


@dataclass
class _Held:
    until: datetime
    before: timedelta
    is_told: bool = False


class LeaseEnds:
    """Sees the walls every second and says what to tell. One that was released, lengthened or taken over is no end."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def look(self, walls: Iterable[Wall], actor_id: str, now: datetime) -> list[LeaseEnd]:
        """What to tell `actor_id` now; nobody's id forgets everything."""
        seen, told = {wall.id: wall for wall in walls}, []
        for gone in [key for key in self._held if key not in seen or not actor_id]:
            del self._held[gone]
        for key, wall in seen.items() if actor_id else ():
            end = self._one(key, wall, actor_id, now)
            told += [end] if end is not None else []
        return told

    def _one(self, key: str, wall: Wall, actor_id: str, now: datetime) -> LeaseEnd | None:
        lease, held = wall.lease, self._held.get(key)
        if lease is None or lease.holder_id != actor_id:
            self._held.pop(key, None)
            return None
        left = lease.until - now
        if left <= timedelta(0):
            # Only where it was seen to last: what ended before this desk was opened is no news.
            ended = self._held.pop(key, None)
            return LeaseEnd("ended", wall, lease.until) if ended is not None else None
        if held is None or held.until != lease.until:
            held = self._held[key] = _Held(lease.until, SOON if left > SOON else SHORT)
        if held.is_told or left > held.before:
            return None
        held.is_told = True
        return LeaseEnd("soon", wall, lease.until)
