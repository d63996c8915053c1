"""Puts millions of rows into a new database as fast as it takes them: all at once, and indexes when they are there.

SQLite has its file for itself meanwhile and no journal: where this is broken off the file is good for nothing.
PostgreSQL takes all in one transaction, by COPY.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import psycopg
import pysqlite3.dbapi2 as sqlite
from psycopg import sql
from sqlalchemy import Engine

from tests.harness.grown import settle

Row = Sequence[Any]
CACHE_KB = 2 * 2**20
FTS_BYTES = 64 * 2**20
"""Of words that SQLite's index collects before it writes them; it has a MiB otherwise."""


class Bulk(Protocol):
    """A database while it is filled."""

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Append these rows; `bytes` in them need their types, which the table knows."""

    def run(self, statement: str) -> None:
        """Anything else."""


def filling(engine: Engine, tables: Sequence[str]) -> AbstractContextManager[Bulk]:
    """Fill these tables, which are emptied before; others may be appended to."""
    if engine.dialect.name == "sqlite":
        return _file(engine, tables)
    return _server(engine, tables)


class _File:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def run(self, statement: str) -> None:
        self._connection.execute(statement)


@contextmanager
def _file(engine: Engine, tables: Sequence[str]) -> Iterator[Bulk]:
    engine.dispose()
    connection = sqlite.connect(str(engine.url.database), isolation_level=None)
    for said in (
        "journal_mode=DELETE", "journal_mode=OFF", "locking_mode=EXCLUSIVE", "synchronous=OFF", "threads=2",
        f"cache_size=-{CACHE_KB}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {said}")
    marks = ", ".join("?" * len(tables))
    asked = f"SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ({marks})"  # noqa: S608
    found = [one for one in connection.execute(asked, tables).fetchall() if one[0] in {"index", "trigger"}]
    for kind, name, _made in found:
        connection.execute(f"DROP {kind} {name}")
    connection.execute("BEGIN")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own
    yield _File(connection)
    if any(name == "past_words_come" for _kind, name, _made in found):
        _fts(connection, "hashsize", FTS_BYTES)
        connection.execute("INSERT INTO past_words (rowid, words) SELECT number, words FROM past_incidents")
        _fts(connection, "hashsize", 2**20)
    for _kind, _name, made in found:
        connection.execute(made)
    connection.execute("COMMIT")
    connection.execute("PRAGMA analysis_limit=1000")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()


def _fts(connection: Any, name: str, value: int) -> None:
    connection.execute("INSERT INTO past_words (past_words, rank) VALUES (?, ?)", (name, value))


class _Server:
    def __init__(self, connection: psycopg.Connection[Any], tables: Sequence[str], types: dict[str, str]) -> None:
        self._connection, self._tables, self._types = connection, frozenset(tables), types

    def put(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        types = [self._types[f"{table}.{name}"] for name in columns]
        options = ["FREEZE"] if table in self._tables else []  # nobody reads it before: it is never gone over again
        options += ["FORMAT binary"] if "bytea" in types else []
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        said = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
        if options:
            said += sql.SQL(" WITH ({})").format(sql.SQL(", ").join(map(sql.SQL, options)))
        with self._connection.cursor() as cursor, cursor.copy(said) as copy:
            if "bytea" in types:
                copy.set_types(types)
            for row in rows:
                copy.write_row(row)

    def run(self, statement: str) -> None:
        self._connection.execute(statement.encode())


@contextmanager
def _server(engine: Engine, tables: Sequence[str]) -> Iterator[Bulk]:
    taken = engine.raw_connection()
    connection: Any = taken.driver_connection
    try:
        for said in (
            "idle_in_transaction_session_timeout = 0", "synchronous_commit = off", "maintenance_work_mem = '1GB'",
        ):  # fmt: skip
            connection.execute(f"SET LOCAL {said}")
        types = {
            f"{table}.{name}": kind
            for table, name, kind in connection.execute(
                "SELECT table_name, column_name, udt_name FROM information_schema.columns"
                " WHERE table_schema = current_schema()"
            ).fetchall()
        }
        connection.execute(f"TRUNCATE {', '.join(tables)}")
        rebuilt = [made for table in tables for made in _stripped(connection, table)]
        yield _Server(connection, tables, types)
        for made in rebuilt:
            connection.execute(made)
        connection.commit()
    finally:
        taken.invalidate()
    settle(engine)


def _stripped(connection: Any, table: str) -> list[str]:
    """Drop its indexes and keys; the statements that make them again."""
    keys = connection.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = to_regclass(%s) AND contype IN ('p', 'u') ORDER BY contype, conname", [table],
    ).fetchall()  # fmt: skip
    for name, _made in keys:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    rest = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = to_regclass(%s) ORDER BY 1", [table],
    ).fetchall()  # fmt: skip
    for name, _made in rest:
        connection.execute(f"DROP INDEX {name}")
    again = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}' for name, made in keys]
    return [*again, *(made for _name, made in rest)]
