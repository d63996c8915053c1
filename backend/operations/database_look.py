"""What a database says of itself, asked in a way that nobody has to wait for: it may hang."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from backend.migrations import version_of

BOUND_S = 2.0
"""Balancers ask every two seconds and wait for as long (HAProxy's `inter`)."""
_SERVER = text(
    "SELECT pg_is_in_recovery() AS standby, extract(epoch FROM clock_timestamp()) AS clock,"
    " pg_database_size(current_database()) AS size"
)
_STANDBYS = text(
    "SELECT count(*) AS standbys, count(replay_lsn) AS told,"
    " coalesce(max(extract(epoch FROM coalesce(replay_lag, interval '0'))), 0) AS lag FROM pg_stat_replication"
)


@dataclass(frozen=True)
class Replication:
    """Of a primary: its standbys, of how many the delay is told, and the longest (s)."""

    standbys: int
    told: int
    lag_s: float


@dataclass(frozen=True)
class DatabaseLook:
    """`schema` is the number that the database has, `clock_apart_s` how far its clock is ahead of ours; both, and
    `replication`, only where it is a server."""

    schema: str
    size_bytes: int
    is_standby: bool = False
    clock_apart_s: float | None = None
    replication: Replication | None = None


def look_at(engine: Engine) -> DatabaseLook:
    """Ask it. Raises SQLAlchemy's errors; may take as long as a connection may."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            return _server(connection)
        pages: Any = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        page_size: Any = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        return DatabaseLook(version_of(connection), int(pages) * int(page_size))


def _server(connection: Connection) -> DatabaseLook:
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = {round(BOUND_S * 1000)}")
    before = time.time()
    row = connection.execute(_SERVER).one()
    apart_s = float(row.clock) - (before + time.time()) / 2
    replication = None
    if not row.standby:
        told = connection.execute(_STANDBYS).one()
        replication = Replication(told.standbys, told.told, float(told.lag))
    return DatabaseLook(version_of(connection), row.size, row.standby, apart_s, replication)


class Looker:
    """Asks on a thread of its own, one question at a time: a database that hangs holds one thread and no more."""

    def __init__(self, ask: Callable[[], DatabaseLook], bound_s: float = BOUND_S) -> None:
        self._ask = ask
        self.bound_s = bound_s
        self._asked: Future[DatabaseLook | None] | None = None

    async def look(self) -> DatabaseLook | None:
        """What it says; None where it cannot be reached. Raises TimeoutError where it did not say so in time."""
        if self._asked is None or self._asked.done():
            self._asked = Future()
            self._asked.set_running_or_notify_cancel()  # from now on nobody can cancel it: others wait for the same
            threading.Thread(target=self._work, args=(self._asked,), name="database look", daemon=True).start()
        answer = asyncio.wrap_future(self._asked)
        done, _pending = await asyncio.wait({answer}, timeout=self.bound_s)
        if not done:
            raise TimeoutError
        return answer.result()

    def _work(self, asked: Future[DatabaseLook | None]) -> None:
        found: DatabaseLook | None = None
        with contextlib.suppress(SQLAlchemyError, OSError):
            found = self._ask()
        asked.set_result(found)
