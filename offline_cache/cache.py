"""One SQLite file and the threads that may touch it.

One writer thread, because SQLite has one writer anyway and a queue of ours is fair where its lock is not; a few readers
with connections of their own, because WAL lets them go on meanwhile. Nothing else opens or closes the file in this
process: closing any descriptor of it would drop its POSIX locks (sqlite.org/howtocorrupt.html, section 2.2).
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

import pysqlite3.dbapi2 as sqlite3
from sqlite_utils import Database

from offline_cache.errors import StorageError, storage_error
from offline_cache.sqlite_library import require_sqlite

T = TypeVar("T")
Connect = Callable[[Path, bool], Any]
"""Opens a file (path, read-only) and answers a connection of the DB-API in autocommit mode."""
READERS = 2
BUSY_S = 60.0
"""How long another program may hold the file before its refusal is told."""
BUSY_STEP_S = 1.0
"""One wait inside SQLite; between two of them the file can be closed."""


def connect(path: Path, read_only: bool = False) -> Any:
    """A plain connection in autocommit mode, with which transactions are begun by hand."""
    mode = "ro" if read_only else "rwc"
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_STEP_S,
        isolation_level=None,
        check_same_thread=False,
    )


class _Gate:
    """Readers pass while it is open; whoever shuts it waits until they are through."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Go through once it is open."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Keep everybody out."""
        with self._changed:
            self._shut = True
            self._changed.wait_for(lambda: self._inside == 0)
        try:
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()


class Cache:
    """Reads and writes of one file. `migrate` runs once on the writer before anything else.

    `failed` hears of every failure of the file, on the loop's thread, before the caller does.
    """

    def __init__(
        self,
        path: Path,
        migrate: Callable[[Database], None],
        synchronous: Literal["NORMAL", "FULL"] = "NORMAL",
        readers: int = READERS,
        *,
        connect: Connect = connect,
        failed: Callable[[StorageError], None] = lambda _error: None,
    ) -> None:
        self.path = path
        self.failed = failed
        self._connect = connect
        self._migrate = migrate
        self._synchronous = synchronous
        self._local = threading.local()
        self._connections: list[Any] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix=f"{path.stem}-writer")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix=f"{path.stem}-reader")
        self._database: Database | None = None
        self._gate = _Gate()
        self._closing = False
        self._opened = 0

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
        self._opened += 1

    async def reopen(self, prepare: Callable[[Database], None] | None, swap: Callable[[], None]) -> None:
        """Put another file in this one's place: `swap` moves files while nothing is open, then it is opened anew.

        `prepare` runs before on the open file, where it is still open, and where it raises everything stays as it was.
        Raises `StorageError`; what could not be opened is closed, and answers io_error until this has succeeded.
        """
        await self._run(self._writer, lambda: self._reopen(prepare, swap))

    def _reopen(self, prepare: Callable[[Database], None] | None, swap: Callable[[], None]) -> None:
        if prepare is not None and self._database is not None:
            prepare(self._database)
        with self._gate.shut():
            self._let_go()
            swap()
            try:
                self._open()
            except (StorageError, sqlite3.Error):
                self._let_go()
                raise

    @property
    def is_open(self) -> bool:
        """Whether there is a file behind this."""
        return self._database is not None

    async def check(self) -> bool:
        """Whether SQLite finds the file whole, by a connection of its own; a failure is heard of as any other."""
        sound = await self._run(self._readers, self._check)
        if not sound:
            self.failed(StorageError("corrupt", detail="quick_check"))
        return sound

    def _check(self) -> bool:
        with self._gate.passing():
            if not self.is_open:
                raise StorageError("io_error", detail="closed")
            connection = self._connect(self.path, True)
            try:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
            finally:
                connection.close()

    async def maintain(self, work: Callable[[Any], T]) -> T:
        """Run `work` on the writer's connection outside of any transaction. Raises `StorageError`."""
        return await self._run(self._writer, lambda: work(self._writing().conn))

    async def write(self, work: Callable[[Database], T]) -> T:
        """Run `work` in one transaction; its effect is on disk when this returns (at FULL). Raises `StorageError`."""
        return await self._run(self._writer, lambda: self._in_transaction(work))

    def _in_transaction(self, work: Callable[[Database], T]) -> T:
        database = self._writing()
        connection = database.conn
        self._begin(connection)
        try:
            result = work(database)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result

    def _writing(self) -> Database:
        if self._database is None:
            raise StorageError("io_error", detail="closed")
        return self._database

    def _begin(self, connection: Any) -> None:
        """Take the write lock. A foreign program that holds it is waited for, in steps: closing is not held up."""
        end = time.monotonic() + BUSY_S
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if storage_error(error).code != "busy" or self._closing or time.monotonic() > end:
                    raise

    async def read(self, work: Callable[[Database], T]) -> T:
        """Run `work` on a reader's own connection. Raises `StorageError`."""
        return await self._run(self._readers, lambda: self._read(work))

    def _read(self, work: Callable[[Database], T]) -> T:
        with self._gate.passing():
            return work(self._reader())

    def _reader(self) -> Database:
        database: Database | None = getattr(self._local, "database", None)
        if database is None or self._local.opened != self._opened:
            if not self.is_open:
                raise StorageError("io_error", detail="closed")
            connection = self._connect(self.path, True)
            self._connections.append(connection)
            database = Database(connection, execute_plugins=False)
            self._local.database, self._local.opened = database, self._opened
        return database

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._closing:
            raise StorageError("io_error", detail="closed")
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work)
        except (sqlite3.Error, OSError) as error:
            told = storage_error(error)
            self.failed(told)
            raise told from error

    def close(self) -> None:
        """Let running work end, then close every connection. Blocks for as long as that work takes."""
        self._closing = True
        self._readers.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        self._let_go()

    def _let_go(self) -> None:
        # The writer goes last: whoever closes a file last moves its WAL into it, and readers may not write.
        for connection in reversed(self._connections):
            with contextlib.suppress(sqlite3.Error):  # a file that fails is closed all the same
                connection.close()
        self._connections.clear()
        self._database = None
