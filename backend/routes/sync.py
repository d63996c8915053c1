"""Reading: snapshot, changes with a long poll, wake-ups by server-sent events, measured points."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse
from pydantic import WithJsonSchema

from backend.actions.log import ActionLog
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import POINTS_PAGE, SNAPSHOT_PAGE, TOMBSTONE_DAYS, Ledger, parse_since, versions
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.auth import Caller, Role, caller_of
from backend.routes.privacy import may_see, shown
from contract.digest import digests
from contract.wire import ChangesPage, DigestsOut, PointsPage, Snapshot

router = APIRouter(prefix="/v1", tags=["sync"])
HEARTBEAT_S = 10.0
CURSOR_LIFE_S = TOMBSTONE_DAYS * 24 * 3600
CURSOR = r"[0-9a-f]{16}\.[0-9]{1,18}"
Token = Annotated[str | None, Query(max_length=300, pattern=rf"^{CURSOR}\.[0-9]{{1,18}}$")]
Since = Annotated[
    str | None,
    Query(max_length=40),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}),
]


def reader_of(
    request: Request,
    caller: Annotated[Caller, Depends(caller_of)],
    ioc_schema: Annotated[int, Header(ge=1, le=2**31 - 1)] = SCHEMA_VERSION,
) -> Caller:
    """Who reads. Raises `ProblemError` update-needed where the console's schema is no longer spoken here."""
    if ioc_schema < request.app.state.oldest_schema:
        raise ProblemError(426, "update-needed", "this console is too old to read; it may still deliver what it saved")
    return caller


In = Annotated[Caller, Depends(reader_of)]


@router.get("/sync/snapshot", response_model=Snapshot, responses=documented(401, 409, 410, 422, 426))
def snapshot(
    request: Request, caller: In, scope: Annotated[str, Query(pattern="^city$")] = "city", page: Token = None
) -> Response:
    """Everything in scope, page by page."""
    return snapshot_page(request.app.state.ledger, caller.role, page)


def snapshot_page(ledger: Ledger, role: Role, page: str | None, limit: int = SNAPSHOT_PAGE) -> Response:
    """One page of everything, as `role` may have it."""
    as_of, rows, next_page = ledger.snapshot_page(page, limit)
    items = [
        _spliced({"type": row.type, "id": row.id, "version": row.version}, _text(role, row))
        for row in rows
        if may_see(role, row.type)
    ]
    head = {"epoch": ledger.epoch, "schema": SCHEMA_VERSION, "as_of_cursor": ledger.cursor(as_of)}
    return _page({**head, "page": page, "next_page": next_page}, "items", items)


@router.get("/sync/changes", response_model=ChangesPage, responses=documented(401, 409, 410, 422, 426))
async def changes(
    request: Request,
    caller: In,
    cursor: Annotated[str, Query(pattern=f"^{CURSOR}$")],
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
    wait: Annotated[float, Query(ge=0, le=25)] = 0,
) -> Response:
    """What changed after `cursor`; where nothing did, wait up to `wait` seconds for it."""
    ledger: Ledger = request.app.state.ledger
    log: ActionLog = request.app.state.action_log
    seq = await run_in_threadpool(ledger.parse_cursor, cursor)
    if wait > 0:
        await ledger.wakeups.wait(seq, wait)
    return await run_in_threadpool(changes_page, ledger, log, caller, seq, limit)


def changes_page(ledger: Ledger, log: ActionLog, caller: Caller, seq: int, limit: int) -> Response:
    """At most `limit` changes after `seq`, as the caller may have them."""
    # Before the rows: what this number covers is in them, so that a console may call it settled.
    last = log.last_seq(caller.device_id)
    rows, newest, more = ledger.changes_since(seq, limit)
    head = {
        "epoch": ledger.epoch,
        "schema": SCHEMA_VERSION,
        "cursor": ledger.cursor(seq),
        "next_cursor": ledger.cursor(newest),
        "has_more": more,
        "last_device_seq": last,
        "server_time": iso(now_ms()),
        "cursor_life_s": CURSOR_LIFE_S,
    }
    return _page(head, "changes", [_change(caller.role, row) for row in rows if may_see(caller.role, row.type)])


