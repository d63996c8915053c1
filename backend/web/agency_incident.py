"""The page of one incident, and what stands on every page of somebody who is signed in for an agency."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from sqlalchemy import Text, and_, cast, false, or_, select
from starlette.responses import Response

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.incidents import agencies
from backend.incidents.agency import agency_of
from backend.ledger.ledger import Ledger
from backend.ledger.schema import records
from backend.web import agency_view, words
from backend.web.agency_view import Whole
from backend.web.forms import Form
from backend.web.sessions import Session
from backend.web.templating import page
from backend.web.web import Web

TEXT_MOST = 2000


def own(ledger: Ledger, session: Session) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The incidents that the agency sees. Most are others': what does not name it never leaves the database."""
    scope, text = session.caller.scope, cast(records.c.data, Text)
    names = [one for name in scope.limits.agencies for one in {name, ascii(name)[1:-1]}]
    is_named = or_(false(), *(text.contains(name, autoescape=True) for name in names))
    where = and_(records.c.type == "incident", records.c.removed.is_(False), is_named)
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(records.c.id, text.label("data")).where(where)).all()
    for row in rows:
        data = orjson.loads(row.data)
        if agency_view.is_shown(scope, data):
            yield row.id, data


def found(ledger: Ledger, session: Session, incident_id: str) -> tuple[int, Mapping[str, Any]]:
    """Version and data. Raises `ProblemError` not-found, for another's as for none."""
    known = ledger.current("incident", incident_id)
    if known is None or not agency_view.is_shown(session.caller.scope, known[1]):
        raise nothing()
    return known


def sees(ledger: Ledger, session: Session, incident_id: str) -> bool:
    """Whether the agency sees it still."""
    known = ledger.current("incident", incident_id)
    return known is not None and agency_view.is_shown(session.caller.scope, known[1])


def incident_page(
    web: Web, session: Session, incident_id: str, *, done: str = "", problem: str = "", form: Form | None = None,
    slug: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """One incident with the forms of what is possible now; `form` is what was typed at `slug` and not taken.

    Raises `ProblemError` not-found.
    """
    version, data = found(web.ledger, session, incident_id)
    known = agencies.noted(web.ledger)
    seen = agency_view.whole(incident_id, version, data, known, now_ms())
    assignee = str(data.get("assignee_version") or 0)
    return page(
        "incident", status, it=seen, row=seen.row, forms=_forms(session, seen), others=others(web.ledger, session),
        done=done, problem=words.problem(problem) if problem else "",
        typed=form.text("text", TEXT_MOST) if form else "", slug=slug,
        assignee=(assignee, session.seal("assignee", incident_id, assignee)),
        is_with=agency_of(data),
        text_most=TEXT_MOST, kept=web.pictures.of(incident_id), **around(web.ledger, session),
    )  # fmt: skip


def others(ledger: Ledger, session: Session) -> list[str]:
    """The agencies that an incident can be handed on to."""
    return [name for name in agencies.noted(ledger).names if name not in session.caller.limits.agencies]


def queue_page(web: Web, session: Session, done: str) -> Response:
    """What was forwarded to the agency."""
    rows = agency_view.queue(own(web.ledger, session), agencies.noted(web.ledger), now_ms())
    return page(
        "queue", open=[row for row in rows if not row.is_over], over=[row for row in rows if row.is_over],
        done=done, now=hour(web.ledger), **around(web.ledger, session),
    )  # fmt: skip


def _forms(session: Session, seen: Whole) -> dict[str, dict[str, str]]:
    """The hidden fields of each step that is possible: the action has its id before it is done, so that it is done once
    however often it is sent."""
    made = {}
    for slug in seen.can:
        action_id, version = str(uuid.uuid4()), str(seen.version)
        seal = session.seal(slug, seen.row.id, action_id, version)
        made[slug] = {"action_id": action_id, "version": version, "seal": seal}
    return made


def around(ledger: Ledger, session: Session) -> dict[str, Any]:
    """What stands on every page of somebody who is signed in."""
    limits = session.caller.limits.agencies
    mine = [name for name in agencies.noted(ledger).names if name in limits] or sorted(limits)
    return {
        "centre": ledger.noted("centre"), "person": session.caller.name, "agency": " · ".join(mine),
        "out_seal": session.seal("sign-out"),
    }  # fmt: skip


def hour(ledger: Ledger) -> str:
    """What the clock of the city shows."""
    return agency_view.Clock(agencies.noted(ledger).zone).text(now_ms(), now_ms())


def nothing() -> ProblemError:
    """The refusal of what is not there, or is not for whoever asks."""
    return ProblemError(404, "not-found", "there is no such page")
