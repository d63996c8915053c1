"""Wrong passwords of the last minute, counted by all servers together: several doors are no more tries than one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, func, insert, select

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.history import History
from backend.ledger.schema import wrong_sign_ins

MOST, WITHIN_S = 20, 60.0
"""Wrong passwords for one person in a minute before the door stays shut for a while."""


class Tries:
    """In the database, where nothing older than a minute is kept. Safe to call from several threads."""

    def __init__(self, history: History, clock_ms: Callable[[], int] = now_ms) -> None:
        self._history = history
        self._clock_ms = clock_ms

    def check(self, user_id: str) -> None:
        """Raise `ProblemError` too-many-requests, with the seconds to wait, after too many."""
        now = self._clock_ms()
        recent = (wrong_sign_ins.c.user_id == user_id) & (wrong_sign_ins.c.at_ms > now - WITHIN_S * 1000)
        query = select(func.count(), func.min(wrong_sign_ins.c.at_ms)).where(recent)
        with self._history.engine.connect() as connection:
            count, first_ms = connection.execute(query).one()
        if count >= MOST:
            wait_s = max(1, round(WITHIN_S - (now - first_ms) / 1000))
            raise ProblemError(429, "too-many-requests", "too many wrong passwords", {"Retry-After": str(wait_s)})

    def wrong(self, user_id: str) -> None:
        """One more."""
        now = self._clock_ms()
        with self._history.aside() as connection:
            connection.execute(delete(wrong_sign_ins).where(wrong_sign_ins.c.at_ms <= now - WITHIN_S * 1000))
            connection.execute(insert(wrong_sign_ins).values(user_id=user_id, at_ms=now))
