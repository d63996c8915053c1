"""The public keys that people sign their actions with at a device: one for each sign-in, one that their PIN seals.

A key is told by somebody who is signed in, and is good for what it signed long after: the private half of a sign-in's
is gone from the device once they sign out, and what they did before may still be under way.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, or_, update

from backend.base.clock import now_ms
from backend.ledger.key_tables import author_keys
from backend.ledger.upsert import upsert
from contract.keys import thumbprint

REPLACED_LIFE_MS = 24 * 3600 * 1000
"""What was signed with a PIN's key before another took its place may be under way for so long."""
KEPT_MS = 400 * 24 * 3600 * 1000
"""So long a sign-in's key is kept: a desk that comes back after a year still delivers."""


class Kind(StrEnum):
    """What a key is sealed by."""

    SESSION = "author"
    PIN = "pin"
    WEB = "web"
    """Of a sign-in at the server's own pages: the private half comes with each request of that browser, and is nowhere
    else (docs/explanation/web-sessions.md). The log calls it by this name, and never `author`."""


def register(connection: Connection, user_id: str, device_id: str, public: str, kind: Kind) -> None:
    """From now on this key signs for somebody at a device; another one of their PIN there ends soon."""
    now = now_ms()
    here = (author_keys.c.user_id == user_id) & (author_keys.c.device_id == device_id) & (author_keys.c.kind == kind)
    name = thumbprint(public)
    if kind is Kind.PIN:
        replaced = here & (author_keys.c.thumbprint != name) & author_keys.c.ends_ms.is_(None)
        connection.execute(update(author_keys).where(replaced).values(ends_ms=now + REPLACED_LIFE_MS))
    else:
        connection.execute(delete(author_keys).where(here & (author_keys.c.made_ms < now - KEPT_MS)))
    values = {"thumbprint": name, "user_id": user_id, "device_id": device_id, "key": public, "kind": str(kind)}
    # One that is known stays as it is: a key that ended never comes to life again.
    upsert(connection, author_keys, {**values, "made_ms": now, "ends_ms": None}, author_keys.c.kind == "")


def revoke(connection: Connection, user_id: str) -> None:
    """Nothing that somebody signed and that has not come yet counts: their password or role changed, or they may not
    come in any more."""
    now = now_ms()
    connection.execute(update(author_keys).where(author_keys.c.user_id == user_id, good(now)).values(ends_ms=now))


def good(at_ms: int) -> ColumnElement[bool]:
    """Holds of a key that counts at this time."""
    return or_(author_keys.c.ends_ms.is_(None), author_keys.c.ends_ms > at_ms)
