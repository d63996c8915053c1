"""What lets a source in: a token of its own that opens the connectors' door and nothing else, and what it may write.

It is no sign-in: no other route knows it. Two are valid at once while a source changes from one to the next.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, insert, select, update

from backend.audit.lines import COMMAND, note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import feed_credentials
from backend.people.remembered import Remembered
from contract.ownership import FEEDABLE

MARK = "feed."
"""What such a token begins with, so that nobody takes it for a sign-in's."""
KNOWN_S = 2.0
"""One that another process ended opens the door for so long."""
DAY_MS = 24 * 3_600_000
LIFE_DAYS = 400
OVERLAP_H = 24.0
VALID_MOST = 2
SOURCE_MOST = 59
"""Letters of a source's id: as whom it is written down has five more."""
NOTED_MS = 60_000
"""When a token was last used is written down so often at most: a source may report ten times a second."""
SHOWN_MS = 30 * DAY_MS
"""A token that is over is told of for so long."""
PER_MINUTE = 600
"""Requests of one token, of up to 5000 records each."""


@dataclass(frozen=True)
class Scope:
    """What one credential may write. `name` tells it from others and opens nothing."""

    source: str
    types: frozenset[str]
    prefix: str
    per_minute: int = PER_MINUTE
    name: str = ""
    ends_ms: int = field(default=0, compare=False)

    @property
    def sender(self) -> str:
        """As whom its source is written down."""
        return f"feed:{self.source}"

    def covers(self, kind: str, key: str) -> bool:
        """Whether a record is its own to report; the one that tells of the source itself always is."""
        if (kind, key) == ("source", self.source):
            return True
        return kind in self.types and kind in FEEDABLE and key.startswith(self.prefix)


@dataclass(frozen=True)
class Seen:
    """A credential as an administrator sees it. Times in ms since 1970, 0 for never."""

    scope: Scope
    made_ms: int
    used_ms: int
    refused_ms: int
    refused_why: str
    """The code of the problem."""


