"""Reading the past: incidents that left the feed, found by words and times; a wall never asks."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from backend.base.clock import iso
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.ledger.lines import older
from backend.past import searching
from backend.past.searching import NUMBER_MOST, Asked
from backend.people.callers import Caller, Right, having
from backend.people.scopes import in_reach, is_whole
from backend.privacy.sight import shown
from backend.routes.points import Since, parse_since
from contract.past import HistoryPage, PastIncident, PastPage
from contract.wire import Key

router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
PAGE = 50
LINE_BY_LINE = ("history", "steps", "replies", "attachments")
"""What of an incident grows with what is done at it; whoever opens one gets it whole."""
_NO_NUL = r"^[^\x00]*$"
Reading = Annotated[Caller, Depends(having(Right.SEARCH_PAST))]
Words = Annotated[str, Query(max_length=200, pattern=_NO_NUL)]
From = Annotated[Since, Query(alias="from")]
To = Annotated[Since, Query(alias="to")]
Next = Annotated[str | None, Query(max_length=19, pattern=r"^[0-9]{1,19}$")]


def asked_of(  # noqa: PLR0917 - the fields of a question are its parameters
    text: Words = "", since: From = None, until: To = None, kind: Words = "", ward: Words = "", agency: Words = "",
    page: Next = None,
) -> Asked:  # fmt: skip
    """The question. Raises `ProblemError` bad-instant."""
    return Asked(
        text=text,
        since_ms=parse_since(since) if since is not None else None,
        until_ms=parse_since(until) if until is not None else None,
        facets={"kind": kind, "ward": ward, "agency": agency},
        before=min(int(page), NUMBER_MOST) if page is not None else NUMBER_MOST,
    )


@router.get("/past", response_model=PastPage, responses=documented(401, 403, 422))
def search(
    request: Request,
    caller: Reading,
    asked: Annotated[Asked, Depends(asked_of)],
    limit: Annotated[int, Query(ge=1, le=200)] = PAGE,
) -> Response:
    """Those whose text holds every word of `text` as a beginning, marks ignored, that began from `from` on and before
    `to`; `kind`, `ward` and `agency` narrow it by words of those."""
    ledger: Ledger = request.app.state.ledger
    rows, following = searching.search(ledger.engine, asked, limit)
    bare = (
        (row, {k: v for k, v in row.data.items() if k not in LINE_BY_LINE})
        for row in rows
        if in_reach(caller.scope, "incident", row.data)
    )
    items = [_told(row) | {"data": shown(caller.role, "incident", data)} for row, data in bare]
    body = {"items": items, "next_page": None if following is None else str(following)}
    return Response(json.dumps(body, ensure_ascii=False).encode(), media_type="application/json")


@router.get("/{incident_id}/past", responses=documented(401, 403, 404, 422))
def whole(request: Request, caller: Reading, incident_id: Annotated[Key, Path()]) -> PastIncident:
    """One of them with everything that was done at it; as it is now, where it came back meanwhile."""
    found = _found(request.app.state.ledger, incident_id)
    if found is None or not in_reach(caller.scope, "incident", found.data):
        raise ProblemError(404, "not-found", "there is no such incident, neither now nor in the past")
    return found.model_copy(update={"data": shown(caller.role, "incident", found.data)})


def _found(ledger: Ledger, incident_id: str) -> PastIncident | None:
    row = searching.one(ledger.engine, incident_id)
    if row is not None:
        return PastIncident(**_told(row), data=row.data)
    found = ledger.current("incident", incident_id)
    if found is None:
        return None
    version, data = found
    return PastIncident(id=incident_id, version=version, ended_at=str(data.get("updated_at") or ""), data=data)


@router.get("/{incident_id}/history", responses=documented(401, 403, 422))
def history(
    request: Request,
    caller: Reading,
    incident_id: Annotated[Key, Path()],
    before: Annotated[int, Query(ge=0, le=2**31 - 1)] = 2**31 - 1,
    limit: Annotated[int, Query(ge=1, le=200)] = PAGE,
) -> HistoryPage:
    """Lines that its record does not carry any more: the newest of those before the number `before`, its
    `history_before` at first. An incident that has none, or that is not there, has an empty list."""
    ledger: Ledger = request.app.state.ledger
    found = None if is_whole(caller.scope, "incident") else _found(ledger, incident_id)
    if found is not None and not in_reach(caller.scope, "incident", found.data):
        return HistoryPage(lines=[], next_before=None)
    lines, following = older(ledger.engine, incident_id, before, limit)
    seen = shown(caller.role, "incident", {"history": lines})["history"]
    return HistoryPage(lines=seen, next_before=following)


def _told(row: Any) -> dict[str, Any]:
    return {"id": row.id, "version": row.version, "ended_at": iso(row.ended_ms)}