def _change(role: Role, row: Any) -> str:
    head = {
        "seq": row.seq,
        "type": row.type,
        "id": row.id,
        "op": "remove" if row.removed else "upsert",
        "reason": row.reason,
        "version": row.version,
    }
    return _spliced(head, "null" if row.removed else _text(role, row))


def _text(role: Role, row: Any) -> str:
    """A record's data as JSON. What a role may have whole goes out as it is stored: parsing it would cost the most."""
    if role != Role.WALL:
        return str(row.data)
    return json.dumps(shown(role, row.type, json.loads(row.data)), ensure_ascii=False)


def _spliced(head: Mapping[str, Any], data: str) -> str:
    return f'{json.dumps(head)[:-1]}, "data": {data}}}'


def _page(head: Mapping[str, Any], name: str, parts: Sequence[str]) -> Response:
    """The answer that the contract calls `Snapshot` or `ChangesPage`."""
    body = f'{json.dumps(head)[:-1]}, "{name}": [{",".join(parts)}]}}'
    return Response(body.encode(), media_type="application/json")


@router.get("/sync/digest", responses=documented(401, 409, 410, 422, 426))
def digest(request: Request, caller: In, cursor: Annotated[str, Query(pattern=f"^{CURSOR}$")]) -> DigestsOut:
    """How many records of each type there are, with a digest of their ids and versions."""
    return digests_page(request.app.state.ledger, caller.role, cursor)


def digests_page(ledger: Ledger, role: Role, cursor: str) -> DigestsOut:
    """As `role` may have them."""
    seq = ledger.parse_cursor(cursor)
    newest, rows = versions(ledger.engine)
    seen = ((kind, key, version) for kind, key, version in rows if may_see(role, kind))
    return DigestsOut(epoch=ledger.epoch, cursor=cursor, behind=newest > seq, types=digests(seen))


@router.get(
    "/sync/stream",
    response_class=StreamingResponse,
    responses={
        200: {"description": "Server-sent events: `wake` and `heartbeat`", "content": {"text/event-stream": {}}},
        **documented(401, 422, 426),
    },
)
async def stream(
    request: Request, _caller: In, last_event_id: Annotated[str | None, Header(max_length=64)] = None
) -> StreamingResponse:
    """Wake-ups only: each tells the newest cursor, the data comes by `changes`. A heartbeat every 10 s."""
    ledger: Ledger = request.app.state.ledger
    return StreamingResponse(
        _events(ledger, last_event_id),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(ledger: Ledger, last_event_id: str | None) -> AsyncIterator[str]:
    seq = ledger.wakeups.seq
    yield _event("wake" if last_event_id != ledger.cursor(seq) else "heartbeat", ledger.cursor(seq))
    while not ledger.wakeups.closed:
        newer = await ledger.wakeups.wait(seq, HEARTBEAT_S)
        seq = ledger.wakeups.seq
        yield _event("wake" if newer else "heartbeat", ledger.cursor(seq))


def _event(name: str, cursor: str) -> str:
    return f'event: {name}\nid: {cursor}\ndata: {{"cursor": "{cursor}"}}\n\n'


@router.get("/indicators/{indicator_id}/points", responses=documented(401, 422, 426))
def indicator_points(
    request: Request,
    _caller: In,
    indicator_id: Annotated[str, Path(max_length=120)],
    since: Since = None,
    limit: Annotated[int, Query(ge=1, le=POINTS_PAGE)] = POINTS_PAGE,
) -> PointsPage:
    """Measured values of an indicator at or after `since`; an indicator without any has an empty list."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.points_since(indicator_id, parse_since(since), limit + 1)
    more = len(found) > limit
    return PointsPage(points=found[:limit], next_since=found[limit][0] if more else None)
