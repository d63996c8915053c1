"""What walls really show, as a desk reads it: nodes and stills, the recording, and the versions of layouts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import WithJsonSchema

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.people.callers import Caller, Right, having
from backend.routes.wall_asked import Hung, Screen, instant_ms, jpeg_told
from backend.walls import recorder, versions
from backend.walls.actual import Actual, Still
from backend.walls.recorder import Recorder
from backend.walls.rules import listed
from contract.walls import ActualOut, LayoutVersionOut, LayoutVersions, NodeState, RecordedOut, RecordingOut
from contract.wire import Key

NUMBER_MOST = 2**31 - 1
"""Of what is numbered in the database; a page is somebody's text, and may name more."""
router = APIRouter(prefix="/v1", tags=["walls"])
Looking = Annotated[Caller, Depends(having(Right.LOOK_AT_WALLS))]
VERSIONS_MOST = 200
Since = Annotated[
    str | None, Query(alias="from", max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})
]
Until = Annotated[
    str | None, Query(alias="to", max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})
]
Page = Annotated[str | None, Query(max_length=40, pattern=r"^[0-9]{1,18}\.[0-9]{1,18}$")]
Sought = Annotated[str, Query(max_length=120, pattern=r"^[^\x00]*$")]


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
    responses={200: {"description": "The picture", **jpeg_told()}, 304: {"description": "As it was"},
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
        from_ms=instant_ms(since, "from") if since is not None else 0,
        to_ms=instant_ms(until, "to") if until is not None else 2**53,
        screen=screen,
        camera=camera,
        incident=incident,
        after=(int(start), min(int(number), NUMBER_MOST)) if page else None,
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
    responses={200: {"description": "The picture", **jpeg_told()}, 304: {"description": "As it was"},
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
