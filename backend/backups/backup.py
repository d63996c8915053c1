"""Takes a backup of a ledger while it is in use, and proves it by putting it back into a scratch database.

One file, sealed: a line of JSON that says what is in it (`Manifest`), then the copy itself. The same line is beside it
in plain JSON, for people and for whoever watches; nothing of it is believed when it is put back.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Engine

from backend.backups import postgresql_copy, sqlite_copy
from backend.backups.calendar import Keep, kept
from backend.backups.errors import BackupError
from backend.backups.facts import Facts, broken_at, facts_of
from backend.backups.sealing import SealError, seal, unsealed
from backend.base.plain_files import append
from backend.ledger.engine import engine_of

STAMP = "%Y%m%dT%H%M%SZ"
NAME, ENDING, BESIDE = "ioc-", ".backup", ".json"
TAKING, LOCK = ".taking-", ".lock"
READ = 2**20
LINE_MOST = 2**20


class Manifest(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Literal[1] = 1
    made_at: str
    kind: Literal["sqlite", "postgresql"]
    namespace: str
    """PostgreSQL's schema; empty for SQLite."""
    facts: Facts
    content_bytes: int
    content_sha256: str


@dataclass(frozen=True)
class Made:
    """A backup that was made, and which older ones went."""

    file: Path
    manifest: Manifest
    pruned: tuple[Path, ...]


def make(engine: Engine, folder: Path, key: bytes, keep: Keep | None, now: datetime | None = None) -> Made:
    """Copy, seal, prove, and only then let older ones go. Raises `BackupError`, OSError, and the databases' errors."""
    made_at = (now or datetime.now(UTC)).astimezone(UTC)
    file = folder / f"{NAME}{made_at.strftime(STAMP)}{ENDING}"
    with _alone(folder), tempfile.TemporaryDirectory(prefix=TAKING, dir=folder) as name:
        work = Path(name)
        manifest, content = _copied(engine, work, made_at)
        head = manifest.model_dump_json().encode() + b"\n"
        sealed = work / file.name
        with sealed.open("xb") as target:
            seal(_chained([head], _read(content)), target, key)
            target.flush()
            os.fsync(target.fileno())
        content.unlink()
        prove(sealed, key, engine, work)
        beside = work / (file.name + BESIDE)
        beside.write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
        os.replace(sealed, file)
        os.replace(beside, folder / beside.name)
    return Made(file, manifest, tuple(_prune(folder, keep)) if keep is not None else ())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else makes one there meanwhile; what one that was killed left is taken away. Raises `BackupError` busy."""
    with append(folder / LOCK) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("busy", folder=folder) from error
        for left in folder.glob(f"{TAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _copied(engine: Engine, work: Path, made_at: datetime) -> tuple[Manifest, Path]:
    content = work / "content"
    if engine.dialect.name == "sqlite":
        sqlite_copy.copy(Path(engine.url.database or ""), content)
        facts, namespace = _facts_of_file(content), ""
    else:
        namespace = postgresql_copy.namespace_of(engine)
        facts = postgresql_copy.dump(engine, content)
    digest = hashlib.sha256()
    for part in _read(content):
        digest.update(part)
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        kind="sqlite" if engine.dialect.name == "sqlite" else "postgresql",
        namespace=namespace,
        facts=facts,
        content_bytes=content.stat().st_size,
        content_sha256=digest.hexdigest(),
    )
    return manifest, content


def opened_backup(file: Path, key: bytes, work: Path) -> tuple[Manifest, Path]:
    """What a backup says, and its content as a file in `work`, compared with it. Raises `BackupError`."""
    content = work / f"opened-{file.name}"
    digest = hashlib.sha256()
    try:
        with file.open("rb") as source, content.open("xb") as target:
            os.chmod(content, 0o600)
            parts = unsealed(source, key)
            head, rest = _first_line(parts)
            for part in _chained([rest], parts):
                digest.update(part)
                target.write(part)
        manifest = Manifest.model_validate_json(head)
    except SealError as error:
        raise BackupError(error.code, file=file) from error
    except ValidationError as error:
        raise BackupError("other_form", file=file) from error
    if digest.hexdigest() != manifest.content_sha256:
        raise BackupError("changed", file=file)
    return manifest, content


def prove(file: Path, key: bytes, engine: Engine, work: Path) -> Manifest:
    """Put a backup into a scratch database and compare it with what it says. Raises `BackupError`."""
    manifest, content = opened_backup(file, key, work)
    if manifest.kind == "sqlite":
        compare(manifest, content, file)
    else:
        with postgresql_copy.scratch(engine, manifest.namespace) as scratch:
            postgresql_copy.load(content, scratch, manifest.namespace)
            compare_engine(manifest, scratch, file)
    content.unlink()
    return manifest


def compare(manifest: Manifest, database: Path, file: Path) -> None:
    """Hold a copy that is a SQLite file against what the backup says. Raises `BackupError`."""
    with _engine(database) as engine:
        with engine.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if sound != "ok":
            raise BackupError("damaged", file=file)
        compare_engine(manifest, engine, file)


def compare_engine(manifest: Manifest, engine: Engine, file: Path) -> None:
    """The same for any database. Raises `BackupError` differs, chain_broken."""
    with engine.connect() as connection:
        found = facts_of(connection)
        if found != manifest.facts:
            raise BackupError("differs", file=file, what=_difference(manifest.facts, found))
        broken = broken_at(connection)
        if broken is not None:
            raise BackupError("chain_broken", file=file, action=broken)


def _difference(said: Facts, found: Facts) -> str:
    named = [name for name in Facts.model_fields if getattr(said, name) != getattr(found, name)]
    tables = sorted({*said.counts, *found.counts})
    return ", ".join([*named, *(one for one in tables if said.counts.get(one) != found.counts.get(one))])


def _prune(folder: Path, keep: Keep) -> Iterator[Path]:
    found = backups_in(folder)
    stays = kept(found, keep)
    for moment in sorted(found.keys() - stays):
        found[moment].unlink()
        found[moment].with_name(found[moment].name + BESIDE).unlink(missing_ok=True)
        yield found[moment]


def backups_in(folder: Path) -> dict[datetime, Path]:
    """The backups in a folder by their time; files of any other name are none of ours."""
    found: dict[datetime, Path] = {}
    for path in folder.glob(f"{NAME}*{ENDING}"):
        try:
            found[datetime.strptime(path.name, f"{NAME}{STAMP}{ENDING}").replace(tzinfo=UTC)] = path
        except ValueError:
            continue
    return found


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(READ):
            yield part


def _chained(first: Iterable[bytes], then: Iterable[bytes]) -> Iterator[bytes]:
    yield from first
    yield from then


def _first_line(parts: Iterator[bytes]) -> tuple[bytes, bytes]:
    """The line, and what came with it."""
    kept_back = b""
    for part in parts:
        kept_back += part
        line, ends, rest = kept_back.partition(b"\n")
        if ends:
            return line, rest
        if len(kept_back) > LINE_MOST:
            break
    return b"", b""


@contextmanager
def _engine(database: Path) -> Iterator[Engine]:
    engine = engine_of(f"sqlite:///{database}")
    try:
        yield engine
    finally:
        engine.dispose()


def _facts_of_file(database: Path) -> Facts:
    with _engine(database) as engine, engine.connect() as connection:
        return facts_of(connection)
