"""APSW's connection in the shape of pysqlite3's, as far as the cache asks: the same errors, words and names."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self

import apsw
import pysqlite3.dbapi2 as sqlite3

_WORDS: tuple[tuple[type[apsw.Error], type[sqlite3.Error], str, str], ...] = (
    (apsw.BusyError, sqlite3.OperationalError, "database is locked", "SQLITE_BUSY"),
    (apsw.LockedError, sqlite3.OperationalError, "database table is locked", "SQLITE_LOCKED"),
    (apsw.FullError, sqlite3.OperationalError, "database or disk is full", "SQLITE_FULL"),
    (apsw.IOError, sqlite3.OperationalError, "disk I/O error", "SQLITE_IOERR"),
    (apsw.ReadOnlyError, sqlite3.OperationalError, "attempt to write a readonly database", "SQLITE_READONLY"),
    (apsw.CantOpenError, sqlite3.OperationalError, "unable to open database file", "SQLITE_CANTOPEN"),
    (apsw.CorruptError, sqlite3.DatabaseError, "database disk image is malformed", "SQLITE_CORRUPT"),
    (apsw.NotADBError, sqlite3.DatabaseError, "file is not a database", "SQLITE_NOTADB"),
)


class Rows:
    """What a statement answered, all of it fetched already."""

    def __init__(self, rows: list[tuple[Any, ...]], names: Sequence[str], changed: int, last_id: int) -> None:
        self._rows = iter(rows)
        self.description = [(name, None, None, None, None, None, None) for name in names] or None
        self.rowcount = changed
        self.lastrowid = last_id

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row."""
        return next(self._rows, None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rest."""
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        """Some."""
        return [row for row, _number in zip(self._rows, range(size), strict=False)]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self._rows

    def close(self) -> None:
        """Nothing is held."""


class Connection:
    """Shared by all who read and write one file; the last one to close it closes it."""

    def __init__(self, path: str, vfs: str) -> None:
        self._lock = threading.RLock()
        self._holders = 0
        self._held = False
        self.closed = False
        self.row_factory: Any = None
        with _pysqlite():
            self._own = apsw.Connection(path, vfs=vfs)
            for pragma in ("locking_mode=EXCLUSIVE", "temp_store=MEMORY"):
                list(self._own.execute(f"PRAGMA {pragma}"))

    def share(self) -> Connection:
        """One holder more."""
        self._holders += 1
        return self

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._own.in_transaction)

    @property
    def total_changes(self) -> int:
        """Rows changed so far."""
        return int(self._own.total_changes())

    def cursor(self) -> Connection:
        """There is no state between statements, so the connection is its own cursor."""
        return self

    def execute(self, sql: str, bindings: Any = ()) -> Rows:
        """Run one statement to its end."""
        return self._run(sql, bindings, many=False)

    def executemany(self, sql: str, bindings: Iterable[Any]) -> Rows:
        """Run one statement for each."""
        return self._run(sql, list(bindings), many=True)

    def executescript(self, sql: str) -> Rows:
        """Run several statements."""
        return self._run(sql, (), many=False)

    def _run(self, sql: str, bindings: Any, *, many: bool) -> Rows:
        self._lock.acquire()
        try:
            with _pysqlite():
                before = self._own.total_changes()
                cursor = self._own.cursor()
                ran = cursor.executemany(sql, bindings) if many else cursor.execute(sql, bindings or None)
                names = [column[0] for column in _description(cursor)]
                rows = list(ran)
                return Rows(rows, names, self._own.total_changes() - before, self._own.last_insert_rowid())
        finally:
            self._hold()
            self._lock.release()

    def _hold(self) -> None:
        """Other threads wait from a BEGIN to its end: they share this connection and would read what is half done."""
        if self.in_transaction and not self._held:
            self._lock.acquire()
            self._held = True
        elif not self.in_transaction and self._held:
            self._held = False
            self._lock.release()

    def abandon(self) -> None:
        """Its process is gone: nothing is written any more, and nobody hears that this fails."""
        self.closed = True
        with contextlib.suppress(apsw.Error, OSError):
            self._own.close(force=True)

    def commit(self) -> None:
        """End a transaction if there is one."""
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """Undo a transaction if there is one."""
        if self.in_transaction:
            self.execute("ROLLBACK")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()

    def close(self) -> None:
        """Close for one holder; what a dead machine says to that is nobody's concern."""
        self._holders -= 1
        if self._holders <= 0 and not self.closed:
            self.closed = True
            with contextlib.suppress(apsw.Error, OSError):
                self._own.close(True)


def _description(cursor: Any) -> Sequence[Any]:
    with contextlib.suppress(apsw.Error):
        return cursor.get_description() or ()
    return ()


@contextlib.contextmanager
def _pysqlite() -> Iterator[None]:
    try:
        yield
    except apsw.ConstraintError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except (apsw.BindingsError, apsw.ThreadingViolationError, apsw.ConnectionClosedError, apsw.MisuseError) as error:
        raise sqlite3.ProgrammingError(str(error)) from error
    except apsw.Error as error:
        for found, kind, words, name in _WORDS:
            if isinstance(error, found):
                told = kind(words)
                told.sqlite_errorname = name
                raise told from error
        raise sqlite3.OperationalError(str(error)) from error
