"""Puts a backup back, and begins a new epoch: consoles offer again what the backup lacks."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from backend.audit.lines import COMMAND, note
from backend.backups import postgresql_copy, sqlite_copy
from backend.backups.backup import STAMP, Manifest, compare, compare_engine, opened_backup
from backend.backups.errors import BackupError
from backend.ledger.engine import engine_of, open_engine
from backend.ledger.ledger import Ledger


@dataclass(frozen=True)
class Restored:
    """`epoch` is the new one; `aside` is where what was there before is now, empty where there was nothing."""

    manifest: Manifest
    epoch: str
    aside: str


def restore(file: Path, address: str, key: bytes, *, replace: bool) -> Restored:
    """Put `file` into the database at `address`. What is there is never deleted: with `replace` it is put aside.

    Raises `BackupError` not_empty, in_use and others, OSError, and the databases' own errors.
    """
    url = make_url(address)
    embedded = url.get_backend_name() == "sqlite"
    folder = Path(url.database or "").absolute().parent if embedded else None
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as name:
        manifest, content = opened_backup(file, key, Path(name))
        if (manifest.kind == "sqlite") != embedded:
            raise BackupError("other_kind", file=file, kind=manifest.kind)
        if embedded:
            aside = _into_file(manifest, content, file, Path(url.database or "").absolute(), replace=replace)
        else:
            aside = _into_server(manifest, content, file, address, replace=replace)
    engine = open_engine(address)
    try:
        ledger = Ledger(engine)
        epoch = ledger.begin_epoch()
        with ledger.aside() as connection:
            note(connection, "restored", COMMAND, what={"epoch": epoch, "made_at": manifest.made_at})
        return Restored(manifest, epoch, aside)
    finally:
        engine.dispose()


def _into_file(manifest: Manifest, content: Path, file: Path, target: Path, *, replace: bool) -> str:
    there = target.exists() and target.stat().st_size > 0
    if there and not replace:
        raise BackupError("not_empty", database=target)
    compare(manifest, content, file)
    aside = target.with_name(f"{target.name}.before-{_stamp()}")
    sqlite_copy.take_place(content, target, aside)
    return str(aside) if there else ""


def _into_server(manifest: Manifest, content: Path, file: Path, address: str, *, replace: bool) -> str:
    engine, namespace, aside = engine_of(address), manifest.namespace, ""
    try:
        if postgresql_copy.has_tables(engine, namespace):
            if not replace:
                raise BackupError("not_empty", database=f"{engine.url.database}.{namespace}")
            aside = postgresql_copy.put_aside(engine, namespace, _stamp().lower())
        postgresql_copy.load(content, engine, namespace)
        if postgresql_copy.namespace_of(engine) != namespace:
            raise BackupError("other_namespace", namespace=namespace)
        compare_engine(manifest, engine, file)
    finally:
        engine.dispose()
    return aside


def _stamp() -> str:
    return datetime.now(UTC).strftime(STAMP)
