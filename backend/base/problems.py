"""Problem documents (RFC 9457): one shape for everything that is refused, by whoever refuses it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from starlette.exceptions import HTTPException

from backend.base import request_id

_log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_NAMES = MappingProxyType({413: "Content Too Large", 416: "Range Not Satisfiable", 422: "Unprocessable Content"})

TOO_OFTEN = 429
DATABASE_RETRY_S = 5
"""When to come again while the database is away: a failover takes some ten seconds, and all desks come at once."""


class Problem(BaseModel):
    """What is wrong, for people (`title`, `detail`) and for programs (`code`, which never changes)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str = ""


class ProblemError(Exception):
    """Raised anywhere below a route; becomes a problem document with `status` and `code`."""

    def __init__(
        self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        super().__init__(detail or code)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more
        """Fields of the problem for programs, such as which records it is about."""


def document(status: int, code: str, detail: str = "") -> dict[str, Any]:
    """A problem as plain data."""
    return Problem(
        type=f"urn:ioc:problem:{code}", title=code.replace("-", " "), status=status, code=code, detail=detail
    ).model_dump()


def response(
    status: int, code: str, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> JSONResponse:
    """A problem as an answer; `more` are fields of it for programs. It names the request that it answers."""
    named = {"request_id": request_id.current.get()} if request_id.current.get() else {}
    told = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse({**document(status, code, detail), **named, **more}, status, told, MEDIA_TYPE)


async def on_problem(_request: Request, error: Exception) -> JSONResponse:
    """The answer to a `ProblemError`."""
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for this type alone
    return response(error.status, error.code, error.detail, error.headers, **error.more)


async def _on_http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type alone
    code = phrase(error.status_code).lower().replace(" ", "-")
    return response(error.status_code, code, str(error.detail), error.headers)


async def _on_invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type alone
    faults = error.errors()[:5]
    where = "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in faults)
    return response(422, "invalid-request", where[:2000])


async def _on_database(_request: Request, error: Exception) -> JSONResponse:
    """The database is away, busy for too long, or was taken away in the middle: nobody knows whether it was done."""
    assert isinstance(error, DBAPIError | NoConnectionError)  # noqa: S101 - registered for these types alone
    if isinstance(error, DBAPIError) and not (
        error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    ):
        raise error  # a fault of ours
    _log.warning("the database is away or busy (%s)", type(getattr(error, "orig", None) or error).__name__)
    return response(
        503, "database-away", "the server cannot reach its database now; the same again in a while",
        {"Retry-After": str(DATABASE_RETRY_S)},
    )  # fmt: skip


def install(app: FastAPI) -> None:
    """Let every refusal of `app` be a problem document."""
    app.add_exception_handler(ProblemError, on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(DBAPIError, _on_database)
    app.add_exception_handler(NoConnectionError, _on_database)


def phrase(status: int) -> str:
    """What a status is called, by RFC 9110 and on every Python: 3.13 renamed some, and codes are made of them."""
    return _NAMES.get(status) or HTTPStatus(status).phrase


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route that can refuse with `statuses`, and as any: who asks too often hears so at each."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": phrase(status), "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted({*statuses, TOO_OFTEN})
    }
