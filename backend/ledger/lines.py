"""The older lines of an incident's history, beside its record: that is sent with every change, they are asked for.

A record carries its newest lines and says how many came before (`history_before`). Lines are numbered from 0 by the
incident, so that a page is all that stands before a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, insert, select

from backend.base.newest import newest, size_of
from backend.ledger.schema import incident_lines

RecordTuple = tuple[str, str, dict[str, Any]]
MOST, KEPT = 100, 50
"""Lines that a record carries at most, and how many of the newest stay where it had more."""
MOST_BYTES, KEPT_BYTES = 24 * 1024, 12 * 1024
"""The same in bytes: a hundred notes of 4,000 letters would be 425 KB, which every change sends to every console."""


def shortened(connection: Connection, changed: Iterable[RecordTuple]) -> list[RecordTuple]:
    """The records as they are to be written; what an incident has too much of is put beside it in this transaction."""
    return [(kind, key, _short(connection, key, data) if kind == "incident" else data) for kind, key, data in changed]


def older(engine: Engine, incident_id: str, before: int, limit: int) -> tuple[list[dict[str, Any]], int | None]:
    """At most `limit` lines before that number, the oldest of them first, and the number to go on before, if any."""
    of = and_(incident_lines.c.incident_id == incident_id, incident_lines.c.number < before)
    query = select(incident_lines.c.number, incident_lines.c.line).where(of)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(incident_lines.c.number.desc()).limit(limit)).all()
    first = rows[-1].number if rows else 0
    return [dict(row.line) for row in reversed(rows)], first if first > 0 else None


def _short(connection: Connection, key: str, data: dict[str, Any]) -> dict[str, Any]:
    lines = data.get("history") or ()
    if len(lines) <= MOST and size_of(lines) <= MOST_BYTES:
        return data
    kept = newest(lines, KEPT, KEPT_BYTES)
    if len(kept) == len(lines):
        return data
    highest = select(func.max(incident_lines.c.number)).where(incident_lines.c.incident_id == key)
    last = connection.execute(highest).scalar()
    first = 0 if last is None else int(last) + 1
    gone = lines[: len(lines) - len(kept)]
    connection.execute(
        insert(incident_lines),
        [{"incident_id": key, "number": first + place, "line": line} for place, line in enumerate(gone)],
    )
    return {**data, "history": kept, "history_before": first + len(gone)}
