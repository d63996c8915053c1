"""Reading: snapshot, changes with a long poll, wake-ups by server-sent events."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

from backend.actions.log import ActionLog
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import SNAPSHOT_PAGE, Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.callers import caller_of, token_of
from backend.people.roles import Caller, Scope
from backend.people.scopes import NARROWED, is_whole
from backend.routes.pages import Pages, data_text, spliced
from backend.routes.stream import Telling
from contract.cursors import PATTERN
from contract.digest import digests
from contract.wire import ChangesPage, DigestsOut, Snapshot

router = APIRouter(prefix="/v1", tags=["sync"])
OUTBOX_AGE_MOST_S = 366 * 24 * 3600
Token = Annotated[str | None, Query(max_length=300, pattern=rf"^{PATTERN}\.[0-9]{{1,18}}$")]


async def reader_of(
    request: Request,
    caller: Annotated[Caller, Depends(caller_of)],
    ioc_schema: Annotated[int, Header(ge=1, le=2**31 - 1)] = SCHEMA_VERSION,
) -> Caller:
    """Who reads. Raises `ProblemError` update-needed where the console's schema is no longer spoken here."""
    if ioc_schema < request.app.state.oldest_schema:
        raise ProblemError(426, "update-needed", "this console is too old to read; it may still deliver what it saved")
    return caller


In = Annotated[Caller, Depends(reader_of)]


def asking(
    request: Request, caller: In, ioc_outbox_age: Annotated[int, Header(ge=0, le=OUTBOX_AGE_MOST_S)] = 0
) -> Caller:
    """Who asks what is new; it says how old the oldest action is that it has not sent (s), for who watches over all."""
    request.app.state.operations.metrics.outbox_ages.tell(caller.device_id, ioc_outbox_age)
    return caller


Asking = Annotated[Caller, Depends(asking)]


@router.get("/sync/snapshot", response_model=Snapshot, responses=documented(401, 409, 410, 422, 426))
def snapshot(
    request: Request, caller: In, scope: Annotated[str, Query(pattern="^city$")] = "city", page: Token = None
) -> Response:
    """Everything in scope, page by page."""
    return snapshot_page(request.app.state.ledger, caller.scope, page)


def snapshot_page(ledger: Ledger, scope: Scope, page: str | None, limit: int = SNAPSHOT_PAGE) -> Response:
    """One page of everything, as `scope` may have it."""
    as_of, rows, next_page = ledger.snapshot_page(page, limit)
    seen = ((row, data_text(scope, row)) for row in rows if scope.rights.sees(row.type))
    items = [
        spliced({"type": row.type, "id": row.id, "version": row.version}, data)
        for row, data in seen
        if data is not None
    ]
    head = {"epoch": ledger.epoch, "schema": SCHEMA_VERSION, "as_of_cursor": ledger.cursor(as_of)}
    text = json.dumps({**head, "page": page, "next_page": next_page})
    return _json(f'{text[:-1]}, "items": [{",".join(items)}]}}')


def _json(body: str) -> Response:
    return Response(body.encode(), media_type="application/json")


@router.get("/sync/changes", response_model=ChangesPage, responses=documented(401, 409, 410, 422, 426))
async def changes(
    request: Request,
    token: Annotated[str, Depends(token_of)],
    caller: Asking,
    *,
    cursor: Annotated[str, Query(pattern=f"^{PATTERN}$")],
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
    wait: Annotated[float, Query(ge=0, le=25)] = 0,
) -> Response:
    """What changed after `cursor`; where nothing did, wait up to `wait` seconds for it."""
    ledger: Ledger = request.app.state.ledger
    seq = await run_in_threadpool(ledger.parse_cursor, cursor)
    if wait > 0:
        with request.app.state.accounts.attending(token) as attending:
            await ledger.wakeups.wait(seq, wait, attending)
        if attending.over:
            raise ProblemError(401, "bad-token", "this token has ended", {"WWW-Authenticate": "DPoP"})
    log, pages = request.app.state.action_log, request.app.state.pages
    return await run_in_threadpool(changes_page, pages, log, caller, cursor, limit)


def changes_page(pages: Pages, log: ActionLog, caller: Caller, cursor: str, limit: int) -> Response:
    """At most `limit` changes after `cursor`, as the caller may have them."""
    pages.ledger.look()  # who wrote at another server a moment ago finds it here
    seq = pages.ledger.parse_cursor(cursor)
    page = pages.covering(caller.scope, seq, limit, caller.device_id, log.last_seq(caller.device_id))
    return _json(page.body(cursor, caller.device_id))


@router.get("/sync/digest", responses=documented(401, 409, 410, 422, 426))
def digest(request: Request, caller: In, cursor: Annotated[str, Query(pattern=f"^{PATTERN}$")]) -> DigestsOut:
    """How many records of each type there are, with a digest of their ids and versions."""
    return digests_page(request.app.state.ledger, caller.scope, cursor)


def digests_page(ledger: Ledger, scope: Scope, cursor: str) -> DigestsOut:
    """As `scope` may have them. What is narrowed is counted anew: few are, and they ask once an hour."""
    seq = ledger.parse_cursor(cursor)
    newest, types = ledger.held.now(ledger.epoch)
    narrowed = [kind for kind in sorted(NARROWED) if scope.rights.sees(kind) and not is_whole(scope, kind)]
    seen = {kind: one for kind, one in types.items() if scope.rights.sees(kind) and kind not in narrowed}
    for kind in narrowed:
        rows = ledger.of_type(kind)
        seen |= digests((kind, row.id, row.version) for row in rows if data_text(scope, row) is not None)
    return DigestsOut(epoch=ledger.epoch, cursor=cursor, behind=newest > seq, types=seen)


@router.get(
    "/sync/stream",
    response_class=StreamingResponse,
    responses={
        200: {"description": "Server-sent events: `wake` and `heartbeat`", "content": {"text/event-stream": {}}},
        **documented(401, 422, 426),
    },
)
async def stream(
    request: Request,
    token: Annotated[str, Depends(token_of)],
    caller: In,
    pages: bool = False,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> StreamingResponse:
    """Wake-ups: each tells the newest cursor. With `pages` the changes come with it, as an answer of `changes` from
    where the event before stood; what is too much for that comes by `changes` as ever. A heartbeat every 10 s."""
    attended = request.app.state.accounts.attending(token)
    told = Telling(request.app.state.ledger, request.app.state.pages if pages else None, caller, attended)
    return StreamingResponse(
        told.events(last_event_id),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )
