"""Tells a server that another one has written to the same database.

PostgreSQL says so itself (LISTEN and NOTIFY, docs/explanation/several-servers.md); of a file it is asked often whether
somebody has written to it, which SQLite knows without reading it. Either way one looks now and then without having
heard anything: what was said while the connection was away is lost, and a database that was exchanged says nothing.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, func, select, text

_log = logging.getLogger(__name__)
CHANNEL = "ioc_feed"
SILENT_S = 1.0
"""So long nothing is heard before one looks all the same."""
FILE_EVERY_S = 0.05
"""`PRAGMA data_version` reads a number in shared memory: some 10 µs."""
AGAIN_FIRST_S, AGAIN_LAST_S = 0.2, 5.0
"""Pauses before a connection that was lost is tried again."""


class Bell(Protocol):
    """One for each ledger."""

    def ring(self, connection: Connection) -> None:
        """Say in this transaction that there is something new; it is heard when it commits."""

    def listen(self, heard: Callable[[], None], returned: Callable[[], None]) -> None:
        """Call `heard` in a thread of its own whenever there may be something new, and `returned` before that where
        the database was away, until `close`."""

    def close(self) -> None:
        """Hear nothing more."""


def bell_of(engine: Engine) -> Bell:
    """The bell that this kind of database has."""
    return ServerBell(engine) if engine.dialect.name == "postgresql" else FileBell(engine)


class _Listener(ABC):
    """A thread that listens, and begins anew where its connection is lost."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def listen(self, heard: Callable[[], None], returned: Callable[[], None]) -> None:
        """As `Bell.listen`."""
        self._closed.clear()
        self._thread = threading.Thread(target=self._run, args=(heard, returned), name="ledger-bell", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """As `Bell.close`."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(AGAIN_LAST_S)
            self._thread = None

    def _run(self, heard: Callable[[], None], returned: Callable[[], None]) -> None:
        pause_s = AGAIN_FIRST_S
        while not self._closed.is_set():
            try:
                with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.detach()  # one of its own: what it listens to is nobody else's
                    if pause_s != AGAIN_FIRST_S:
                        returned()
                        _log.warning("the database is heard again")
                        pause_s = AGAIN_FIRST_S
                    self._hear(connection, heard)
            except Exception as error:  # noqa: BLE001 - whatever it was: who stops listening leaves every desk behind
                if pause_s == AGAIN_FIRST_S:
                    _log.warning("the database is not heard any more: %s", str(error.__cause__ or error).strip())
                self._closed.wait(pause_s)
                pause_s = min(AGAIN_LAST_S, pause_s * 2)

    @abstractmethod
    def _hear(self, connection: Connection, heard: Callable[[], None]) -> None:
        """Until closed. Raises what the driver raises where the connection is lost."""


class ServerBell(_Listener):
    """PostgreSQL's. A channel is heard in the whole database: each schema has its own."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._channel = ""

    def ring(self, connection: Connection) -> None:
        """As `Bell.ring`."""
        connection.execute(select(func.pg_notify(self._name(connection), "")))

    def _name(self, connection: Connection) -> str:
        if not self._channel:
            schema = str(connection.execute(select(func.current_schema())).scalar_one())
            self._channel = f"{CHANNEL}_{schema}"[:63]
        return self._channel

    def _hear(self, connection: Connection, heard: Callable[[], None]) -> None:
        connection.execute(text(f'LISTEN "{self._name(connection)}"'))
        driver: Any = connection.connection.dbapi_connection
        heard()
        while not self._closed.is_set():
            for _one in driver.notifies(timeout=SILENT_S, stop_after=1):
                pass
            connection.execute(text("SELECT 1"))
            heard()


class FileBell(_Listener):
    """SQLite's: other processes are heard by looking."""

    def ring(self, connection: Connection) -> None:
        """Nothing: who looks finds it."""

    def _hear(self, connection: Connection, heard: Callable[[], None]) -> None:
        before = -1
        while not self._closed.wait(FILE_EVERY_S):
            now = int(connection.execute(text("PRAGMA data_version")).scalar_one())
            if now != before:
                before = now
                heard()
