"""Finds a telephone number among those that are kept, by a keyed hash of its digits: an index tells nobody a number.

The key is the database's own, made at its first need and the same for every server of it. Without one the ten digits of
a number would be guessed from their hash in a moment.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import Connection, false, select

from backend.ledger.schema import kept_keys
from backend.ledger.upsert import upsert
from contract.personal import digits

NAME = "numbers"
KEY_BYTES = 32
DIGITS_LEAST, DIGITS_MOST = 6, 20
"""What has fewer is nobody's own, such as 113; what has more is no number."""


def key_of(connection: Connection) -> bytes:
    """The key; a new one where there is none yet. Two servers that make one at once have the same in the end."""
    asked = select(kept_keys.c.key).where(kept_keys.c.name == NAME)
    found = connection.execute(asked).scalar_one_or_none()
    if found is None:
        # Where another server was sooner its key stands, and this changes nothing.
        upsert(connection, kept_keys, {"name": NAME, "key": secrets.token_hex(KEY_BYTES)}, false())
        found = connection.execute(asked).scalar_one()
    return bytes.fromhex(found)


def hashed(key: bytes, phone: str) -> str:
    """What stands for a number; empty for what is none."""
    told = digits(phone)
    if not DIGITS_LEAST <= len(told) <= DIGITS_MOST:
        return ""
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()
