"""How often a password may be tried: counted by person and by source, before it is looked at, by all servers together.

A source is a device by the key that it proves, or, where it proves none, an address with the name of a device. One
that a person has signed in from is *known* for that person and has a count of its own, so that nobody else can shut it.
All others share one count for the person, and one for their address. Each wait is twice the one before it, up to a
quarter of an hour: who guesses gets some hundred tries a day for a person, from however many addresses, while whoever
works here at their own desk notices nothing (docs/decisions/069-people.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, select, tuple_, update

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.history import History
from backend.ledger.schema import sign_in_sources, sign_in_tries
from backend.ledger.upsert import upsert

FREE, FREE_FOR_ADDRESS = 5, 30
"""Tries without a wait: of a person from one place, and of an address for all people: many sit behind one."""
LONGEST_S = 900
"""No wait is longer."""
FORGOTTEN_MS = 24 * 3600 * 1000
"""After so long without a try a count begins anew."""
KNOWN_MS = 180 * 24 * 3600 * 1000
"""For so long a source stays known that a person does not sign in from."""
ANYWHERE, ANYBODY = "", ""
_MADE = select(sign_in_tries.c.count.label("made"), sign_in_tries.c.last_ms)
AGAIN = 4
"""So often a count is read again that another server changed meanwhile."""


@dataclass(frozen=True)
class Source:
    """Where somebody signs in from."""

    address: str = ""
    device: str = ""
    is_proven: bool = False
    """Whether `device` is the thumbprint of a key that the request proved: then it is the same wherever it is."""

    @property
    def key(self) -> str:
        """As it is kept."""
        return self.device if self.is_proven else f"{self.address} {self.device}"[:128]


@dataclass(frozen=True)
class Try:
    """One that was counted; `ended` takes the count back where the password was right."""

    user_id: str
    source: Source
    counted: tuple[tuple[str, str], ...]


class Tries:
    """In the database. Safe to call from several threads."""

    def __init__(self, history: History, clock_ms: Callable[[], int] = now_ms) -> None:
        self._history = history
        self._clock_ms = clock_ms

    def begin(self, user_id: str, source: Source) -> Try:
        """Count a try, before anything is known of it.

        Raises `ProblemError` too-many-requests, with the seconds to wait; such a try is not counted and not made.
        """
        with self._history.aside() as connection:
            now = self._clock_ms()  # once it is our turn: who was before us counted at an earlier moment
            if self._is_known(connection, user_id, source, now):
                counts = [(user_id, source.key, FREE)]
            else:
                counts = [(user_id, ANYWHERE, FREE), (ANYBODY, source.address, FREE_FOR_ADDRESS)]
            waits_ms = [_wait_ms(connection, user, place, now) for user, place, _free in counts]
            if max(waits_ms) > 0:
                raise _wait(max(waits_ms))
            for user, place, free in counts:
                _count(connection, user, place, free, now)
            _forget(connection, now)
        return Try(user_id, source, tuple((user, place) for user, place, _free in counts))

    def ended(self, one: Try) -> None:
        """The password was right: the source is known from now on, and the person's count there begins anew.

        That of the address loses this try alone: who knows one password shall not buy more guesses with it.
        """
        now = self._clock_ms()
        own = [pair for pair in one.counted if pair[0] != ANYBODY]
        with self._history.aside() as connection:
            for user, place in own:
                connection.execute(delete(sign_in_tries).where(_at(user, place)))
            for user, place in set(one.counted) - set(own):
                less = {"count": sign_in_tries.c.count - 1, "until_ms": 0}
                connection.execute(update(sign_in_tries).where(_at(user, place)).values(less))
            values = {"user_id": one.user_id, "source": one.source.key, "last_ms": now}
            upsert(connection, sign_in_sources, values)

    def forget(self, user_id: str) -> None:
        """Let somebody in at once, from wherever: an administrator knows who it was."""
        with self._history.aside() as connection:
            connection.execute(delete(sign_in_tries).where(sign_in_tries.c.user_id == user_id))

    def forget_sources(self, user_id: str) -> None:
        """No place is known for them any more: another person may have the name, or a machine was lost."""
        with self._history.aside() as connection:
            connection.execute(delete(sign_in_sources).where(sign_in_sources.c.user_id == user_id))

    def waits_s(self) -> dict[str, int]:
        """Who is kept waiting at places that are not known, and for how many seconds."""
        now, tries = self._clock_ms(), sign_in_tries.c
        query = select(tries.user_id, tries.until_ms).where((tries.source == ANYWHERE) & (tries.until_ms > now))
        with self._history.engine.connect() as connection:
            return {row.user_id: -(-(row.until_ms - now) // 1000) for row in connection.execute(query)}

    @staticmethod
    def _is_known(connection: Connection, user_id: str, source: Source, now: int) -> bool:
        known = sign_in_sources.c
        where = (known.user_id == user_id) & (known.source == source.key) & (known.last_ms > now - KNOWN_MS)
        return connection.execute(select(known.user_id).where(where)).first() is not None


def delay_ms(count: int, free: int) -> int:
    """How long to wait after `count` tries of which `free` cost nothing: 1 s, 2 s, 4 s, up to a quarter of an hour."""
    return 0 if count < free else min(LONGEST_S, 2 ** min(count - free, 20)) * 1000


def _at(user_id: str, source: str) -> ColumnElement[bool]:
    return (sign_in_tries.c.user_id == user_id) & (sign_in_tries.c.source == source)


def _wait_ms(connection: Connection, user_id: str, source: str, now: int) -> int:
    until = connection.execute(select(sign_in_tries.c.until_ms).where(_at(user_id, source))).scalar()
    return max(0, (until or 0) - now)


def _wait(ms: int) -> ProblemError:
    return ProblemError(429, "too-many-requests", "too many passwords were tried", {"Retry-After": str(-(-ms // 1000))})


def _forget(connection: Connection, now: int) -> None:
    """Counts of long ago; those that another server is at are counted anew, and not waited for."""
    tries = sign_in_tries.c
    old = select(tries.user_id, tries.source).where(tries.last_ms < now - FORGOTTEN_MS)
    free = old.with_for_update(skip_locked=True)
    connection.execute(delete(sign_in_tries).where(tuple_(tries.user_id, tries.source).in_(free)))


def _count(connection: Connection, user_id: str, source: str, free: int, now: int) -> None:
    """One more, unless another server counted at the same moment so that there is a wait by now."""
    for _ in range(AGAIN):
        row = connection.execute(_MADE.where(_at(user_id, source))).first()
        count = 1 if row is None or row.last_ms < now - FORGOTTEN_MS else row.made + 1
        delay = delay_ms(count, free)
        # No wait is no moment either: that of another server's clock may be ahead of ours.
        until_ms = now + delay if delay else 0
        values = {"user_id": user_id, "source": source, "count": count, "last_ms": now, "until_ms": until_ms}
        is_same = (sign_in_tries.c.count == (-1 if row is None else row.made)) & (sign_in_tries.c.until_ms <= now)
        if upsert(connection, sign_in_tries, values, is_same):
            return
    raise _wait(1000)
