"""Evidence: registered by the device that took it, its file sent in pieces, looked at for a reason that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import WithJsonSchema

from backend.base.problems import ProblemError, documented
from backend.evidence.register import Register
from backend.evidence.store import EvidenceStore
from backend.evidence.telling import Asked
from backend.people.callers import having
from backend.people.roles import Caller
from contract.evidence import (
    FILE_MOST_BYTES,
    PIECE_BYTES,
    EvidenceIn,
    EvidenceList,
    EvidenceOut,
    HoldIn,
    LookIn,
    Looks,
    ReceiptList,
    ServerKey,
)
from contract.instants import parse_ms
from contract.roles import Right
from contract.wire import Key, Word

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])
Taking = Annotated[Caller, Depends(having(Right.SAVE_EVIDENCE))]
Opening = Annotated[Caller, Depends(having(Right.OPEN_EVIDENCE))]
Seeing = Annotated[Caller, Depends(having(Right.SEE_EVIDENCE))]
Deciding = Annotated[Caller, Depends(having(Right.OFFICER))]
DIGEST = r"^[0-9a-f]{64}$"
Digest = Annotated[str, Path(pattern=DIGEST)]
When = Annotated[str | None, Query(max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})]
CAMERAS_MOST = 50
MEDIA: Mapping[str, str] = MappingProxyType({"still": "image/png", "clip": "video/mp4"})
"""Of a file, by the kind of its piece."""
Number = Annotated[int, Path(ge=0, lt=FILE_MOST_BYTES // PIECE_BYTES)]


def _binary(*kinds: str) -> dict[str, Any]:
    """Bytes of these media types, as OpenAPI tells them."""
    return {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}


def _store(request: Request) -> EvidenceStore:
    found: EvidenceStore = request.app.state.evidence
    return found


def _register(request: Request) -> Register:
    return _store(request).register


def _ms(text: str | None, field: str) -> int | None:
    """Raises `ProblemError` bad-instant."""
    try:
        return None if text is None else max(0, min(parse_ms(text), 2**53))
    except (ValueError, OverflowError) as error:
        raise ProblemError(422, "bad-instant", f"{field} is not an ISO 8601 instant with its offset") from error


@router.post("", responses=documented(400, 401, 403, 413, 422, 503))
def register(request: Request, caller: Taking, body: EvidenceIn) -> EvidenceOut:
    """Write down a manifest that the device signed; the answer has the server's receipt. Again it is answered as
    before, so that a device may ask until it has heard."""
    return _register(request).register(caller, body)


@router.get("", responses=documented(401, 403, 404, 422))
def pieces(
    request: Request, caller: Seeing, *, incident: Annotated[Key | None, Query()] = None,
    camera: Annotated[list[Key], Query(max_length=CAMERAS_MOST)] = [],  # noqa: B006 - FastAPI copies it
    device: Annotated[Word | None, Query()] = None, kind: Annotated[Literal["still", "clip"] | None, Query()] = None,
    held: bool = False, since: When = None, until: When = None,
    before: Annotated[str | None, Query(pattern=DIGEST)] = None,
) -> EvidenceList:  # fmt: skip
    """What was registered, the newest first: of an incident, of cameras, of a device, of a kind, of a while, only what
    is held; `before` a piece that is known: older ones. To who is narrowed to areas, what was taken there."""
    asked = Asked(
        incident or "", camera, device or "", kind or "", held, _ms(since, "since"), _ms(until, "until"), before or ""
    )
    return _register(request).about(caller, asked)


@router.get("/key", responses=documented(401, 403, 503))
def server_key(request: Request, _caller: Taking) -> ServerKey:
    """The public key that receipts are checked with."""
    return ServerKey(key=_register(request).keys.public)


@router.get("/receipts", responses=documented(401, 403, 422))
def receipts(request: Request, _caller: Seeing, device: Annotated[Word, Query()]) -> ReceiptList:
    """Every receipt of a device: whatever of these is not in its folder was removed from it."""
    return ReceiptList(receipts=_register(request).of_device(device))


@router.get("/{digest}", responses=documented(401, 403, 404, 422))
def piece(request: Request, caller: Taking, digest: Digest) -> EvidenceOut:
    """How it is with one."""
    return _register(request).one(digest, caller)


@router.put(
    "/{digest}/pieces/{number}",
    responses=documented(400, 401, 403, 404, 409, 410, 413, 422, 503),
    openapi_extra={"requestBody": {"required": True, "content": _binary("application/octet-stream")}},
)
async def put_piece(request: Request, caller: Taking, digest: Digest, number: Number) -> EvidenceOut:
    """Send the next piece of the file: 1 MiB, the last one shorter. `pieces` tells where to go on."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > PIECE_BYTES:
            raise ProblemError(413, "too-large", f"a piece has {PIECE_BYTES} bytes at most")
    if not content:
        raise ProblemError(422, "wrong-digest", "a piece has a byte at least")
    store = _store(request)
    await run_in_threadpool(store.take, caller, digest, number, bytes(content))
    return await run_in_threadpool(_register(request).one, digest)


@router.post(
    "/{digest}/looks",
    response_class=Response,
    responses={
        200: {"description": "The file", "content": _binary(*MEDIA.values())},
        **documented(400, 401, 403, 404, 410, 413, 422),
    },
)
def look(request: Request, caller: Opening, digest: Digest, body: LookIn) -> Response:
    """The file, for a reason: who asked, when and why is written down before a byte of it is sent."""
    kind, content = _store(request).look(caller, digest, body.why)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(content, media_type=MEDIA[kind], headers=headers)


@router.get("/{digest}/looks", responses=documented(401, 403, 404, 422))
def looks(request: Request, caller: Seeing, digest: Digest) -> Looks:
    """Who saw, held or let go of it, and why."""
    return Looks(looks=_store(request).looks(caller, digest))


@router.put("/{digest}/hold", responses=documented(400, 401, 403, 404, 410, 413, 422))
def hold(request: Request, caller: Deciding, digest: Digest, body: HoldIn) -> EvidenceOut:
    """Keep the file past its retention, for a court or an inquiry, or let it go again."""
    _store(request).hold(caller, digest, body.why, held=body.held)
    return _register(request).one(digest)
