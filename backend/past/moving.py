"""Moves ended incidents out of the feed after the city's days, a few at a time.

Consoles hear of it as a removal that is `out_of_scope`: they drop what they had forgotten by themselves already.
"""

from __future__ import annotations

import time

from sqlalchemy import and_, func, select

from backend.base.clock import iso
from backend.ledger import past
from backend.ledger.ledger import Ledger, read_all
from backend.ledger.schema import records
from backend.past.retention import retention_of
from contract.records.incident import ENDED_STATES, IncidentState

DAY_MS = 24 * 3_600_000
OVER = frozenset(map(str, ENDED_STATES - {IncidentState.RESOLVED}))
"""What is resolved still waits for somebody to close it, and stays: unless its life cycle knows nothing after that."""
SLICE = 50
"""Incidents of one transaction: some 20 ms in which an operator's action waits."""
PAUSE_S = 0.02
"""In which others have the ledger between two slices."""


def move(ledger: Ledger, now_ms: int) -> int:
    """Move what ended more than the city's days before `now_ms` into the past; how many incidents."""
    limit_ms = now_ms - retention_of(ledger).incident_days * DAY_MS
    ends = _Ends(ledger)
    ids = _candidates(ledger, ends, limit_ms)
    moved = 0
    for start in range(0, len(ids), SLICE):
        moved += _slice(ledger, ends, ids[start : start + SLICE], limit_ms)
        time.sleep(PAUSE_S)
    return moved


class _Ends:
    """Where the city's incidents end."""

    def __init__(self, ledger: Ledger) -> None:
        with ledger.engine.connect() as connection:
            cycles = read_all(connection, "life_cycle")
        self._never_closed = frozenset(
            key
            for key, cycle in cycles.items()
            if not any(stage.get("state") == IncidentState.CLOSED for stage in cycle.get("stages") or ())
        )

    def reached(self, state: object, life_cycle: object) -> bool:
        """Whether nothing more is to be done at an incident."""
        return state in OVER or (state == IncidentState.RESOLVED and life_cycle in self._never_closed)


def _candidates(ledger: Ledger, ends: _Ends, limit_ms: int) -> list[str]:
    """Ids of what may be moved, the oldest first; texts of time are compared with a day to spare for their offsets."""
    data = records.c.data
    moment = func.coalesce(data["updated_at"].as_string(), data["created_at"].as_string(), "")
    where = and_(
        records.c.type == "incident",
        records.c.removed.is_(False),
        data["state"].as_string().in_(sorted(map(str, ENDED_STATES))),
        moment < iso(limit_ms + DAY_MS),
    )
    state, cycle = data["state"].as_string().label("state"), data["life_cycle"].as_string().label("life_cycle")
    query = select(records.c.id, state, cycle).where(where).order_by(moment, records.c.id)
    with ledger.engine.connect() as connection:
        return [row.id for row in connection.execute(query) if ends.reached(row.state, row.life_cycle)]


def _slice(ledger: Ledger, ends: _Ends, ids: list[str], limit_ms: int) -> int:
    """Move those of `ids` that are ended still, now that nobody else writes; how many."""
    columns = (records.c.id, records.c.version, records.c.changed_ms, records.c.data)
    where = and_(records.c.type == "incident", records.c.removed.is_(False), records.c.id.in_(ids))
    with ledger.write() as connection:
        found = [past.Ended(row.id, row.version, row.changed_ms, dict(row.data)) for row in
                 connection.execute(select(*columns).where(where))]  # fmt: skip
        leaving = [
            one
            for one in found
            if ends.reached(one.data.get("state"), one.data.get("life_cycle"))
            and past.ended_ms(one.data, one.changed_ms) < limit_ms
        ]
        leaving.sort(key=lambda one: ids.index(one.id))
        past.keep(connection, leaving)
        seq = ledger.put(connection, (), [("incident", one.id, "out_of_scope") for one in leaving])
    if leaving:
        ledger.wakeups.announce(seq)
    return len(leaving)
