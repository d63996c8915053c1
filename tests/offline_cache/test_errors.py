"""What SQLite says by its codes becomes our own; its words alone decide nothing where it has a code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite3
import pytest

from offline_cache.errors import storage_error


def _full(folder: Path) -> None:
    connection = sqlite3.connect(folder / "a.db")
    connection.execute("CREATE TABLE texts (text)")
    connection.execute("PRAGMA max_page_count = 3")
    connection.execute("INSERT INTO texts VALUES (zeroblob(100000))")


def _read_only(folder: Path) -> None:
    sqlite3.connect(folder / "a.db").execute("CREATE TABLE texts (text)")
    sqlite3.connect(f"file:{folder}/a.db?mode=ro", uri=True).execute("DROP TABLE texts")


def _not_there(folder: Path) -> None:
    sqlite3.connect(folder / "no-such-folder" / "a.db")


def _busy(folder: Path) -> None:
    first, second = (sqlite3.connect(folder / "a.db", timeout=0) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    second.execute("BEGIN IMMEDIATE")


def _no_database(folder: Path) -> None:
    (folder / "a.db").write_bytes(b"something else" * 500)
    sqlite3.connect(folder / "a.db").execute("SELECT * FROM sqlite_schema")


def _damaged_index_of_words(folder: Path) -> None:
    connection = sqlite3.connect(folder / "a.db")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    connection.executemany("INSERT INTO words VALUES (?)", [(f"one {number}",) for number in range(2000)])
    connection.commit()
    connection.execute("UPDATE words_data SET block = zeroblob(3) WHERE id > 10")  # all but its own averages
    connection.commit()
    again = sqlite3.connect(folder / "a.db")
    again.execute("SELECT * FROM words WHERE words MATCH 'one'").fetchall()


def _no_table(folder: Path) -> None:
    sqlite3.connect(folder / "a.db").execute("SELECT * FROM texts")


def _no_text(folder: Path) -> None:
    sqlite3.connect(folder / "a.db").execute("SELECT CAST(x'ff' AS TEXT)").fetchall()


def _wrong_statement(folder: Path) -> None:
    sqlite3.connect(folder / "a.db").execute("SELECT FROM")


@pytest.mark.parametrize(
    ("fail", "code"),
    [
        (_full, "full"),
        (_read_only, "read_only"),
        (_not_there, "read_only"),
        (_busy, "busy"),
        (_no_database, "corrupt"),
        (_damaged_index_of_words, "corrupt"),
        (_no_table, "corrupt"),
        (_no_text, "corrupt"),
        (_wrong_statement, "io_error"),
    ],
)
def test_each_failure_of_the_real_thing_has_its_code(tmp_path: Path, fail: Callable[[Path], None], code: str) -> None:
    with pytest.raises(sqlite3.Error) as met:
        fail(tmp_path)
    assert storage_error(met.value).code == code


def test_an_extended_code_means_what_its_primary_one_means_whatever_the_words() -> None:
    for name, code in (
        ("SQLITE_IOERR_WRITE", "io_error"),
        ("SQLITE_IOERR_CORRUPTFS", "io_error"),
        ("SQLITE_BUSY_SNAPSHOT", "busy"),
        ("SQLITE_LOCKED_SHAREDCACHE", "busy"),
        ("SQLITE_READONLY_DBMOVED", "read_only"),
        ("SQLITE_CORRUPT_INDEX", "corrupt"),
    ):
        error = sqlite3.OperationalError("the cable is locked in a drawer that is malformed, and full")
        error.sqlite_errorname = name
        assert storage_error(error).code == code
