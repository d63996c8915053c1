"""Ways out that are away as a whole: a mail server or a gateway that nobody reaches, for whomever it is.

While one is away a single message tries it now and then, so that an outage costs no other one its tries; what has
another way goes by that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from backend.messages.queue import BEFORE_NEXT, pause_ms

AWAY = frozenset({
    "unreachable", "timeout", "bad-certificate", "no-tls", "bad-sign-in", "busy", "server-error", "secret",
})  # fmt: skip
"""Reasons that say nothing of the message and all of the way."""
HERE = frozenset({"refused", "too-large"})
"""Reasons by which the other side shows that it is there."""
OF_EACH = frozenset({"webhook", "file"})
"""Ways that are another one for each receiver."""
LONGEST_S = 60.0
"""Between two looks whether it is back."""


@dataclass(frozen=True)
class _Away:
    looks: int
    reason: str
    until: float


class Outages:
    """Of one server. Safe to call from several threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._lock = threading.Lock()
        self._away: dict[str, _Away] = {}

    def failed(self, channel: str, reason: str, after_s: float = 0.0) -> None:
        """A message did not go by it. Several that were on their way together are one look."""
        if channel in OF_EACH or reason not in AWAY:
            if reason in HERE:
                self.sent(channel)
            return
        now = self.clock()
        with self._lock:
            known = self._away.get(channel)
            if known is not None and now < known.until:
                return
            looks = known.looks + 1 if known is not None else 1
            rest_s = max(min(LONGEST_S, pause_ms(looks, 0.0) / 1000), after_s)
            self._away[channel] = _Away(looks, reason, now + rest_s)

    def sent(self, channel: str) -> None:
        """A message went by it: it is back."""
        with self._lock:
            self._away.pop(channel, None)

    def room(self, channel: str, under_way: int, most: int) -> int:
        """How many messages may go by it now, with so many under way: one where it may be away still."""
        with self._lock:
            known = self._away.get(channel)
        if known is None:
            return most - under_way
        return 0 if self.clock() < known.until else 1 - under_way

    def given_up(self) -> dict[str, str]:
        """Channels that have been away for so long that what has another way goes by that, and why."""
        with self._lock:
            return {name: one.reason for name, one in self._away.items() if one.looks >= BEFORE_NEXT}
