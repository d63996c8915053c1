"""What walls really show: reports and stills of their nodes, the recording, and the versions of layouts."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import WithJsonSchema

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.people.callers import Caller, Right, accounts_of, having
from backend.walls import jpeg, recorder, versions
from backend.walls.actual import Actual, Still
from backend.walls.recorder import Recorder, Shown
from backend.walls.rules import listed
from contract.instants import parse_ms
from contract.walls import (
    ActualOut,
    LayoutVersionOut,
    LayoutVersions,
    NodeAnswer,
    NodeReport,
    NodeState,
    RecordedIn,
    RecordedOut,
    RecordingIn,
    RecordingOut,
    RecordingTaken,
)
from contract.wire import Key

router = APIRouter(prefix="/v1", tags=["walls"])
_Shows = Annotated[Caller, Depends(having(Right.SHOW_WALL))]


def of_wall(request: Request, caller: _Shows, wall: Annotated[Key, Path()]) -> Caller:
    """A wall's token that speaks for this wall. Raises `ProblemError` other-wall."""
    accounts_of(request).check_wall(caller, wall)
    return caller


def of_node(request: Request, caller: _Shows, wall: Annotated[Key, Path()], node: Annotated[Key, Path()]) -> Caller:
    """The same, for this node of it."""
    accounts_of(request).check_wall(caller, wall, node)
    return caller


Showing = Annotated[Caller, Depends(of_wall)]
ShowingNode = Annotated[Caller, Depends(of_node)]
Looking = Annotated[Caller, Depends(having(Right.LOOK_AT_WALLS))]
STILL_BYTES = 200_000
STILL_PX, STILL_HIGH_PX = 480, 1920
"""Four screens above one another, upright."""
CLOCK_MS = 60_000
"""A still was made so long ago at most; a node whose clock says otherwise is not believed, the time of arrival is."""
VERSIONS_MOST = 200
_InstantAt = WithJsonSchema({"type": "string", "format": "date-time"})
At = Annotated[str, Header(alias="IOC-At", max_length=40), _InstantAt]
Since = Annotated[
    str | None, Query(alias="from", max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})
]
Until = Annotated[
    str | None, Query(alias="to", max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})
]
Page = Annotated[str | None, Query(max_length=40, pattern=r"^[0-9]{1,18}\.[0-9]{1,18}$")]
Sought = Annotated[str, Query(max_length=120, pattern=r"^[^\x00]*$")]
Screen = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")]


def _jpeg() -> dict[str, Any]:
    """A picture, as OpenAPI tells it."""
    return {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}


