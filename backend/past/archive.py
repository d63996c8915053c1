"""Takes what is older than the city keeps at hand out of the database and into files, month by month.

Nothing leaves the database before its file was read back. Then it goes in small transactions, each of which moves the
audit's checkpoint with it: the chain can be walked from there at any moment, also where this was broken off half way;
what was left then is written again the next time. The ids of actions stay, with what became of each, for as long as
the database lives: a desk that comes back after a year is answered what it was answered then, and nothing is done
twice. The newest line of the log stays as well: the chain goes on from it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, delete, func, insert, select, tuple_, update

from backend.base.clock import iso
from backend.ledger.ledger import Ledger
from backend.ledger.schema import (
    actions,
    archived_actions,
    devices,
    incident_lines,
    known_hashes,
    meta,
    past_incidents,
    reporters,
    reveals,
)
from backend.past import audit_lines
from backend.past.archive_files import Checkpoint, after, verify, write, write_manifest
from backend.past.moving import DAY_MS
from backend.past.retention import retention_of

CHECKPOINT = "archived"
"""The ledger's note of where its log begins."""
PAGE = 1000
SLICE = 100
PAUSE_S = 0.02
"""In which others have the ledger between two slices."""


@dataclass(frozen=True)
class Limits:
    """Until when (ms) each kind goes into files: before the day that was asked for, and no younger than the city keeps
    them."""

    log_ms: int
    past_ms: int


@dataclass(frozen=True)
class Archived:
    """What went into the files of `folder`, which is None where there was nothing."""

    folder: Path | None
    actions: int
    reveals: int
    incidents: int
    limits: Limits


def checkpoint(engine: Engine) -> Checkpoint:
    """Where the log in the database begins: the audit goes on from there (`backend.actions.log.audit`)."""
    with engine.connect() as connection:
        noted = connection.execute(select(meta.c.value).where(meta.c.key == CHECKPOINT)).scalar_one_or_none()
    return Checkpoint(**json.loads(noted)) if noted else Checkpoint()


def archive(ledger: Ledger, into: Path, before_ms: int, now_ms: int) -> Archived:
    """Write, read back, and only then remove. Raises `UnlikeError` and `OSError`; then nothing was removed."""
    kept = retention_of(ledger)
    limits = Limits(
        log_ms=min(before_ms, now_ms - kept.log_days * DAY_MS), past_ms=min(before_ms, now_ms - kept.past_days * DAY_MS)
    )
    begin, cut = checkpoint(ledger.engine), _cut(ledger.engine, limits.log_ms)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = datetime.fromtimestamp(now_ms / 1000, UTC)
    folder = into / f"{made:%Y-%m-%dT%H%M%SZ}"
    part = folder.with_name(folder.name + ".part")
    part.mkdir(mode=0o700)
    end = begin

    def walked() -> Iterator[tuple[str, dict[str, Any]]]:
        nonlocal end
        for row in _pages(ledger.engine, actions, "audit_seq", begin.audit_seq, cut):
            end = after(end, row)
            yield row["received_at"][:7], row

    told, gone = _reveals(ledger.engine, limits.log_ms), list[int]()

    def ended() -> Iterator[tuple[str, dict[str, Any]]]:
        for row in _incidents(ledger.engine, limits.past_ms):
            gone.append(row["number"])
            yield iso(row["ended_ms"])[:7], row

    filed = write(part, "actions", walked())
    of_audit = audit_lines.Part(ledger.engine, limits.log_ms, end.audit_seq)
    filed += write(part, "audit", of_audit.rows())
    filed += write(part, "reveals", ((row["at"][:7], row) for row in told))
    filed += write(part, "past_incidents", ended())
    if not filed:
        part.rmdir()
        return Archived(None, 0, 0, 0, limits)
    write_manifest(part, filed, (begin, end), iso(now_ms), of_audit.ends)
    verify(part)
    part.rename(folder)
    for name in (folder, into):
        _settle(name)
    of_audit.note(ledger, folder.name, end.audit_seq)
    _remove_actions(ledger, end.audit_seq)
    of_audit.remove(ledger)
    _remove(ledger, reveals, [row["number"] for row in told])
    _remove(ledger, past_incidents, gone)
    return Archived(folder, end.audit_seq - begin.audit_seq, len(told), len(gone), limits)


