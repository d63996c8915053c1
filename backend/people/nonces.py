"""What makes a proof fresh without any clock but the server's, and good once (`contract.proof`).

A nonce is a minute and what only the servers of one database can make of it, so that none of them has to remember
which ones it gave out, and each takes those of the others.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
import time
from collections.abc import Callable

from contract.keys import text_of

GOOD_MINUTES = 5
"""A nonce is good in the minute that it names and in so many more."""
AHEAD_MINUTES = 1
"""So far may another server's clock be ahead of ours."""
MOST = 200_000
"""Ids of proofs that are remembered, some 20 MB: 550 requests a second over six minutes. With more, older nonces are
good no longer, so that no proof is good twice for that."""
_MAC_BYTES = 16


class Nonces:
    """Made and known again by a secret that all servers of a database share."""

    def __init__(self, secret: bytes, clock_s: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._clock_s = clock_s
        self._newest = (-1, "")

    @property
    def minute(self) -> int:
        """Of the server's clock, since 1970."""
        return int(self._clock_s() // 60)

    def newest(self) -> str:
        """The one to give out now."""
        minute, text = self._newest
        if minute != self.minute:
            minute = self.minute
            text = self._of(minute)
            self._newest = (minute, text)
        return text

    def minute_of(self, nonce: str) -> int | None:
        """The minute of a nonce that is good now; None for every other."""
        said, _, _mac = nonce.partition(".")
        if not said.isascii() or not said.isdecimal() or len(said) > 12:
            return None
        minute, now = int(said), self.minute
        if not now - GOOD_MINUTES <= minute <= now + AHEAD_MINUTES:
            return None
        return minute if hmac.compare_digest(self._of(minute).encode(), nonce.encode()) else None

    def _of(self, minute: int) -> str:
        mac = hmac.digest(self._secret, f"dpop-nonce\n{minute}".encode(), hashlib.sha256)
        return f"{minute}.{text_of(mac[:_MAC_BYTES])}"


class Used:
    """Proofs that came to this server, by the minute of their nonce. Safe to call from several threads.

    `since`: the minute in which it began to remember; nonces from before are none of its own.
    """

    def __init__(self, since: int, most: int = MOST) -> None:
        self._since = since
        self._most = most
        self._lock = threading.Lock()
        self._seen: dict[int, set[bytes]] = {}

    def remembers(self, minute: int) -> bool:
        """Whether a proof with a nonce of this minute would be known again."""
        return minute >= self._since

    def take(self, minute: int, identity: str, now: int) -> bool:
        """Whether this proof comes first, and from now on does not. False as well for a minute that is forgotten."""
        kept = hashlib.sha256(identity.encode()).digest()[:16]
        with self._lock:
            if minute < self._since:
                return False
            seen = self._seen.setdefault(minute, set())
            if kept in seen:
                return False
            seen.add(kept)
            self._forget(now)
            return True

    def _forget(self, now: int) -> None:
        """What no nonce can bring again; and where there are too many, the oldest minutes but the newest."""
        while self._seen and (oldest := min(self._seen)) < max(self._seen):
            is_over = oldest < now - GOOD_MINUTES
            if not is_over and sum(map(len, self._seen.values())) <= self._most:
                return
            del self._seen[oldest]
            self._since = max(self._since, oldest + 1)
