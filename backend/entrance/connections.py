"""Who is connected: how many in all, from one address, and without having asked anything yet.

Where one place too many is asked for, nobody who was there and proved who they are has to go: the oldest that has said
nothing goes first, then the oldest that has shown no token. So whoever holds a thousand lines open loses their own.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST, PER_SOURCE = 4096, 1024
"""A city's two hundred consoles hold some four lines each, and may all come from one address."""
SILENT_MOST, SILENT_PER_SOURCE = 512, 64
"""Lines that have not sent the head of a request yet: an honest one has within milliseconds."""
AT_ONCE_S = 0.5
"""Younger lines are not held silent: a city's consoles all come back at one moment, and a busy server reads late."""


@dataclass(eq=False)
class Visitor:
    """One connection; `drop` ends it."""

    source: str
    drop: Callable[[], None]
    since: float
    """When it came, by the machine's own clock."""
    is_proxy: bool = False
    """Speaks for others: its lines are counted in all alone."""
    is_known: bool = False
    """A request of it came with a token that holds."""
    rest_s: float = 0.0
    """It asked for more than it may: so long its next request waits, behind everybody else's."""


Visitors = OrderedDict[Visitor, None]


@dataclass
class _Crowd:
    """Those of one source, or all."""

    count: int = 0
    silent: Visitors = field(default_factory=OrderedDict)
    """Oldest first."""
    unknown: Visitors = field(default_factory=OrderedDict)
    """Asked something, and showed no token."""

    def oldest(self) -> Visitor | None:
        """Who is to go first, if anybody."""
        return next(iter(self.silent or self.unknown), None)

    def too_silent(self, most: int, before: float) -> Visitor | None:
        """Who makes one silent line too many, if it came before this."""
        oldest = next(iter(self.silent), None)
        return oldest if oldest is not None and len(self.silent) >= most and oldest.since <= before else None


class Connections:
    """The book. For the thread of the loop alone."""

    def __init__(
        self, most: int = MOST, per_source: int = PER_SOURCE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._per_source = per_source
        self._clock = clock
        self._all = _Crowd()
        self._of: dict[str, _Crowd] = {}
        self._here: set[Visitor] = set()

    def __len__(self) -> int:
        return len(self._here)

    def arrive(self, source: str, drop: Callable[[], None], *, is_proxy: bool = False) -> Visitor | None:
        """A new one; None where it has to go at once."""
        now = self._clock()
        if not is_proxy:
            own = self._of.get(source, _Crowd())
            self._thin(own, SILENT_PER_SOURCE, now)
            if own.count >= self._per_source and not self._make_room(own):
                return None
            self._thin(self._all, SILENT_MOST, now)
        if self._all.count >= self._most and not self._make_room(self._all):
            return None
        visitor = Visitor(source, drop, now, is_proxy, is_known=is_proxy)
        self._here.add(visitor)
        for crowd in self._crowds(visitor):
            crowd.count += 1
            if not is_proxy:
                crowd.silent[visitor] = None
        return visitor

    def asked(self, visitor: Visitor) -> None:
        """The head of a request is whole."""
        if visitor in self._here and visitor in self._all.silent:
            for crowd in self._crowds(visitor):
                del crowd.silent[visitor]
                crowd.unknown[visitor] = None

    def known(self, visitor: Visitor) -> None:
        """It showed a token that holds."""
        if visitor.is_known or visitor not in self._here:
            return
        visitor.is_known = True
        for crowd in self._crowds(visitor):
            crowd.silent.pop(visitor, None)
            crowd.unknown.pop(visitor, None)

    def leave(self, visitor: Visitor) -> None:
        """It is gone; said again this does nothing."""
        if visitor not in self._here:
            return
        self._here.discard(visitor)
        for crowd in self._crowds(visitor):
            crowd.count -= 1
            crowd.silent.pop(visitor, None)
            crowd.unknown.pop(visitor, None)
        if not self._of[visitor.source].count:
            del self._of[visitor.source]

    def _crowds(self, visitor: Visitor) -> tuple[_Crowd, _Crowd]:
        return self._all, self._of.setdefault(visitor.source, _Crowd())

    def _thin(self, crowd: _Crowd, most: int, now: float) -> None:
        """Those that have been silent for a while go, until one more has room."""
        while (silent := crowd.too_silent(most, now - AT_ONCE_S)) is not None:
            self._send_away(silent)

    def _make_room(self, crowd: _Crowd) -> bool:
        oldest = crowd.oldest()
        if oldest is not None:
            self._send_away(oldest)
        return oldest is not None

    def _send_away(self, visitor: Visitor) -> None:
        self.leave(visitor)
        visitor.drop()
