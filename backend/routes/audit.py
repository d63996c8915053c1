"""The audit: where it stands, for every console to keep; and its lines, for who may read them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import WithJsonSchema

from backend.audit import exporting, reading
from backend.audit.auditing import Auditing
from backend.audit.checkpoints import newest_head
from backend.audit.lines import note
from backend.audit.reading import AT_THE_END
from backend.base.clock import iso
from backend.base.problems import ProblemError, documented
from backend.ledger.ledger import Ledger
from backend.people.callers import Caller, Right, caller_of, having
from contract.audit_wire import AuditLineOut, AuditPage, HeadAnswer, HeadOut
from contract.instants import parse_ms

EXPORTED = "application/jsonl"
PART_BYTES = 2**16
router = APIRouter(prefix="/v1/audit", tags=["audit"])
SignedIn = Annotated[Caller, Depends(caller_of)]
Asking = Annotated[Caller, Depends(having(Right.AUDIT))]
Word = Annotated[str, Query(max_length=170, pattern=r"^[^\x00]*$")]
When = Annotated[
    str | None, Query(max_length=40), WithJsonSchema({"type": "string", "format": "date-time"})
]  # fmt: skip


@router.get("/head", responses=documented(401, 422))
def head(request: Request, _caller: SignedIn, since: Annotated[int, Query(ge=0, le=2**53)] = 0) -> HeadAnswer:
    """Where the audit stands, signed, and the way to it from line `since`: who has kept the hash of that line comes to
    the head by the digests, or this is another past than the one that was kept."""
    ledger: Ledger = request.app.state.ledger
    with ledger.engine.connect() as connection:
        found, word, links = reading.way(connection, since)
    told = HeadOut(**vars(found)) if found is not None else None
    return HeadAnswer(head=told, since=word, links=links)


@router.get("/lines", responses=documented(401, 403, 422))
def lines(
    request: Request, caller: Asking, *, before: Annotated[int, Query(ge=1, le=AT_THE_END)] = AT_THE_END,
    limit: Annotated[int, Query(ge=1, le=500)] = 100, who: Word = "", device: Word = "", kind: Word = "",
    about: Word = "", since: When = None, until: When = None,
) -> AuditPage:  # fmt: skip
    """Who did what, the newest first: of a person, a device, a kind, a target such as `incident:ID`, a while. Reading
    it is written down as well."""
    ledger: Ledger = request.app.state.ledger
    asked = reading.Asked(before, limit, who, device, kind, about, _instant(since, "since"), _instant(until, "until"))
    with ledger.engine.connect() as connection:
        found, signed = reading.lines(connection, asked), newest_head(connection)
    told = [AuditLineOut(**{name: line[name] for name in AuditLineOut.model_fields}) for line in found]
    more = told[-1].number if len(told) == limit else None
    return AuditPage(lines=told, next_before=more, proven=signed.number if signed is not None else 0)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={
        200: {"description": "JSON lines, the signature as the last", "content": {EXPORTED: {}}},
        **documented(401, 403, 409),
    },
)
def export(request: Request, caller: Asking) -> StreamingResponse:
    """All lines, each action beside its own, signed by the server's audit key (`backend audit verify --file`)."""
    auditing: Auditing = request.app.state.auditing
    if auditing.key is None:
        raise ProblemError(409, "no-audit-key", "the server was given no key to sign with")
    with auditing.ledger.aside() as connection:
        note(connection, "audit-exported", caller.id, caller.device_id)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed once it was sent
    with auditing.ledger.at_one_moment() as connection:
        exporting.write(connection, file, auditing.key)
    file.seek(0)
    return StreamingResponse(_parts(file), media_type=EXPORTED)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(PART_BYTES):
            yield part


def _instant(text: str | None, field: str) -> str:
    """An instant as lines write it. Raises `ProblemError` bad-instant."""
    if text is None:
        return ""
    try:
        return iso(parse_ms(text))
    except (ValueError, OverflowError, OSError) as error:
        raise ProblemError(422, "bad-instant", f"{field} is not an ISO 8601 instant with its offset") from error
