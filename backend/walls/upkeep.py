"""What a city pack changes in a ledger that has lived: its walls and rules are learnt, what people did stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from backend.ledger import Ledger, RecordTuple
from backend.schema import records as record_rows
from backend.walls.wishes import wishes

LEARNT = frozenset({"wall", "alarm_rule", "layout", "plan"})
OF_PEOPLE = ("desired", "lease", "told", "changed", "revision", "identify_until")
"""What of a wall is nobody's but theirs who led it."""


def learnt(ledger: Ledger, pack: Iterable[RecordTuple]) -> list[RecordTuple]:
    """The pack's records that a ledger which has lived takes over, as they are to be written.

    A layout comes once: afterwards it is the room's, saved over or removed.
    """
    with ledger.engine.connect() as connection:
        query = select(record_rows.c.type, record_rows.c.id, record_rows.c.removed, record_rows.c.data)
        found = {
            (row.type, row.id): (row.removed, dict(row.data))
            for row in connection.execute(query.where(record_rows.c.type.in_(LEARNT)))
        }
    return [
        (kind, key, _merged(kind, data, *found.get((kind, key), (True, {}))))
        for kind, key, data in pack
        if kind in LEARNT and (kind != "layout" or (kind, key) not in found)
    ]


def _merged(kind: str, data: dict[str, Any], removed: bool, known: dict[str, Any]) -> dict[str, Any]:
    if removed:
        return data
    if kind == "plan":
        return {**known, **data}
    if kind != "wall":
        return data
    screens = {screen["id"] for screen in data["screens"]}
    kept = {field: known[field] for field in OF_PEOPLE if field in known}
    shown = {screen: wish for screen, wish in wishes(known.get("desired")).items() if screen in screens}
    return {**data, **kept, "desired": {**data["desired"], **shown}}
