"""The pictures of layouts: sent by a desk before or beside the layout that names them, fetched by every node."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from fastapi.concurrency import run_in_threadpool

from backend.base.clock import now_ms
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.people.callers import Caller, Right, caller_of, having
from backend.walls import images, pictures

router = APIRouter(prefix="/v1", tags=["walls"])


async def shown_layouts(caller: Annotated[Caller, Depends(caller_of)]) -> Caller:
    """Who is shown layouts at all; others get 403."""
    if not caller.scope.rights.sees("layout"):
        raise ProblemError(403, "forbidden", "this role is shown no layouts")
    return caller


Sending = Annotated[Caller, Depends(having(Right.SEND_PICTURES))]
Reading = Annotated[Caller, Depends(shown_layouts)]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
TYPES = ("image/png", "image/jpeg")


def _content() -> dict[str, Any]:
    """A picture, as OpenAPI tells it."""
    return {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in TYPES}}


@router.put(
    "/layout-pictures/{sha256}",
    status_code=204,
    responses=documented(400, 401, 403, 409, 413, 415, 422, 507),
    openapi_extra={"requestBody": {"required": True, **_content()}},
)
async def put_picture(request: Request, _caller: Sending, sha256: Digest) -> None:
    """Keep a picture for layouts: a PNG or JPEG of at most 8 MiB, 8192 px a side and 40 million pixels, whose SHA-256
    is the one in the path. Sent again it stays as it is; without a saved layout that names it, it goes after a week.
    """
    told = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if told not in TYPES:
        raise ProblemError(415, "not-picture", "a layout's picture is image/png or image/jpeg")
    content = await _bounded(request)
    ledger: Ledger = request.app.state.ledger
    await run_in_threadpool(_keep, ledger, sha256, told, content)


def _keep(ledger: Ledger, digest: str, told: str, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != digest:
        raise ProblemError(409, "wrong-digest", "these bytes have another SHA-256 than the path says")
    try:
        found = images.media_type(content)
    except images.BadPictureError as error:
        raise ProblemError(422, "not-picture", str(error)) from error
    if found != told:
        raise ProblemError(415, "not-picture", f"these bytes are {found}")
    if not pictures.keep(ledger, digest, found, content, at_ms=now_ms()):
        raise ProblemError(507, "no-room", "the pictures of all layouts together take as much as they may")


async def _bounded(request: Request) -> bytes:
    """The body, never more of it than a picture may have. Raises `ProblemError` too-large."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > pictures.MOST_BYTES:
            raise ProblemError(413, "too-large", f"a layout's picture may have {pictures.MOST_BYTES} bytes")
    return bytes(content)


@router.get(
    "/layout-pictures/{sha256}",
    response_class=Response,
    responses={200: {"description": "The picture", **_content()}, 304: {"description": "It is here"},
               **documented(401, 403, 404, 422)},
)  # fmt: skip
def get_picture(
    request: Request, _caller: Reading, sha256: Digest,
    if_none_match: Annotated[str | None, Header(max_length=200)] = None,
) -> Response:  # fmt: skip
    """A picture of a layout. Its digest is its ETag, so that one can also ask whether it is here."""
    ledger: Ledger = request.app.state.ledger
    etag = f'"{sha256}"'
    headers = {
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    if if_none_match is not None and etag in if_none_match and pictures.is_kept(ledger, sha256):
        return Response(status_code=304, headers=headers)
    found = pictures.find(ledger, sha256)
    if found is None:
        raise ProblemError(404, "not-found", "nobody sent this picture, or no layout named it for a week")
    return Response(found.content, media_type=found.media_type, headers=headers)
