"""Who told of an incident that was opened at a desk: sent beside the action by the device that opened it, kept apart.

The log of actions keeps everything for ever, and records go to everybody; so neither holds a word of it. What comes is
kept where sources' reporters are, for the same days, and shown for the same reasons (`backend.privacy.reveal`).
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from sqlalchemy import Connection, and_, delete, select

from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger import past
from backend.ledger.ledger import Ledger
from backend.ledger.reporters import keep, masked
from backend.ledger.schema import actions, erasures, reporters
from backend.people.callers import Caller, acting
from backend.privacy.erasing import REPORTER
from contract.reporters import ReporterIn, ReporterKept
from contract.wire import Key

FOR_MS = 7 * 24 * 3_600_000
"""So long after an incident was opened it may still be said who told of it: a desk stands still over a week's holidays
before it sends (`backend.actions.deed.CREDIBLE_MS`)."""
router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
Acting = Annotated[Caller, Depends(acting)]


@router.put("/{incident_id}/reporter", responses=documented(400, 401, 403, 404, 413, 422))
def informant(
    request: Request, response: Response, caller: Acting, incident_id: Annotated[Key, Path()], body: ReporterIn
) -> ReporterKept:
    """Who told of it, in place of what was said before; all empty forgets them. For the device that opened the incident
    alone, whoever is signed in there, for a week; to everybody else there is no such incident."""
    response.headers["Cache-Control"] = "no-store"
    ledger: Ledger = request.app.state.ledger
    who = {name: text for name, text in body.model_dump().items() if text}
    with ledger.engine.connect() as connection:  # whoever guesses keeps nobody from writing
        if not _opened_there(connection, caller.device_id, incident_id):
            raise _nothing()
    with ledger.write() as connection, past.at_hand(connection, {incident_id}):
        found = ledger.read(connection, "incident", incident_id)
        if found is None or _was_erased(connection, incident_id):
            raise _nothing()
        shown = masked(who) if who else ""
        seq = ledger.wakeups.seq
        if who != _known(connection, incident_id) or shown != (found[1].get("reporter_masked") or ""):
            keep(connection, {incident_id: who})
            if not who:
                connection.execute(delete(reporters).where(reporters.c.incident_id == incident_id))
            seq = ledger.put(connection, [("incident", incident_id, {**found[1], "reporter_masked": shown})])
            kind = "reporter-kept" if who else "reporter-forgotten"
            note(connection, kind, caller.id, caller.device_id, about=f"incident:{incident_id}")
    ledger.wakeups.announce(seq)
    return ReporterKept(masked=shown)


def _nothing() -> ProblemError:
    return ProblemError(404, "not-found", "this device opened no such incident in the last week")


def _opened_there(connection: Connection, device_id: str, incident_id: str) -> bool:
    """Whether a device opened an incident, and not too long ago."""
    where = and_(
        actions.c.target_id == incident_id, actions.c.type == "open", actions.c.result == "applied",
        actions.c.device_id == device_id, actions.c.received_at > iso(now_ms() - FOR_MS),
    )  # fmt: skip
    return connection.execute(select(actions.c.action_id).where(where)).first() is not None


def _known(connection: Connection, incident_id: str) -> dict[str, str]:
    found = connection.execute(select(reporters.c.data).where(reporters.c.incident_id == incident_id)).scalar()
    return dict(found or {})


def _was_erased(connection: Connection, incident_id: str) -> bool:
    """Whether it was asked for that this is forgotten: what a desk sends late does not bring it back."""
    where = and_(erasures.c.what == REPORTER, erasures.c.at > iso(now_ms() - FOR_MS))
    return any(incident_id in ids for ids in connection.execute(select(erasures.c.incidents).where(where)).scalars())
