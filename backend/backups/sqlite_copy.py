"""Copies an embedded database while it is in use, and puts a copy in its place."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from backend.backups.errors import BackupError

BUSY_S = 30


def copy(source: Path, target: Path) -> None:
    """What `source` holds at one moment, as a file of its own; writers go on meanwhile. Raises SQLite's errors."""
    with closing(sqlite.connect(source, timeout=BUSY_S)) as here, closing(sqlite.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")
    os.chmod(target, 0o600)


def take_place(copied: Path, target: Path, aside: Path) -> None:
    """Let `copied` be the database `target`; what is there goes to `aside`. Raises `BackupError` in_use, OSError."""
    is_there = target.exists() and target.stat().st_size > 0
    if os.geteuid() == 0:
        # Whoever owned it, or the folder, has to be able to open it: a server is not run by root.
        owner = (target if is_there else target.parent).stat()
        os.chown(copied, owner.st_uid, owner.st_gid)
    if is_there:
        _alone(target)
        target.rename(aside)
    os.replace(copied, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _alone(path: Path) -> None:
    """Bring everything into the one file. Only who is alone with a database can end its journal: so it is in no use."""
    try:
        with closing(sqlite.connect(path, timeout=0)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite.OperationalError as error:
        raise BackupError("in_use", database=path) from error
    if mode != "delete":
        raise BackupError("in_use", database=path)
