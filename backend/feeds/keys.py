"""Idempotency keys of requests: the same request again is answered as before and does nothing, at any server."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import feed_keys

KEPT = timedelta(hours=26)
"""A day, and two hours for whoever asks again the next day. A city's feed with a key each minute takes some 40 MB."""
WORKING_MS = 60_000
"""A server that has not answered by then is gone: whoever asks again does it anew, and finds what was written."""
BUSY = "a request with this key is being worked on; ask again with the same key"
_TRIES = 2


@dataclass(frozen=True)
class Request:
    """A request by its key, and what tells it from another with the same."""

    caller: str
    key: str
    digest: str


@dataclass(frozen=True)
class Answered:
    """What was answered: the HTTP status and the body as JSON."""

    status: int
    body: str


class Keys:
    """The keys of one database."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def begin(self, request: Request) -> Answered | None:
        """What was answered before; None where it is ours to do now.

        Raises `ProblemError`: key-reused for another body under the same key, in-progress while another does it.
        """
        for last in range(_TRIES - 1, -1, -1):
            try:
                return self._begin(request)
            except IntegrityError:  # another server began it in the same moment
                if not last:
                    raise
        return None

    def _begin(self, request: Request) -> Answered | None:
        with self._ledger.aside() as connection:
            row = connection.execute(select(feed_keys).where(_is(request))).first()
            if row is None:
                connection.execute(insert(feed_keys).values(**vars(request), at_ms=now_ms()))
                return None
            if row.digest != request.digest:
                raise ProblemError(422, "key-reused", "the Idempotency-Key was used with another body; take a new one")
            if row.answer is not None:
                return Answered(row.status, zlib.decompress(row.answer).decode())
            if now_ms() - row.at_ms < WORKING_MS:
                raise ProblemError(409, "in-progress", BUSY, {"Retry-After": "1"})
            ours = update(feed_keys).where(_is(request), feed_keys.c.at_ms == row.at_ms).values(at_ms=now_ms())
            if not connection.execute(ours).rowcount:
                raise ProblemError(409, "in-progress", BUSY, {"Retry-After": "1"})
            return None

    def end(self, request: Request, answer: Answered) -> None:
        """Keep what is answered."""
        with self._ledger.aside() as connection:
            values = {"status": answer.status, "answer": zlib.compress(answer.body.encode()), "at_ms": now_ms()}
            connection.execute(update(feed_keys).where(_is(request)).values(**values))

    def give_up(self, request: Request) -> None:
        """It could not be done: whoever asks again does it."""
        with self._ledger.aside() as connection:
            connection.execute(delete(feed_keys).where(_is(request)))

    def forget(self, now: int) -> int:
        """Drop what was answered too long before `now` (ms); how many."""
        limit = now - round(KEPT.total_seconds() * 1000)
        with self._ledger.aside() as connection:
            return connection.execute(delete(feed_keys).where(feed_keys.c.at_ms < limit)).rowcount


def _is(request: Request) -> ColumnElement[bool]:
    return and_(feed_keys.c.caller == request.caller, feed_keys.c.key == request.key)
