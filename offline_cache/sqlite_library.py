"""Which SQLite this is, for who opens files with it and for who only tells its version."""

from __future__ import annotations

import pysqlite3.dbapi2 as sqlite3

from offline_cache.errors import StorageError

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a WAL with two writers (sqlite.org, changes of 3.51.3)."""


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)


def require_sqlite() -> None:
    """Raise `StorageError` sqlite_too_old where the library could corrupt what it keeps."""
    if tuple(int(part) for part in sqlite_version().split(".")) < OLDEST_SQLITE:
        needed = ".".join(map(str, OLDEST_SQLITE))
        raise StorageError("sqlite_too_old", found=sqlite_version(), needed=needed)
