"""Erases what points to persons: by itself once its days are over, and where somebody asks who may.

What is erased is gone from the records, the past and the older lines. The log of actions is not rewritten, for it
proves what was done; what was typed into an action stays in it until the log itself goes into files. That something was
erased is written down: of which incidents, when, by whom and why, and nothing of what it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, text, update

from backend.audit.lines import note
from backend.base.clock import iso
from backend.ledger import past
from backend.ledger.ledger import Ledger
from backend.ledger.schema import erasures, incident_lines, messages, past_incidents, records, reporters
from backend.past.moving import DAY_MS
from backend.past.retention import retention_of
from backend.privacy.purposes import purposes_of
from contract.personal import masked, masked_data, masked_record
from contract.records.incident import ENDED_STATES

SLICE, PAUSE_S = 50, 0.02
"""Incidents of one transaction, and the time in which others have the ledger between two."""
REPORTER, FREE_TEXT = "reporter", "free_text"
BY_ITSELF = "server"


@dataclass(frozen=True)
class Erased:
    """Of how many incidents the reporter went, and of how many the texts were changed."""

    reporters: int
    texts: int


@dataclass(frozen=True)
class Reason:
    """Who has something erased, and why."""

    who: str
    why: str


def erase_due(ledger: Ledger, now_ms: int) -> Erased:
    """Erase what the city keeps no longer."""
    said, feed_days = purposes_of(ledger), retention_of(ledger).incident_days
    reporter_ms = now_ms - max(said.reporter.days, feed_days) * DAY_MS
    text_ms = now_ms - max(said.free_text.days, feed_days) * DAY_MS
    return Erased(_reporters_before(ledger, reporter_ms, now_ms), _texts_before(ledger, text_ms, now_ms))


def erase(ledger: Ledger, incidents: Iterable[str], reason: Reason, now_ms: int) -> list[str]:
    """Erase who reported these and the numbers of persons in their texts; those that are not ended yet are left, and
    told: whoever deals with them still has to reach somebody."""
    open_ones: list[str] = []
    ids = sorted(set(incidents))
    for start in range(0, len(ids), SLICE):
        part = ids[start : start + SLICE]
        with ledger.write() as connection:
            live = _live(connection, part)
            still_open = {key for key, data in live.items() if data.get("state") not in ENDED_STATES}
            going = [key for key in part if key not in still_open]
            _forget_reporters(connection, going)
            seq = ledger.put(connection, _masked_records(live, going))
            _mask_past(connection, going)
            _mask_lines(connection, going)
            _mask_messages(connection, going)
            if going:
                _note(connection, REPORTER, going, reason, now_ms)
                _note(connection, FREE_TEXT, going, reason, now_ms)
        ledger.wakeups.announce(seq)
        open_ones += sorted(still_open)
        time.sleep(PAUSE_S)
    return open_ones


def _reporters_before(ledger: Ledger, limit_ms: int, now_ms: int) -> int:
    """Whoever reported what ended before `limit_ms`."""
    ended = select(past_incidents.c.id).where(
        past_incidents.c.id == reporters.c.incident_id, past_incidents.c.ended_ms < limit_ms
    )
    due = select(reporters.c.incident_id).where(ended.exists())
    with ledger.engine.connect() as connection:  # all who ever reported are looked at: nobody waits for that
        found = list(connection.execute(due).scalars())
    gone = 0
    for start in range(0, len(found), SLICE):
        with ledger.write() as connection:
            still = due.where(reporters.c.incident_id.in_(found[start : start + SLICE]))
            ids = list(connection.execute(still).scalars())
            if ids:
                _forget_reporters(connection, ids)
                _note(connection, REPORTER, ids, Reason(BY_ITSELF, "kept for its days"), now_ms)
        gone += len(ids)
        time.sleep(PAUSE_S)
    return gone


def _texts_before(ledger: Ledger, limit_ms: int, now_ms: int) -> int:
    """Numbers of persons in the texts of what ended before `limit_ms` and was not looked at yet."""
    due = and_(
        text("NOT masked"), past_incidents.c.ended_ms < limit_ms
    )  # as its index has it (`past_incidents_to_mask`)
    query = select(past_incidents.c.id).where(due).order_by(past_incidents.c.ended_ms).limit(SLICE)
    changed = 0
    while True:
        with ledger.write() as connection:
            ids = list(connection.execute(query).scalars())
            if not ids:
                return changed
            masked = sorted({*_mask_past(connection, ids), *_mask_lines(connection, ids)})
            connection.execute(update(past_incidents).where(past_incidents.c.id.in_(ids)).values(masked=True))
            if masked:
                _note(connection, FREE_TEXT, masked, Reason(BY_ITSELF, "kept for its days"), now_ms)
        changed += len(masked)
        time.sleep(PAUSE_S)


def _forget_reporters(connection: Connection, ids: list[str]) -> None:
    connection.execute(delete(reporters).where(reporters.c.incident_id.in_(ids)))
    query = select(past_incidents.c.id, past_incidents.c.data).where(past_incidents.c.id.in_(ids))
    for row in connection.execute(query).all():
        if row.data.get("reporter_masked"):
            bare = {**row.data, "reporter_masked": ""}
            connection.execute(update(past_incidents).where(past_incidents.c.id == row.id).values(data=bare))


def _live(connection: Connection, ids: list[str]) -> dict[str, dict[str, Any]]:
    where = and_(records.c.type == "incident", records.c.removed.is_(False), records.c.id.in_(ids))
    return {row.id: dict(row.data) for row in connection.execute(select(records.c.id, records.c.data).where(where))}


def _masked_records(live: dict[str, dict[str, Any]], going: list[str]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        ("incident", key, masked_record("incident", live[key]) | {"reporter_masked": ""})
        for key in going
        if key in live
    ]


def _mask_past(connection: Connection, ids: list[str]) -> list[str]:
    """Those of `ids` whose texts were changed; they are found by their new words from now on."""
    columns = (past_incidents.c.id, past_incidents.c.version, past_incidents.c.ended_ms, past_incidents.c.data)
    found = connection.execute(select(*columns).where(past_incidents.c.id.in_(ids))).all()
    changed = [
        past.Ended(row.id, row.version, row.ended_ms, bare)
        for row in found
        if (bare := masked_record("incident", row.data)) != row.data
    ]
    past.keep(connection, changed)
    return [one.id for one in changed]


def _mask_lines(connection: Connection, ids: list[str]) -> list[str]:
    """Those of `ids` of whose older lines any was changed."""
    where = incident_lines.c.incident_id.in_(ids)
    changed = set()
    for row in connection.execute(select(incident_lines).where(where)).all():
        bare = masked_data(row.line)
        if bare != row.line:
            one = and_(incident_lines.c.incident_id == row.incident_id, incident_lines.c.number == row.number)
            connection.execute(update(incident_lines).where(one).values(line=bare))
            changed.add(row.incident_id)
    return sorted(changed)


def _mask_messages(connection: Connection, ids: list[str]) -> None:
    """What went out about these, as far as its text is still there."""
    where = and_(messages.c.about_id.in_(ids), messages.c.body != "")
    columns = (messages.c.id, messages.c.subject, messages.c.body)
    for row in connection.execute(select(*columns).where(where)).all():
        bare = {"subject": masked(row.subject), "body": masked(row.body)}
        connection.execute(update(messages).where(messages.c.id == row.id).values(**bare))


def _note(connection: Connection, what: str, ids: list[str], reason: Reason, now_ms: int) -> None:
    connection.execute(
        insert(erasures).values(at=iso(now_ms), what=what, incidents=ids, who=reason.who, why=reason.why)
    )
    note(connection, "erased", reason.who, what={"what": what, "incidents": ids})