def _cut(engine: Engine, limit_ms: int) -> int:
    """The number of the last action that goes: all before it go too, whatever a clock said, and the newest stays."""
    with engine.connect() as connection:
        newest = connection.execute(select(func.max(actions.c.audit_seq))).scalar() or 0
        young = select(func.min(actions.c.audit_seq)).where(actions.c.received_at >= iso(limit_ms))
        first = connection.execute(young).scalar()
    return min(newest - 1, first - 1 if first is not None else newest)


def _pages(engine: Engine, of: Table, by: str, begin: int, end: int) -> Iterator[dict[str, Any]]:
    """Rows by a number in (begin, end], a page at a time."""
    key = of.c[by]
    while True:
        query = select(of).where(and_(key > begin, key <= end)).order_by(key).limit(PAGE)
        with engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        yield from rows
        if len(rows) < PAGE:
            return
        begin = rows[-1][by]


def _reveals(engine: Engine, limit_ms: int) -> list[dict[str, Any]]:
    """Who was told who reported: few."""
    query = select(reveals).where(reveals.c.at < iso(limit_ms)).order_by(reveals.c.at, reveals.c.number)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _incidents(engine: Engine, limit_ms: int) -> Iterator[dict[str, Any]]:
    """Those of the past by their end, each with who reported it: that goes with it."""
    columns = [past_incidents.c[name] for name in ("number", "id", "version", "ended_ms", "data")]
    place = tuple_(past_incidents.c.ended_ms, past_incidents.c.number)
    last = (-1, -1)
    while True:
        where = and_(past_incidents.c.ended_ms < limit_ms, place > tuple_(*last))
        query = (
            select(*columns, reporters.c.data.label("reporter"))
            .select_from(past_incidents.outerjoin(reporters, reporters.c.incident_id == past_incidents.c.id))
            .where(where)
            .order_by(past_incidents.c.ended_ms, past_incidents.c.number)
            .limit(PAGE)
        )
        with engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            for row in rows:
                of = incident_lines.c.incident_id == row["id"]
                lines = select(incident_lines.c.line).where(of).order_by(incident_lines.c.number)
                row["older_lines"] = list(connection.execute(lines).scalars())
        yield from rows
        if len(rows) < PAGE:
            return
        last = (rows[-1]["ended_ms"], rows[-1]["number"])


def _settle(folder: Path) -> None:
    """Let a name be on the disk, not only what it names."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove_actions(ledger: Ledger, last: int) -> None:
    while True:
        with ledger.write() as connection:
            rows = connection.execute(
                select(actions).where(actions.c.audit_seq <= last).order_by(actions.c.audit_seq).limit(SLICE)
            ).all()
            if not rows:
                return
            _keep_ids(connection, rows)
            _forget_links(connection, rows)
            connection.execute(delete(actions).where(actions.c.audit_seq <= rows[-1].audit_seq))
            value = json.dumps(asdict(Checkpoint(rows[-1].audit_seq, rows[-1].audit_hash)))
            where = meta.c.key == CHECKPOINT
            if not connection.execute(update(meta).where(where).values(value=value)).rowcount:
                connection.execute(insert(meta).values(key=CHECKPOINT, value=value))
        time.sleep(PAUSE_S)


def _keep_ids(connection: Connection, rows: Any) -> None:
    """What a desk is answered that sends one of them again."""
    names = ("action_id", "device_seq", "result", "version", "problem")
    connection.execute(insert(archived_actions), [{name: getattr(row, name) for name in names} for row in rows])


def _forget_links(connection: Connection, rows: Any) -> None:
    """The links of the device's chain that nothing comes after any more: all but the one of its last action."""
    columns = (devices.c.device_id, devices.c.last_seq)
    last = {row.device_id: row.last_seq for row in connection.execute(select(*columns))}
    over = [(row.device_id, row.hash) for row in rows if row.device_seq < last.get(row.device_id, 0)]
    if over:
        where = tuple_(known_hashes.c.device_id, known_hashes.c.hash).in_(over)
        connection.execute(delete(known_hashes).where(where))


def _remove(ledger: Ledger, of: Table, numbers: list[int]) -> None:
    for start in range(0, len(numbers), SLICE):
        part = of.c.number.in_(numbers[start : start + SLICE])
        with ledger.write() as connection:
            if of is past_incidents:
                ids = select(past_incidents.c.id).where(part)
                for beside in (reporters, incident_lines):
                    connection.execute(delete(beside).where(beside.c.incident_id.in_(ids)))
            connection.execute(delete(of).where(part))
        time.sleep(PAUSE_S)
