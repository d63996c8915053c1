"""What the nodes of walls say: what they show, how their screens look, what they showed while they could not report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import WithJsonSchema

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.entrance.bodies import Beside
from backend.people.callers import Caller, Right, accounts_of, having
from backend.routes.wall_asked import Hung, Screen, instant_ms, jpeg_told
from backend.walls import jpeg
from backend.walls.actual import Actual, Still
from backend.walls.recorder import Recorder, Shown
from backend.walls.rules import listed
from contract.walls import NodeAnswer, NodeReport, RecordedIn, RecordingIn, RecordingTaken
from contract.wire import Key

router = APIRouter(prefix="/v1", tags=["walls"], route_class=Beside)
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
STILL_BYTES = 200_000
STILL_PX, STILL_HIGH_PX = 480, 1920
"""Four screens above one another, upright."""
CLOCK_MS = 60_000
"""A still was made so long ago at most; a node whose clock says otherwise is not believed, the time of arrival is."""
At = Annotated[str, Header(alias="IOC-At", max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})]


def _screens(wall: Mapping[str, Any], node: str) -> frozenset[str]:
    """The screens of a node. Raises `ProblemError` not-found where the wall has no such node."""
    own = frozenset(str(one.get("id")) for one in listed(wall.get("screens")) if one.get("node") == node)
    if not own:
        raise ProblemError(404, "not-found", "the wall has no such node")
    return own


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
    openapi_extra={"requestBody": {"required": True, **jpeg_told()}},
)
async def put_still(
    request: Request, _caller: ShowingNode, *, wall: Key, node: Key, screen: Screen, found: Hung, ioc_at: At
) -> None:
    """Say how a screen looks: a JPEG of at most 200 kB, 480 px width and 1920 px height."""
    if screen not in _screens(found, node):
        raise ProblemError(404, "not-found", "the node has no such screen")
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "image/jpeg":
        raise ProblemError(415, "not-jpeg", "a still is image/jpeg")
    said_ms, at_ms, data = instant_ms(ioc_at, "IOC-At"), now_ms(), await request.body()
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
    return Shown(entry.screen, instant_ms(entry.from_, "from"), instant_ms(entry.to, "to"), tiles)
