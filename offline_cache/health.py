"""A folder's room and a file's soundness: what is damaged goes aside; a full disk has something to be freed with."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pysqlite3.dbapi2 as sqlite3

from offline_cache.cache import connect
from offline_cache.errors import StorageError, storage_error
from offline_cache.plain_files import append, create, is_own, sync_folder

BALLAST_BYTES = 16 * 2**20
SPARE_BYTES = 4 * 2**20
"""Room beyond the ballast that is wanted before a disk that was full counts as one with room."""
PARTS = ("", "-wal", "-shm")
KEPT = 3
"""Damaged files that are kept of one name; what is older is of no use to anybody and takes room."""


def lock_folder(folder: Path) -> IO[bytes]:
    """Hold the folder for this process until the file is closed. Raises `StorageError` in_use, read_only, full."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "console.lock"
        if not is_own(path):  # a pipe or a link: nobody holds it
            path.replace(path.with_name(f"{path.name}.odd-{time.time_ns()}"))
        lock = append(path)
    except OSError as error:
        raise storage_error(error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StorageError("in_use", folder=str(folder)) from error
    return lock


def keep_ballast(folder: Path) -> bool:
    """Reserve the space that a full disk is freed with: deleting rows and checkpoints need room as well.

    False where there is no room for it, or not enough beside it.
    """
    path = folder / "ballast"
    try:
        if is_own(path) and path.exists() and path.stat().st_size == BALLAST_BYTES:
            return True
        if free_bytes(folder) < BALLAST_BYTES + SPARE_BYTES:
            return False
        with create(path) as file:
            os.posix_fallocate(file.fileno(), 0, BALLAST_BYTES)
    except OSError:
        drop_ballast(folder)
        return False
    return True


def drop_ballast(folder: Path) -> None:
    """Free the reserved space, where the disk can be written at all."""
    try:
        (folder / "ballast").unlink(missing_ok=True)
    except OSError:
        return


def free_bytes(folder: Path) -> int:
    """Room that is left for us. Raises OSError."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def probe(folder: Path) -> None:
    """Whether a file can be written here and reaches the disk. Raises `StorageError` full, read_only, io_error.

    SQLite tells most failures of a write as one and the same; the operating system tells them apart.
    """
    path = folder / "probe"
    try:
        with create(path) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise storage_error(error) from error


def is_sound(path: Path, check: Callable[[Any], bool] | None = None) -> bool:
    """Whether SQLite finds the file whole; a missing one is, and what is no file or a link is not: nothing is opened
    then, since a pipe would wait, and a link lead writes elsewhere. Raises `StorageError` where it cannot be found out.
    """
    try:
        if not all(is_own(path.with_name(path.name + part)) for part in PARTS):
            return False
        if not path.exists():
            return True
        connection = connect(path)
        try:
            return (check or quick_check)(connection)
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        if storage_error(error).code not in {"corrupt", "io_error"}:
            raise storage_error(error) from error
        return False


def quick_check(connection: Any) -> bool:
    """SQLite's own word on an open file."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def tables_whole(connection: Any) -> bool:
    """As `quick_check`, without walking the index of words: a sixth of the time, before anybody sees a first row.

    What holds that index is looked at; whether it fits together is left to the check that comes while screens are up.
    """
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
    tables = [str(row[0]) for row in connection.execute(query)]
    return all(connection.execute(f"PRAGMA quick_check('{name}')").fetchone()[0] == "ok" for name in tables)


def quarantine(path: Path) -> Path:
    """Put the file with its -wal and -shm aside, together; where the file went. Raises OSError."""
    stem = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside = path.with_name(stem)
    number = 1
    while any(os.path.lexists(aside.with_name(aside.name + part)) for part in PARTS):
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    for part in PARTS:
        old = path.with_name(path.name + part)
        if os.path.lexists(old):
            old.replace(aside.with_name(aside.name + part))
    for older in quarantined(path)[:-KEPT]:
        for part in PARTS:
            with contextlib.suppress(IsADirectoryError):
                older.with_name(older.name + part).unlink(missing_ok=True)
    sync_folder(path.parent)
    return aside


def quarantined(path: Path) -> list[Path]:
    """What was put aside of this file, the oldest first."""
    found = [one for one in path.parent.glob(f"{path.name}.damaged-*") if not one.name.endswith(PARTS[1:])]
    return sorted(found, key=lambda one: one.lstat().st_mtime)
