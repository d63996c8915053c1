"""Heads of the audit, signed now and then by a key that the database does not hold."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from backend.audit.lines import COUNTER
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_checkpoints, audit_lines, counters
from contract.audit import AUDIT, Head, head_digest
from contract.instants import parse_ms
from contract.keys import public_text
from contract.signing import signature

EVERY_S = 60.0
EVERY_LINES = 500
"""As soon as so many lines are not signed yet."""
_NEWEST = select(audit_checkpoints).order_by(audit_checkpoints.c.number.desc()).limit(1)


def sign(ledger: Ledger, key: Ed25519PrivateKey, *, now: bool = False) -> Head | None:
    """Sign where the audit stands; None where nothing is new, or too little and too soon, unless it shall be `now`."""
    with ledger.engine.connect() as connection:
        if not _is_due(connection, now=now):
            return None
    with ledger.aside() as connection:
        # Servers end together: two heads on top of the same one would say that one between them was deleted.
        connection.execute(select(counters.c.value).where(counters.c.name == COUNTER).with_for_update())
        if not _is_due(connection, now=now):
            return None
        last, newest = newest_head(connection), _newest(connection)
        at, before = iso(now_ms()), last.number if last is not None else 0
        digest = head_digest(newest.number, newest.hash, at, before)
        head = Head(newest.number, newest.hash, at, before, public_text(key), signature(key, AUDIT, digest))
        connection.execute(insert(audit_checkpoints).values(**vars(head)))
    return head


def _is_due(connection: Connection, *, now: bool) -> bool:
    """Whether there is something new, and enough of it or for long enough, unless it shall be `now`."""
    last, newest = newest_head(connection), _newest(connection)
    if newest is None or (last is not None and newest.number <= last.number):
        return False
    if now or last is None:
        return True
    return now_ms() - parse_ms(last.at) >= EVERY_S * 1000 or bool(newest.number - last.number >= EVERY_LINES)


def newest_head(connection: Connection) -> Head | None:
    """The newest that was signed."""
    row = connection.execute(_NEWEST).first()
    return None if row is None else Head(**row._mapping)


def _newest(connection: Connection) -> Any:
    query = select(audit_lines.c.number, audit_lines.c.hash).order_by(audit_lines.c.number.desc()).limit(1)
    return connection.execute(query).first()
