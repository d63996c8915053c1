"""One SQLite file and the threads that may touch it.

One writer thread, because SQLite has one writer anyway and a queue of ours is fair where its lock is not; a few readers
with connections of their own, because WAL lets them go on meanwhile. Nothing else opens or closes the file in this
process: closing any descriptor of it would drop its POSIX locks (sqlite.org/howtocorrupt.html, section 2.2).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

import pysqlite3.dbapi2 as sqlite3
from sqlite_utils import Database

from offline_cache.errors import StorageError, storage_error

T = TypeVar("T")
Connect = Callable[[Path, bool], Any]
"""Opens a file (path, read-only) and answers a connection of the DB-API in autocommit mode."""
OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL with two writers (sqlite.org, changes of 3.51.3)."""
READERS = 2
BUSY_S = 60.0


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)


def require_sqlite() -> None:
    """Raise `StorageError` sqlite_too_old where the library could corrupt what it keeps."""
    if tuple(int(part) for part in sqlite_version().split(".")) < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise StorageError("sqlite_too_old", found=sqlite_version(), needed=needed)


def connect(path: Path, read_only: bool = False) -> Any:
    """A plain connection in autocommit mode, with which transactions are begun by hand."""
    mode = "ro" if read_only else "rwc"
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
    )


class Cache:
    """Reads and writes of one file. `migrate` runs once on the writer before anything else."""

    def __init__(
        self,
        path: Path,
        migrate: Callable[[Database], None],
        synchronous: Literal["NORMAL", "FULL"] = "NORMAL",
        readers: int = READERS,
        *,
        connect: Connect = connect,
    ) -> None:
        self.path = path
        self._connect = connect
        self._migrate = migrate
        self._synchronous = synchronous
        self._local = threading.local()
        self._connections: list[Any] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix=f"{path.stem}-writer")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix=f"{path.stem}-reader")
        self._database: Database | None = None

    async def open(self) -> None:
        """Open and migrate. Raises `StorageError`; nothing stays open then."""
        try:
            await self._run(self._writer, self._open)
        except StorageError:
            self.close()
            raise

    def _open(self) -> None:
        require_sqlite()
        connection = self._connect(self.path, False)
        self._connections.append(connection)
        database = Database(connection, execute_plugins=False)
        # A new file becomes a WAL by way of a rollback journal. EXTRA syncs the folder after that journal's deletion:
        # it could return after a power cut, and with it the empty file of before all that was saved meanwhile.
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={self._synchronous}")
        self._migrate(database)
        self._database = database

    async def write(self, work: Callable[[Database], T]) -> T:
        """Run `work` in one transaction; its effect is on disk when this returns (at FULL). Raises `StorageError`."""
        return await self._run(self._writer, lambda: self._in_transaction(work))

    def _in_transaction(self, work: Callable[[Database], T]) -> T:
        if self._database is None:
            raise StorageError("io_error", detail="closed")
        connection = self._database.conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(self._database)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result

    async def read(self, work: Callable[[Database], T]) -> T:
        """Run `work` on a reader's own connection. Raises `StorageError`."""
        return await self._run(self._readers, lambda: work(self._reader()))

    def _reader(self) -> Database:
        database: Database | None = getattr(self._local, "database", None)
        if database is None:
            connection = self._connect(self.path, True)
            self._connections.append(connection)
            database = Database(connection, execute_plugins=False)
            self._local.database = database
        return database

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work)
        except (sqlite3.Error, OSError) as error:
            raise storage_error(error) from error

    def close(self) -> None:
        """Let running work end, then close every connection. Blocks for as long as that work takes."""
        self._readers.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._database = None
