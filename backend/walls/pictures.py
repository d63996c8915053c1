"""Pictures that layouts name by their digest, for the walls of the room. No part of any incident: what is about people
never comes here, and these are all that a wall may fetch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select, update

from backend.ledger.ledger import Ledger
from backend.ledger.schema import layout_pictures, layout_versions, records

MOST_BYTES = 8 * 2**20
STORE_BYTES = 2 * 2**30
"""Of all pictures together: some thousands, as many as a room draws in decades."""
KEPT = timedelta(days=7)
"""Without a saved layout that names it: whoever sent it may still have that save under way."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Kept(NamedTuple):
    """A picture as it was sent."""

    media_type: str
    content: bytes


def keep(ledger: Ledger, digest: str, media_type: str, content: bytes, *, at_ms: int) -> bool:
    """Keep a picture that was checked; sent again, it counts as sent now. False where there is no more room."""
    table = layout_pictures.c
    with ledger.aside() as connection:
        known = update(layout_pictures).where(table.digest == digest).values(sent_ms=at_ms)
        if connection.execute(known).rowcount:
            return True
        held = connection.execute(select(func.coalesce(func.sum(table.size), 0))).scalar_one()
        if int(held) + len(content) > STORE_BYTES:
            return False
        values = {"digest": digest, "media_type": media_type, "size": len(content), "sent_ms": at_ms}
        connection.execute(insert(layout_pictures).values(**values, content=content))
    return True


def is_kept(ledger: Ledger, digest: str) -> bool:
    """Whether it is here."""
    with ledger.engine.connect() as connection:
        where = layout_pictures.c.digest == digest
        return connection.execute(select(layout_pictures.c.digest).where(where)).first() is not None


def find(ledger: Ledger, digest: str) -> Kept | None:
    """The picture; None where nobody sent it, or no layout named it for long."""
    with ledger.engine.connect() as connection:
        row = connection.execute(select(layout_pictures).where(layout_pictures.c.digest == digest)).first()
    return None if row is None else Kept(row.media_type, bytes(row.content))


def forget(ledger: Ledger, now_ms: int) -> int:
    """Drop what no version of a layout and no wall has named for 7 days since it was sent. How many were dropped."""
    table, limit = layout_pictures.c, now_ms - round(KEPT.total_seconds() * 1000)
    with ledger.engine.connect() as connection:
        late = {row.digest for row in connection.execute(select(table.digest).where(table.sent_ms < limit))}
        if not late:
            return 0
        wishes = select(records.c.data).where(records.c.type.in_(("layout", "wall")))
        late -= set(named(row.data for row in connection.execute(wishes)))
        late -= set(named(row.data for row in connection.execute(select(layout_versions.c.data))))
    with ledger.aside() as connection:
        for digest in late:  # one that was sent again meanwhile stays
            connection.execute(delete(layout_pictures).where(table.digest == digest, table.sent_ms < limit))
    return len(late)


def named(values: Iterable[Any]) -> Iterator[str]:
    """Digests of the pictures that are named anywhere within these: in tiles, tours, reserved places, wishes."""
    left = list(values)
    while left:
        one = left.pop()
        if isinstance(one, dict):
            digest = one.get("sha256")
            if isinstance(digest, str) and _DIGEST.fullmatch(digest):
                yield digest
            left.extend(one.values())
        elif isinstance(one, (list, tuple)):
            left.extend(one)
