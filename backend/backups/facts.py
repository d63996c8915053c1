"""What of a database must be the same after it was put back: its counts, its feed, and the chain of its log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, func, inspect, select, table

from backend.actions.log import audit
from backend.ledger.schema import actions, counters, meta
from backend.migrations import version_of
from backend.past.archive import CHECKPOINT

ROWS_AT_ONCE = 2000


class Facts(BaseModel):
    """As of one moment."""

    model_config = ConfigDict(frozen=True)

    schema_version: str
    epoch: str
    newest_seq: int
    audit_seq: int
    audit_head: str
    counts: dict[str, int]
    """Rows of each table."""


def facts_of(connection: Connection) -> Facts:
    """Read them, all in the caller's transaction."""
    names = sorted(inspect(connection).get_table_names())
    counts = {
        name: int(connection.execute(select(func.count()).select_from(table(name))).scalar_one()) for name in names
    }
    last = select(actions.c.audit_seq, actions.c.audit_hash).order_by(actions.c.audit_seq.desc()).limit(1)
    head = connection.execute(last).first()
    numbers = {row.name: row.value for row in connection.execute(select(counters))}
    epoch = connection.execute(select(meta.c.value).where(meta.c.key == "epoch")).scalar_one_or_none()
    return Facts(
        schema_version=version_of(connection),
        epoch=str(epoch or ""),
        newest_seq=int(numbers.get("seq", 0)),
        audit_seq=int(head.audit_seq) if head is not None else 0,
        audit_head=str(head.audit_hash) if head is not None else "",
        counts=counts,
    )


def broken_at(connection: Connection) -> str | None:
    """The id of the action where the log's chain breaks, or before which one is missing; None where it holds."""
    gap: list[str] = []
    before, head = _checkpoint(connection)

    def rows() -> Iterator[Any]:
        expected = before + 1
        columns = (actions.c.action_id, actions.c.hash, actions.c.result, actions.c.received_at)
        query = select(*columns, actions.c.audit_hash, actions.c.audit_seq).order_by(actions.c.audit_seq)
        for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query):
            if row.audit_seq != expected:
                gap.append(str(row.action_id))
                return
            expected += 1
            yield row

    broken = audit(rows(), head)
    return broken if broken is not None else next(iter(gap), None)


def _checkpoint(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last action that went into an archive, as the ledger notes it; the log begins after it."""
    noted = connection.execute(select(meta.c.value).where(meta.c.key == CHECKPOINT)).scalar_one_or_none()
    said = json.loads(noted) if noted else {}
    return int(said.get("audit_seq", 0)), str(said.get("audit_hash", ""))
