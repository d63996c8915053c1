"""Reads the audit for whoever may: lines by who, where, what and when; and the way from one signed head to another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, select

from backend.audit.checkpoints import newest_head
from backend.audit.lines import ACTION
from backend.base.clock import iso
from backend.ledger.schema import actions, audit_checkpoints, audit_lines
from contract.audit import Head
from contract.instants import parse_ms

DAY_MS = 24 * 3_600_000
AT_THE_END = 2**53
"""Every line is before it."""
LINKS_MOST = 5000
"""Lines between two heads that are told at once, where there is a head so near."""
SHOWN = (
    "action_id", "device_id", "actor_id", "type", "target_type", "target_id", "payload", "occurred_at", "received_at",
    "result", "version", "problem", "audit_seq",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which lines; an empty text leaves it open."""

    before: int
    limit: int
    who: str = ""
    device: str = ""
    kind: str = ""
    about: str = ""
    since: str = ""
    until: str = ""


def lines(connection: Connection, asked: Asked) -> list[dict[str, Any]]:
    """The newest first, each with the row of its action where it is about one."""
    table = audit_lines.c
    wheres = [table.number < asked.before] if asked.before < AT_THE_END else []
    told = ((table.who, asked.who), (table.device, asked.device), (table.kind, asked.kind), (table.about, asked.about))
    wheres += [column == value for column, value in told if value]
    wheres += [table.at >= asked.since, table.number >= _first(asked.since)] if asked.since else []
    wheres += [table.at < asked.until, table.number <= _last(asked.until)] if asked.until else []
    query = select(audit_lines).where(*wheres).order_by(table.number.desc()).limit(asked.limit)
    found = [dict(row) for row in connection.execute(query).mappings()]
    ids = [line["ref"] for line in found if line["kind"] == ACTION]
    rows = {row["action_id"]: row for row in connection.execute(_of(ids)).mappings()} if ids else {}
    return [{**line, "what": json.loads(line["what"]), "action": _shown(rows.get(line["ref"]))} for line in found]


def way(connection: Connection, since: int) -> tuple[Head | None, str, list[str]]:
    """A head after line `since`, what became of that line, and the digests of the lines from it to the head.

    The words are those of `contract.audit_wire.HeadAnswer`.
    """
    head = newest_head(connection)
    if head is None:
        return None, "unsigned", []
    ends = [select(end(audit_lines.c.number)).scalar_subquery() for end in (func.max, func.min)]
    newest, oldest = connection.execute(select(*ends)).one()  # both in one look, which SQLite would take at every line
    if since > (newest or 0):
        return head, "beyond", []
    if since and since + 1 < (oldest or 0):
        return head, "archived", []
    if since >= head.number:
        return head, "follows", []
    if head.number - since > LINKS_MOST:
        head = _nearer(connection, since) or head
    between = and_(audit_lines.c.number > since, audit_lines.c.number <= head.number)
    query = select(audit_lines.c.digest).where(between).order_by(audit_lines.c.number)
    return head, "follows", list(connection.execute(query).scalars())


def _first(since: str) -> Any:
    """No line of `since` or later has a smaller number, as far as clocks did not go back by more than a day: so what
    came in another year is not read on the way to a page."""
    table = audit_lines.c
    early = select(table.number).where(table.at >= _moved(since, -DAY_MS))
    return early.order_by(table.at, table.number).limit(1).scalar_subquery()


def _last(until: str) -> Any:
    """No line of before `until` has a greater one; as `_first`."""
    table = audit_lines.c
    late = select(table.number).where(table.at < _moved(until, DAY_MS))
    return late.order_by(table.at.desc(), table.number.desc()).limit(1).scalar_subquery()


def _moved(at: str, by_ms: int) -> str:
    try:
        return iso(parse_ms(at) + by_ms)
    except (ValueError, OverflowError, OSError):
        return at  # where calendars end nothing was written


def _nearer(connection: Connection, since: int) -> Head | None:
    number = audit_checkpoints.c.number
    near = select(audit_checkpoints).where(number > since, number <= since + LINKS_MOST).order_by(number.desc())
    far = select(audit_checkpoints).where(number > since).order_by(number)
    for query in (near, far):
        row = connection.execute(query.limit(1)).first()
        if row is not None:
            return Head(**row._mapping)
    return None


def _of(ids: list[str]) -> Any:
    return select(actions).where(actions.c.action_id.in_(ids))


def _shown(row: RowMapping | None) -> dict[str, Any] | None:
    return None if row is None else {name: row[name] for name in SHOWN}
