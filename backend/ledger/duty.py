"""What one server alone shall do of several over a database: looking for silence, forgetting, stopping cameras.

Whoever does it says so in the database every now and then; when it is not said for a while, the next one takes it. A
row rather than an advisory lock of PostgreSQL, because SQLite with several processes is served by the same line. For a
moment after a long sleep two may think that it is theirs: what is done so must be harmless twice.
"""

from __future__ import annotations

import secrets

from sqlalchemy import delete, or_

from backend.base.clock import now_ms
from backend.ledger.history import History
from backend.ledger.schema import duties
from backend.ledger.upsert import upsert

LIFE_MS = 30_000
"""Longer than a server that works hard is ever silent, short enough that a log of a shift misses nothing."""


class Duty:
    """One of this server's; `name` tells what it is."""

    def __init__(self, history: History, name: str) -> None:
        self._history = history
        self._name = name
        self._server = secrets.token_hex(8)

    def is_mine(self) -> bool:
        """Take it, or keep it, where nobody else has it. To be asked before each time, and three times in 30 s."""
        now = now_ms()
        values = {"name": self._name, "server": self._server, "until_ms": now + LIFE_MS}
        free = or_(duties.c.server == self._server, duties.c.until_ms < now)
        with self._history.aside() as connection:
            return upsert(connection, duties, values, free)

    def leave(self) -> None:
        """Let another have it at once; this server ends."""
        mine = (duties.c.name == self._name) & (duties.c.server == self._server)
        with self._history.aside() as connection:
            connection.execute(delete(duties).where(mine))