def wall_of(request: Request, wall: Annotated[Key, Path()]) -> Mapping[str, Any]:
    """The wall's record. Raises `ProblemError` not-found."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.current("wall", wall)
    if found is None:
        raise ProblemError(404, "not-found", "there is no such wall")
    return found[1]


Hung = Annotated[Mapping[str, Any], Depends(wall_of)]


def _screens(wall: Mapping[str, Any], node: str) -> frozenset[str]:
    """The screens of a node. Raises `ProblemError` not-found where the wall has no such node."""
    own = frozenset(str(one.get("id")) for one in listed(wall.get("screens")) if one.get("node") == node)
    if not own:
        raise ProblemError(404, "not-found", "the wall has no such node")
    return own


# what a node says


@router.put("/walls/{wall}/nodes/{node}", responses=documented(400, 401, 403, 404, 413, 422))
def report(request: Request, _caller: ShowingNode, wall: Key, node: Key, found: Hung, body: NodeReport) -> NodeAnswer:
    """Say what a node shows: at every change and every 5 s. Screens that are not its own are left out."""
    own = _screens(found, node)
    said = body.model_dump()
    said["screens"] = [screen for screen in said["screens"] if screen["id"] in own]
    at_ms = now_ms()
    actual: Actual = request.app.state.actual
    looked = actual.report(wall, node, said)
    keeper: Recorder = request.app.state.recorder
    keeper.report(wall, ((one["id"], one["tiles"]) for one in said["screens"] if one["present"]), at_ms)
    return NodeAnswer(stills=looked, server_time=iso(at_ms))


@router.put(
    "/walls/{wall}/nodes/{node}/stills/{screen}",
    status_code=204,
    responses=documented(400, 401, 403, 404, 413, 415, 422),
    openapi_extra={"requestBody": {"required": True, **_jpeg()}},
)
async def put_still(
    request: Request, _caller: ShowingNode, *, wall: Key, node: Key, screen: Screen, found: Hung, ioc_at: At
) -> None:
    """Say how a screen looks: a JPEG of at most 200 kB, 480 px width and 1920 px height."""
    if screen not in _screens(found, node):
        raise ProblemError(404, "not-found", "the node has no such screen")
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "image/jpeg":
        raise ProblemError(415, "not-jpeg", "a still is image/jpeg")
    said_ms, at_ms, data = _instant(ioc_at, "IOC-At"), now_ms(), await request.body()
    if len(data) > STILL_BYTES:
        raise ProblemError(413, "too-large", f"a still may have {STILL_BYTES} bytes")
    size = jpeg.size(data)
    if size is None or not 0 < size[0] <= STILL_PX or not 0 < size[1] <= STILL_HIGH_PX:
        raise ProblemError(422, "not-jpeg", f"a still is a JPEG of at most {STILL_PX} × {STILL_HIGH_PX} px")
    at_ms = said_ms if 0 <= at_ms - said_ms <= CLOCK_MS else at_ms
    actual: Actual = request.app.state.actual
    await run_in_threadpool(actual.put_still, wall, screen, Still(data, at_ms, hashlib.sha256(data).hexdigest()))
    keeper: Recorder = request.app.state.recorder
    await run_in_threadpool(keeper.still, wall, screen, data, at_ms)


@router.post("/walls/{wall}/recording", responses=documented(400, 401, 403, 404, 413, 422))
def add_recording(request: Request, caller: Showing, wall: Key, found: Hung, body: RecordingIn) -> RecordingTaken:
    """Say what a node showed while it could not report; the same entry twice is one. A token of one node speaks for
    its screens alone: entries of others are left out, for a screen may have moved to another node meanwhile."""
    screens = listed(found.get("screens"))
    known = frozenset(str(one.get("id")) for one in screens if not caller.node or one.get("node") == caller.node)
    entries = [_shown(one) for one in body.entries if one.screen in known]
    keeper: Recorder = request.app.state.recorder
    return RecordingTaken(taken=keeper.add(wall, entries, now_ms()), server_time=iso(now_ms()))


def _shown(entry: RecordedIn) -> Shown:
    tiles = [tile.model_dump() for tile in entry.tiles]
    return Shown(entry.screen, _instant(entry.from_, "from"), _instant(entry.to, "to"), tiles)


# what a desk reads


@router.get("/walls/{wall}/actual", responses=documented(401, 403, 404, 422))
def actual_state(
    request: Request, _caller: Looking, wall: Key, found: Hung, glance: Annotated[bool, Query()] = False
) -> ActualOut:
    """What each node of a wall says that it shows; one that has not said so for 15 s is cut off. A `glance` is for a
    line of a desk that nobody reads all the time: nodes send no more stills for it."""
    actual: Actual = request.app.state.actual
    if not glance:
        actual.look(wall)
    names = dict.fromkeys(str(one.get("node")) for one in listed(found.get("screens")))
    nodes = [NodeState.model_validate(one) for one in actual.nodes(wall, list(names))]
    return ActualOut(nodes=nodes, server_time=iso(now_ms()))


@router.get(
    "/walls/{wall}/stills/{screen}",
    response_class=Response,
    responses={200: {"description": "The picture", **_jpeg()}, 304: {"description": "As it was"},
               **documented(401, 403, 404, 422)},
)  # fmt: skip
def get_still(
    request: Request, _caller: Looking, wall: Key, screen: Screen, _found: Hung,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:  # fmt: skip
    """How a screen looked last: what the wall painted."""
    actual: Actual = request.app.state.actual
    actual.look(wall)
    still = actual.still(wall, screen)
    if still is None:
        raise ProblemError(404, "not-found", "nobody knows how this screen looks")
    return _picture(still, if_none_match)


@router.get("/walls/{wall}/recording", responses=documented(401, 403, 404, 422))
def get_recording(
    request: Request, _caller: Looking, wall: Key, _found: Hung, *, since: Since = None, until: Until = None,
    screen: Sought = "", camera: Sought = "", incident: Sought = "", page: Page = None,
) -> RecordingOut:  # fmt: skip
    """What was on the wall, the newest first: of a while, a screen, a camera, an incident."""
    start, _, number = (page or "").partition(".")
    query = recorder.Query(
        from_ms=_instant(since, "from") if since is not None else 0,
        to_ms=_instant(until, "to") if until is not None else 2**53,
        screen=screen,
        camera=camera,
        incident=incident,
        after=(int(start), int(number)) if page else None,
    )
    keeper: Recorder = request.app.state.recorder
    found, after = keeper.find(wall, query)
    entries = [
        RecordedOut(
            screen=one.screen, from_=iso(one.from_ms), to=iso(one.to_ms), tiles=list(one.tiles),
            still=str(still) if still is not None else None,
        )
        for one, still in found
    ]  # fmt: skip
    return RecordingOut(entries=entries, next_page=f"{after[0]}.{after[1]}" if after is not None else None)


@router.get(
    "/walls/{wall}/recording/stills/{number}",
    response_class=Response,
    responses={200: {"description": "The picture", **_jpeg()}, 304: {"description": "As it was"},
               **documented(401, 403, 404, 422)},
)  # fmt: skip
def get_recorded_still(
    request: Request, _caller: Looking, wall: Key, number: Annotated[int, Path(ge=1, le=2**31 - 1)], _found: Hung,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:  # fmt: skip
    """A picture of the recording."""
    keeper: Recorder = request.app.state.recorder
    found = keeper.picture(wall, number)
    if found is None:
        raise ProblemError(404, "not-found", "there is no such picture any more")
    return _picture(Still(*found), if_none_match)


@router.get("/layouts/{layout}/versions", responses=documented(401, 403, 404, 422))
def layout_versions(request: Request, _caller: Looking, layout: Key) -> LayoutVersions:
    """Every version of a layout that was saved, the newest first; of a removed one as well."""
    ledger: Ledger = request.app.state.ledger
    with ledger.engine.connect() as connection:
        kept = versions.of_layout(connection, layout, VERSIONS_MOST)
        found = ledger.read(connection, "layout", layout)
    if found is not None and not any(one["version"] == found[0] for one in kept):
        data = found[1]
        body = data.get("body")
        head = {"version": found[0], "at": "", "actor_name": "", "name": str(data.get("name", ""))}
        kept.insert(0, head | {"body": body if isinstance(body, dict) else {}})
    if not kept:
        raise ProblemError(404, "not-found", "there never was such a layout")
    return LayoutVersions(versions=[LayoutVersionOut.model_validate(one) for one in kept])


def _picture(still: Still, known: str | None) -> Response:
    etag = f'"{still.digest}"'
    headers = {"ETag": etag, "IOC-At": iso(still.at_ms)}
    if known is not None and etag in known:
        return Response(status_code=304, headers=headers)
    return Response(still.jpeg, media_type="image/jpeg", headers=headers)


def _instant(text: str, field: str) -> int:
    try:
        return max(0, parse_ms(text))
    except (ValueError, OverflowError) as error:
        raise ProblemError(422, "bad-instant", f"{field} is not an ISO 8601 instant with its offset") from error
