"""Which incidents a number told of before: asked while somebody calls, so that nobody has to tell it all again.

The number comes in the body of the request, finds by a keyed hash, and is written down nowhere. What is answered are
incidents that the asker may see anyway; but that one number told of them is personal data, so it needs the right to
reveal, each question is a line of the audit, and nobody asks of more than so many numbers in an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Connection, and_, func, select

from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.ledger.numbers import hashed, key_of
from backend.ledger.schema import audit_lines, past_incidents, records, reporters
from backend.people.callers import Caller, Right, having
from backend.people.scopes import in_reach
from backend.privacy.purposes import purposes_of
from backend.privacy.sight import shown
from contract.instants import parse_ms
from contract.reporters import ToldBy, ToldByIn, ToldIncident

DAYS = 90
MOST, LOOKED_AT = 10, 100
"""Incidents that are told of, and of how many the newest are looked for: one number may have told of thousands."""
A_REVEAL = 4
"""Numbers that may be asked of in the place of one reveal: a question tells of incidents, and of nobody's name."""
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
KIND = "number-asked"
router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
Asking = Annotated[Caller, Depends(having(Right.REVEAL))]


@router.post("/told-by", responses=documented(401, 403, 413, 422, 429))
def told_by(request: Request, response: Response, caller: Asking, body: ToldByIn) -> ToldBy:
    """The newest incidents within the caller's reach that this number told of. Each question is noted, without it."""
    response.headers["Cache-Control"] = "no-store"
    ledger: Ledger = request.app.state.ledger
    most = purposes_of(ledger).reveals.most * A_REVEAL
    with ledger.aside() as connection:
        if _asked(connection, caller.id) >= most:
            raise ProblemError(429, "too-many-reveals", "so many numbers within an hour", {"Retry-After": "600"})
        phone = hashed(key_of(connection), body.phone)
        found = sorted(_found(connection, caller, phone), key=lambda one: parse_ms(one.created_at), reverse=True)[:MOST]
        note(connection, KIND, caller.id, caller.device_id, what={"incidents": len(found)})
    return ToldBy(incidents=found, days=DAYS)


def _asked(connection: Connection, user_id: str) -> int:
    """Of how many numbers a person asked within the last hour."""
    since = iso(now_ms() - HOUR_MS)
    first = select(func.min(audit_lines.c.number)).where(audit_lines.c.at > since).scalar_subquery()
    where = and_(audit_lines.c.who == user_id, audit_lines.c.kind == KIND, audit_lines.c.number >= first)
    return int(connection.execute(select(func.count()).select_from(audit_lines).where(where)).scalar_one())


def _found(connection: Connection, caller: Caller, phone: str) -> Iterator[ToldIncident]:
    if not phone:
        return
    query = select(reporters.c.incident_id).where(reporters.c.phone_key == phone)
    ids = list(connection.execute(query.order_by(reporters.c.kept_ms.desc()).limit(LOOKED_AT)).scalars())
    limit_ms = now_ms() - DAYS * DAY_MS
    for key, data in _known(connection, ids):
        if in_reach(caller.scope, "incident", data) and _began_ms(data) > limit_ms:
            seen = shown(caller.role, "incident", data)
            yield ToldIncident(
                id=key, code=str(seen.get("code") or ""), title=str(seen.get("title") or ""),
                state=str(seen.get("state") or ""), severity=_severity(seen), created_at=str(seen["created_at"]),
            )  # fmt: skip


def _known(connection: Connection, ids: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Those that are there, in the feed or past it."""
    there = and_(records.c.type == "incident", records.c.removed.is_(False), records.c.id.in_(ids))
    for query in (
        select(records.c.id, records.c.data).where(there),
        select(past_incidents.c.id, past_incidents.c.data).where(past_incidents.c.id.in_(ids)),
    ):
        yield from ((row.id, row.data) for row in connection.execute(query).all())


def _began_ms(data: Mapping[str, Any]) -> int:
    try:
        return parse_ms(str(data.get("created_at") or ""))
    except (ValueError, OverflowError):
        return 0


def _severity(data: Mapping[str, Any]) -> int:
    said = data.get("severity")
    return said if isinstance(said, int) else 4
