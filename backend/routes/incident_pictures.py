"""Pictures that agencies and citizens sent with a form of the server's own pages, for the room."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from backend.base.problems import ProblemError, documented
from backend.people.callers import Caller, caller_of
from backend.people.scopes import in_reach
from backend.privacy.sight import Sight, sight_of
from backend.web.web import web_of
from contract.wire import Key

router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
TYPES = ("image/jpeg", "image/png")


def _content() -> dict[str, Any]:
    """A picture, as OpenAPI tells it."""
    return {kind: {"schema": {"type": "string", "format": "binary"}} for kind in TYPES}


async def seeing(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """Whoever deals with incidents; a wall, and who only looks on, is shown nobody's picture."""
    if not caller.scope.rights.sees("incident") or sight_of(caller.role) != Sight.WHOLE:
        raise ProblemError(403, "forbidden", "this role is shown no pictures of incidents")
    return caller


@router.get(
    "/{incident_id}/pictures/{sha256}",
    response_class=Response,
    responses={
        200: {"description": "The picture", "content": _content()},
        **documented(401, 403, 404, 422),
    },
)
def incident_picture(
    request: Request, caller: Annotated[Caller, Depends(seeing)], incident_id: Annotated[Key, Path()],
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
) -> Response:  # fmt: skip
    """A picture among the `attachments` of an incident, by its SHA-256, where it came by a page of the server: a JPEG
    or PNG, without what a telephone writes beside it."""
    web = web_of(request)
    data = web.citizens.found(incident_id)
    if data is None or not in_reach(caller.scope, "incident", data):
        raise ProblemError(404, "not-found", "there is no such incident")
    is_named = any(one.get("sha256") == sha256 for one in data.get("attachments") or ())
    kept = web.pictures.find(sha256, incident_id) if is_named else None
    if kept is None:
        raise ProblemError(404, "not-found", "nobody sent this picture to the incident, or its time is over")
    return Response(kept.content, media_type=kept.media_type, headers={"X-Content-Type-Options": "nosniff"})
