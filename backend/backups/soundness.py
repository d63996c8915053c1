"""Walks through a whole database and tells of everything in it that cannot be so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, Select, and_, func, not_, select

from backend.backups.facts import broken_at
from backend.ledger.schema import (
    actions,
    bound_tokens,
    counters,
    device_people,
    devices,
    known_hashes,
    meta,
    records,
    tokens,
    users,
    wall_content_refs,
    wall_contents,
    wall_recording,
)
from backend.migrations import HEAD, version_of


@dataclass(frozen=True)
class Fault:
    """`code` and `params` are a sentence of `backend.backups.messages`."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


def faults_of(engine: Engine) -> Iterator[Fault]:
    """Everything that is wrong, as it is found. Nothing is changed. Raises the database's own errors."""
    with engine.connect() as connection:
        version = version_of(connection)
        if version != HEAD:
            yield Fault("check_schema", {"version": version, "ours": HEAD})
            return
        yield from _stored(connection)
        broken = broken_at(connection)
        if broken is not None:
            yield Fault("check_chain", {"action": broken})
        yield from _numbers(connection)
        for name, query in _orphans().items():
            count = int(connection.execute(query).scalar_one())
            if count:
                yield Fault("check_orphans", {"what": name, "count": count})


def looked_through(engine: Engine) -> dict[str, int]:
    """How many rows of the log and of the records there are, to be told where nothing is wrong."""
    with engine.connect() as connection:
        return {
            one.name: connection.execute(select(func.count()).select_from(one)).scalar_one()
            for one in (actions, records)
        }


def _stored(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Fault("check_pages", {"words": said})
        return
    failures = connection.exec_driver_sql(
        "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
    ).scalar()
    if failures:
        yield Fault("check_sums", {"count": failures})


def _numbers(connection: Connection) -> Iterator[Fault]:
    """The counters, which give out each number once, are not behind what was given out."""
    told = {row.name: int(row.value) for row in connection.execute(select(counters))}
    newest = {
        "seq": int(connection.execute(select(func.max(records.c.seq))).scalar() or 0),
        "audit": int(connection.execute(select(func.max(actions.c.audit_seq))).scalar() or 0),
    }
    for name, value in newest.items():
        if told.get(name, -1) < value:
            yield Fault("check_counter", {"name": name, "value": told.get(name, "–"), "newest": value})
    if told.get("audit", 0) > newest["audit"]:  # the newest action is never archived
        yield Fault("check_tail", {"value": told["audit"], "newest": newest["audit"]})
    twice = select(records.c.seq).group_by(records.c.seq).having(func.count() > 1)
    count = int(connection.execute(select(func.count()).select_from(twice.subquery())).scalar_one())
    if count:
        yield Fault("check_twice", {"count": count})
    if connection.execute(select(meta.c.value).where(meta.c.key == "epoch")).scalar() is None:
        yield Fault("check_epoch")


def _orphans() -> dict[str, Select[int]]:
    """How many rows point at what is not there, by what they are."""
    last = select(func.max(actions.c.device_seq)).where(actions.c.device_id == devices.c.device_id).scalar_subquery()
    link = select(known_hashes.c.hash).where(
        and_(known_hashes.c.device_id == actions.c.device_id, known_hashes.c.hash == actions.c.hash)
    )
    count = func.count()
    there = select(tokens.c.hash)
    return {
        "tokens": select(count).select_from(tokens).where(tokens.c.user_id.not_in(select(users.c.id))),
        "bound_tokens": select(count).select_from(bound_tokens).where(bound_tokens.c.hash.not_in(there)),
        "device_people": select(count).select_from(device_people).where(
            device_people.c.user_id.not_in(select(users.c.id))
        ),
        "devices": select(count).select_from(devices).where(last > devices.c.last_seq),
        "actions": select(count).select_from(actions).where(not_(link.exists())),
        "wall_recording": select(count).select_from(wall_recording).where(
            wall_recording.c.hash.not_in(select(wall_contents.c.hash))
        ),
        "wall_content_refs": select(count).select_from(wall_content_refs).where(
            wall_content_refs.c.hash.not_in(select(wall_contents.c.hash))
        ),
    }  # fmt: skip
