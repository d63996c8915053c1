"""Who reported an incident: kept apart from the records, told only to somebody who has said why, and each time noted.

Records carry a masked form alone, so that no feed, cache, wall or export ever holds personal data (Luật 91/2025/QH15).
A `reveal` action with its reason goes into the log of actions first; then, for a while, its author may ask. Whoever
asks of more people within an hour than the city thinks usual is told of in the shift's log, where everybody sees it; of
far more, nobody is told anything (`personal_data.reveals` in city.yaml).
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import BaseModel
from sqlalchemy import Connection, and_, distinct, func, insert, select

from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.ledger.reporters import FIELDS
from backend.ledger.schema import actions, reporters, reveals
from backend.people.callers import Caller, Right, having
from backend.people.scopes import in_reach
from backend.privacy.purposes import purposes_of
from backend.shifts.log import ShiftLog
from contract.instants import parse_ms
from contract.wire import Key

REVEAL_FOR_MS = 120_000
"""How long after its reason was received a person may ask."""
HOUR_MS = 3_600_000
router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
Asking = Annotated[Caller, Depends(having(Right.REVEAL))]


class ReporterOut(BaseModel):
    """Personal data of whoever reported; to be shown for a moment and kept nowhere."""

    name: str
    phone: str
    address: str
    hide_after_s: int


@router.get("/{incident_id}/reporter", responses=documented(401, 403, 404, 422))
def reporter(request: Request, response: Response, caller: Asking, incident_id: Annotated[Key, Path()]) -> ReporterOut:
    """Who reported. Needs a `reveal` action of the caller's own at this device, received in the last two minutes."""
    response.headers["Cache-Control"] = "no-store"
    ledger: Ledger = request.app.state.ledger
    said = purposes_of(ledger).reveals
    with ledger.aside() as connection:
        action_id = _reason(connection, caller, incident_id)
        found = ledger.read(connection, "incident", incident_id)
        if found is not None and not in_reach(caller.scope, "incident", found[1]):
            raise ProblemError(404, "no-reporter", "nobody is known to have reported this")
        if action_id is None:
            raise ProblemError(403, "reason-needed", "say why first: a reveal action with its reason")
        row = connection.execute(select(reporters.c.data).where(reporters.c.incident_id == incident_id)).scalar()
        if row is None:
            raise ProblemError(404, "no-reporter", "nobody is known to have reported this")
        others = _told_of(connection, caller.id, incident_id)
        if others >= said.most:
            raise ProblemError(429, "too-many-reveals", "so many people within an hour", {"Retry-After": "600"})
        values = {"incident_id": incident_id, "user_id": caller.id, "device_id": caller.device_id}
        connection.execute(insert(reveals).values(**values, action_id=action_id, at=iso(now_ms())))
        what = {"action": action_id}
        note(connection, "reporter-shown", caller.id, caller.device_id, what=what, about=f"incident:{incident_id}")
    if others + 1 >= said.told_from:
        ShiftLog(ledger).many_reveals(caller.id, caller.name, others + 1, now_ms())
    return ReporterOut(**{name: str(row.get(name, "")) for name in FIELDS}, hide_after_s=60)


def _told_of(connection: Connection, user_id: str, incident_id: str) -> int:
    """Of how many other incidents' reporters a person was told within the last hour."""
    where = and_(
        reveals.c.user_id == user_id, reveals.c.at > iso(now_ms() - HOUR_MS), reveals.c.incident_id != incident_id
    )
    return int(connection.execute(select(func.count(distinct(reveals.c.incident_id))).where(where)).scalar_one())


def _reason(connection: Connection, caller: Caller, incident_id: str) -> str | None:
    """The caller's newest `reveal` of this incident, where it is young enough."""
    where = and_(
        actions.c.target_id == incident_id,
        actions.c.type == "reveal",
        actions.c.result == "applied",
        actions.c.actor_id == caller.id,
        actions.c.device_id == caller.device_id,
    )
    query = select(actions.c.action_id, actions.c.received_at).where(where).order_by(actions.c.audit_seq.desc())
    found = connection.execute(query.limit(1)).first()
    if found is None or now_ms() - parse_ms(found.received_at) > REVEAL_FOR_MS:
        return None
    return str(found.action_id)