class Credentials:
    """Those of one database. Safe to call from several threads."""

    def __init__(self, ledger: Ledger, clock: Callable[[], float] = time.monotonic) -> None:
        self._ledger = ledger
        self._clock = clock
        self._known: Remembered[Scope] = Remembered(KNOWN_S)
        ledger.on_ended(self._known.forget)
        self._lock = threading.Lock()
        self._spent: dict[str, tuple[float, float]] = {}
        self._noted: dict[tuple[str, bool], int] = {}

    def issue(self, scope: Scope, days: int = LIFE_DAYS, overlap_h: float = OVERLAP_H) -> str:
        """A new token for a source; the one before it ends after `overlap_h` hours, any older one now.

        Raises ValueError for a type that no source may write, and for a source whose id is too long.
        """
        if scope.types - FEEDABLE:
            raise ValueError(", ".join(sorted(scope.types - FEEDABLE)))
        if len(scope.source) > SOURCE_MOST:
            raise ValueError(scope.source)
        token = MARK + secrets.token_urlsafe(32)
        told = _fingerprint(token)
        at_ms = now_ms()
        ends_ms = at_ms + days * DAY_MS
        row = {
            "hash": told, "name": told[:12], "source": scope.source, "types": sorted(scope.types),
            "prefix": scope.prefix, "per_minute": scope.per_minute, "made_ms": at_ms, "ends_ms": ends_ms,
        }  # fmt: skip
        what = {name: row[name] for name in ("name", "types", "prefix", "per_minute")} | {"ends": iso(ends_ms)}
        with self._ledger.aside() as connection:
            for place, name in enumerate(_valid(connection, scope.source, at_ms)):
                _end(connection, name, at_ms + (0 if place >= VALID_MOST - 1 else round(overlap_h * 3_600_000)))
            connection.execute(insert(feed_credentials).values(**row))
            self._ledger.ended(connection)
            note(connection, "feed-credential-made", COMMAND, what=what, about=f"source:{scope.source}")
        self._known.forget()
        return token

    def end(self, source: str, name: str = "") -> int:
        """End the credentials of a source now, or the one of this name alone; how many."""
        with self._ledger.aside() as connection:
            found = [one for one in _valid(connection, source, now_ms()) if name in ("", one)]
            for one in found:
                _end(connection, one, now_ms())
            self._ledger.ended(connection)
            for one in found:
                note(connection, "feed-credential-ended", COMMAND, what={"name": one}, about=f"source:{source}")
        self._known.forget()
        return len(found)

    def all(self) -> list[Scope]:
        """Those that are valid."""
        query = select(feed_credentials).where(feed_credentials.c.ends_ms > now_ms())
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query.order_by(feed_credentials.c.source, feed_credentials.c.made_ms))
            return [_scope(row) for row in rows]

    def scope_of(self, token: str) -> Scope:
        """What a token may write. Raises `ProblemError` bad-token."""
        mark, told = self._known.mark, _fingerprint(token)
        found = self._known.get(told)
        if found is None:
            with self._ledger.engine.connect() as connection:
                row = connection.execute(select(feed_credentials).where(feed_credentials.c.hash == told)).first()
            if row is None:
                raise ProblemError(401, "bad-token", "this is no source's token", {"WWW-Authenticate": "Bearer"})
            found = _scope(row)
            self._known.put(told, found, mark)
        if found.ends_ms <= now_ms():
            self.used(found, "bad-token")
            raise ProblemError(401, "bad-token", "this source's token has ended", {"WWW-Authenticate": "Bearer"})
        return found

    def seen(self) -> list[Seen]:
        """Those that are valid, and those that were until lately or came since, by their sources."""
        since_ms, rows = now_ms() - SHOWN_MS, feed_credentials.c
        query = select(feed_credentials).where((rows.ends_ms > since_ms) | (rows.refused_ms > since_ms))
        with self._ledger.engine.connect() as connection:
            return [
                Seen(_scope(row), row.made_ms, row.used_ms, row.refused_ms, row.refused_why)
                for row in connection.execute(query.order_by(rows.source, rows.made_ms))
            ]

    def used(self, scope: Scope, refused: str = "") -> None:
        """A credential came, and was perhaps `refused` for this reason: written down once a minute at most."""
        at_ms, kind = now_ms(), (scope.name, bool(refused))
        with self._lock:
            if at_ms - self._noted.get(kind, 0) < NOTED_MS:
                return
            self._noted[kind] = at_ms
        values = {"used_ms": at_ms} | ({"refused_ms": at_ms, "refused_why": refused[:40]} if refused else {})
        with self._ledger.aside() as connection:
            named = feed_credentials.c.name == scope.name
            connection.execute(update(feed_credentials).where(named).values(**values))

    def spend(self, scope: Scope) -> None:
        """Count a request of this credential. Raises `ProblemError` too-many-requests."""
        now, per_s = self._clock(), scope.per_minute / 60
        with self._lock:
            left, at = self._spent.get(scope.name, (float(scope.per_minute), now))
            left = min(float(scope.per_minute), left + (now - at) * per_s)
            self._spent[scope.name] = (max(0.0, left - 1), now)
        if left < 1:
            wait = {"Retry-After": str(max(1, round((1 - left) / per_s)))}
            raise ProblemError(429, "too-many-requests", "this source reports more often than it may", wait)


def check(scope: Scope, source: str | None, names: Iterable[tuple[str, str]]) -> None:
    """Raise `ProblemError` out-of-scope where a report tells of what is not its source's to tell."""
    if source not in (None, scope.source):
        raise ProblemError(403, "out-of-scope", f"this credential speaks for the source {scope.source} alone")
    other = next((one for one in names if not scope.covers(*one)), None)
    if other is not None:
        may = f"{', '.join(sorted(scope.types))} whose ids begin with {scope.prefix}"
        raise ProblemError(403, "out-of-scope", f"{other[0]} {other[1]}: this credential may write {may}")


def _valid(connection: Connection, source: str, at_ms: int) -> list[str]:
    """The names of a source's valid credentials, the newest first."""
    where = and_(feed_credentials.c.source == source, feed_credentials.c.ends_ms > at_ms)
    order = (feed_credentials.c.made_ms.desc(), feed_credentials.c.name)
    return list(connection.execute(select(feed_credentials.c.name).where(where).order_by(*order)).scalars())


def _end(connection: Connection, name: str, ends_ms: int) -> None:
    where = and_(feed_credentials.c.name == name, feed_credentials.c.ends_ms > ends_ms)
    connection.execute(update(feed_credentials).where(where).values(ends_ms=ends_ms))


def _scope(row: object) -> Scope:
    told = row._mapping  # type: ignore[attr-defined]
    return Scope(
        told["source"], frozenset(told["types"]), told["prefix"], told["per_minute"], told["name"], told["ends_ms"]
    )


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
