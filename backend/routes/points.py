"""Measured values: of one indicator, and of many in one question."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import WithJsonSchema

from backend.base.clock import iso
from backend.base.problems import ProblemError, documented
from backend.entrance.bodies import Beside
from backend.ledger.ledger import Ledger
from backend.people.roles import Caller
from backend.people.scopes import in_reach, is_whole
from backend.points.answers import Found, answer
from backend.points.door import PointStore, Rollup
from backend.routes.sync import In
from contract.instants import parse_ms
from contract.points import PointsAnswer, PointsQuery
from contract.wire import PointsPage

router = APIRouter(prefix="/v1", tags=["sync"], route_class=Beside)
POINTS_PAGE = 5000
Since = Annotated[
    str | None,
    Query(max_length=40),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]}),
]


@router.get("/indicators/{indicator_id}/points", responses=documented(401, 422, 426, 503))
def indicator_points(
    request: Request,
    caller: In,
    indicator_id: Annotated[str, Path(max_length=120)],
    since: Since = None,
    limit: Annotated[int, Query(ge=1, le=POINTS_PAGE)] = POINTS_PAGE,
) -> PointsPage:
    """Measured values of an indicator at or after `since`; an indicator without any has an empty list."""
    store: PointStore = request.app.state.points
    asked = _in_reach(request, caller, {indicator_id: parse_since(since)})
    found = answer(store, list(asked.items()), "raw", limit).get(indicator_id, Found())
    return PointsPage(points=[(iso(at_ms), value) for at_ms, value in found.rows], next_since=_next(found))


@router.post("/points:query", response_model=PointsAnswer, responses=documented(400, 401, 413, 422, 426, 503))
def points_query(request: Request, caller: In, body: PointsQuery) -> Response:
    """Measured values of many indicators, of each only what the asker lacks.

    An answer has bounds: values in all, and 2 s of work. What did not fit in is asked for again by `next_since`.
    """
    store: PointStore = request.app.state.points
    asked = {one.id: parse_since(one.since) for one in body.series}
    found = answer(store, list(_in_reach(request, caller, asked).items()), body.resolution, body.limit)
    series = [_series(key, found.get(key, Found()), raw=body.resolution == "raw") for key in asked]
    return Response(orjson.dumps({"resolution": body.resolution, "series": series}), media_type="application/json")


def _in_reach(request: Request, caller: Caller, asked: dict[str, int]) -> dict[str, int]:
    """Of what is asked for, what the caller may see; the rest has no values for them."""
    if is_whole(caller.scope, "indicator"):
        return asked
    ledger: Ledger = request.app.state.ledger
    found = {key: ledger.current("indicator", key) for key in asked}
    near = {key for key, one in found.items() if one is not None and in_reach(caller.scope, "indicator", one[1])}
    return {key: since_ms for key, since_ms in asked.items() if key in near}


def _series(key: str, found: Found, *, raw: bool) -> dict[str, Any]:
    return {
        "id": key,
        "points": [(iso(at_ms), value) for at_ms, value in found.rows] if raw else [],
        "rollups": [] if raw else [_rollup(one) for one in found.rows],
        "next_since": _next(found),
    }


def _rollup(one: Rollup) -> tuple[str | float, ...]:
    return (iso(one.at_ms), int(one.number), one.least, one.greatest, one.total / one.number, one.last)


def _next(found: Found) -> str | None:
    return None if found.next_ms is None else iso(found.next_ms)


def parse_since(text: str | None) -> int:
    """Milliseconds of an instant given by a client; 0 for none, and for one before 1970, when nothing was measured.

    Raises `ProblemError` bad-instant.
    """
    if text is None:
        return 0
    try:
        return max(0, parse_ms(text))
    except (ValueError, OverflowError) as error:
        raise ProblemError(422, "bad-instant", "since is not an ISO 8601 instant with its offset") from error
