"""What is told of registered evidence, and to whom: somebody who is narrowed to areas sees what was taken there, and
what their own device took."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from backend.base.clock import iso
from backend.base.problems import ProblemError
from backend.evidence.keeping import KeptDays
from backend.ledger.evidence_tables import evidence
from backend.people.roles import Caller
from backend.people.scopes import in_reach, is_whole
from contract.evidence import EvidenceList, EvidenceOut, Receipt

PAGE = 100
DAY_MS = 24 * 3_600_000
NAME_MOST = 200


@dataclass(frozen=True)
class Asked:
    """What is looked for; what is empty narrows nothing. Times are milliseconds since 1970."""

    incident: str = ""
    cameras: Sequence[str] = ()
    device: str = ""
    kind: str = ""
    held: bool = False
    """Only what is held."""
    since_ms: int | None = None
    until_ms: int | None = None
    before: str = ""
    """The digest of a piece: older ones than this."""


def page(connection: Connection, caller: Caller, asked: Asked, days: KeptDays) -> EvidenceList:
    """The newest that fit and are in the caller's reach; where there are more, a page may have few or none of these.

    Raises `ProblemError` not-found where nobody registered what the page shall begin before.
    """
    table = evidence.c
    query = select(evidence).where(*_fitting(connection, asked))
    query = query.order_by(table.registered_ms.desc(), table.digest.desc()).limit(PAGE + 1)
    rows = connection.execute(query).all()
    more = rows[PAGE - 1].digest if len(rows) > PAGE else None
    told = [told_of(row, days) for row in rows[:PAGE] if may_see(caller, row)]
    return EvidenceList(pieces=told, next_before=more)


def _fitting(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """Only what is asked for stands in the question: each has its index, in the order of the page."""
    table = evidence.c
    told = (table.incident_id, asked.incident), (table.device_id, asked.device), (table.kind, asked.kind)
    found = [column == value for column, value in told if value]
    found += [table.camera_id.in_(asked.cameras)] if asked.cameras else []
    found += [table.held != ""] if asked.held else []
    found += [table.registered_ms >= asked.since_ms] if asked.since_ms is not None else []
    found += [table.registered_ms < asked.until_ms] if asked.until_ms is not None else []
    if asked.before:
        at = row_of(connection, asked.before).registered_ms
        found += [table.registered_ms <= at, or_(table.registered_ms < at, table.digest < asked.before)]
    return found


def row_of(connection: Connection, digest: str, caller: Caller | None = None, *, locked: bool = False) -> Row[Any]:
    """A piece by its digest; `locked`, nobody at another server changes it until the commit.

    Raises `ProblemError` not-found where there is none, or none that `caller` may see.
    """
    query = select(evidence).where(evidence.c.digest == digest)
    row = connection.execute(query.with_for_update() if locked else query).first()
    if row is None or (caller is not None and not may_see(caller, row)):
        raise ProblemError(404, "not-found", "no device registered this")
    return row


def may_see(caller: Caller, row: Row[Any]) -> bool:
    """Whether it was taken within the caller's reach, or by their own device: that has it anyway."""
    if row.device_id == caller.device_id or is_whole(caller.scope, "camera"):
        return True
    place = _facts(row).get("place")
    return in_reach(caller.scope, "camera", place if isinstance(place, dict) else {})


def told_of(row: Row[Any], days: KeptDays) -> EvidenceOut:
    """A row as it is told; its file stays for so many `days`."""
    facts = _facts(row)
    is_gone = row.gone_ms is not None
    return EvidenceOut(
        receipt=Receipt.model_validate_json(row.receipt), pieces=row.pieces, complete=row.complete_ms is not None,
        gone_at=iso(row.gone_ms) if is_gone else None, held=row.held, kind=row.kind, camera_id=row.camera_id,
        incident_id=row.incident_id, camera_name=_name(facts.get("camera")), person_name=_name(facts.get("operator")),
        stays_until=None if is_gone else iso(row.registered_ms + days.of(row.kind) * DAY_MS),
    )  # fmt: skip


def _facts(row: Row[Any]) -> Mapping[str, Any]:
    """What its manifest says, which was understood when it was registered."""
    found: dict[str, Any] = json.loads(row.manifest)
    return found


def _name(told: object) -> str:
    """A name as the device wrote it; empty where it is none that can be shown."""
    name = told.get("name") if isinstance(told, dict) else None
    return name if isinstance(name, str) and len(name) <= NAME_MOST and name.isprintable() else ""
