"""Looks at both files before they are opened: what is damaged goes aside, the cache is rebuilt, the outbox salvaged."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pysqlite3.dbapi2 as sqlite3
from sqlite_utils import Database

from offline_cache import outbox
from offline_cache.cache import connect
from offline_cache.errors import StorageError, storage_error
from offline_cache.feeds import set_meta
from offline_cache.journal import Journal
from offline_cache.schema import migrate_outbox

BALLAST_BYTES = 16 * 2**20


@dataclass(frozen=True)
class Salvage:
    """How many unsettled actions were recovered, of how many that the database and its journal told of."""

    saved: int
    total: int


def lock_folder(folder: Path) -> IO[bytes]:
    """Hold the folder for this process until the file is closed. Raises `StorageError` in_use, read_only, full."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (folder / "console.lock").open("ab")
    except OSError as error:
        raise storage_error(error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StorageError("in_use", folder=str(folder)) from error
    return lock


def keep_ballast(folder: Path) -> None:
    """Reserve the space that a full disk is freed with: deleting rows and checkpoints need room as well."""
    path = folder / "ballast"
    if path.exists() and path.stat().st_size == BALLAST_BYTES:
        return
    with contextlib.suppress(OSError), path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, BALLAST_BYTES)


def drop_ballast(folder: Path) -> None:
    """Free the reserved space."""
    (folder / "ballast").unlink(missing_ok=True)


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file whole; a missing one is."""
    if not path.exists():
        return True
    try:
        connection = connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if storage_error(error).code != "corrupt":
            raise storage_error(error) from error
        return False


def quarantine(path: Path) -> Path:
    """Put the file with its -wal and -shm aside, together; where the file went."""
    aside = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def salvage_outbox(path: Path, journal: Journal) -> Salvage:
    """Build a new outbox from what can be read of the damaged one and from its journal."""
    aside = quarantine(path)
    rows, meta = _readable(aside)
    told = {line["action_id"]: line for line in journal.read() if "hash" in line}
    gone = {line["done"] for line in journal.read() if "done" in line}
    rows = {**{key: line for key, line in told.items() if key not in gone}, **rows}
    connection = connect(path)
    try:
        database = Database(connection, execute_plugins=False)
        migrate_outbox(database)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        for key, value in meta.items():
            set_meta(database, key, value)
        saved = sum(_restore(database, row) for row in rows.values())
        connection.execute("COMMIT")
    finally:
        connection.close()
    return Salvage(saved, len(rows))


def _restore(database: Database, row: dict[str, Any]) -> bool:
    try:
        outbox.save(database, row)
        if row.get("device_seq") is not None:
            database.conn.execute(
                "UPDATE actions SET device_seq = ?, state = ? WHERE action_id = ?",
                (row["device_seq"], row.get("state", outbox.SENDING), row["action_id"]),
            )
    except (sqlite3.Error, KeyError, TypeError):
        return False
    return True


def _readable(path: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Unsettled actions and notes that can be read row by row."""
    rows: dict[str, dict[str, Any]] = {}
    meta: dict[str, str] = {}
    with contextlib.suppress(sqlite3.DatabaseError):
        connection = connect(path, read_only=True)
        connection.row_factory = sqlite3.Row
        try:
            with contextlib.suppress(sqlite3.DatabaseError):
                meta = {row["key"]: row["value"] for row in connection.execute("SELECT key, value FROM meta")}
            number = 0
            while True:
                found = _next_row(connection, number)
                if found is None:
                    break
                number = found["number"]
                if found["state"] in outbox.UNSETTLED:
                    rows[found["action_id"]] = found
        finally:
            connection.close()
    return rows, meta


def _next_row(connection: Any, after: int) -> dict[str, Any] | None:
    try:
        row = connection.execute("SELECT * FROM actions WHERE number > ? ORDER BY number LIMIT 1", (after,)).fetchone()
    except sqlite3.DatabaseError:
        return None
    if row is None:
        return None
    fields = dict(row)
    fields["payload"] = json.loads(fields["payload"])
    return fields
