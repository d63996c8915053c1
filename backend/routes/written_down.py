"""What requests do beside actions is written down, and who is refused: who it was, from where, what, and why not."""

from __future__ import annotations

import contextlib
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.audit.tally import Key, Tally
from backend.base import caller_address
from backend.base.problems import ProblemError, on_problem
from backend.entrance.doorway import Doorway
from backend.web.dressing import CITIZEN

REFUSALS = frozenset({401, 403, 429})
ROUTINE = frozenset({"no-token", "token-expired", "use-dpop-nonce"})
"""Refused each day to everybody who does nothing wrong."""
WORDS = 120
_CAMERA = "/v1/cameras/{camera_id}/ptz"
DONE = MappingProxyType({
    ("POST", f"{_CAMERA}/lease"): "camera-taken",
    ("DELETE", f"{_CAMERA}/lease"): "camera-given-back",
    ("POST", f"{_CAMERA}/move"): "camera-turned",
    ("POST", f"{_CAMERA}/preset"): "camera-turned",
    ("POST", f"{_CAMERA}/presets"): "camera-preset-saved",
    ("GET", "/v1/cameras/access"): "camera-access-told",
    ("PUT", "/v1/layout-pictures/{sha256}"): "picture-sent",
    ("POST", "/v1/feeds/records"): "reported",
    ("GET", "/v1/audit/lines"): "audit-read",
})  # fmt: skip
"""What is done by requests that are no actions: counted by person, address and camera, a line a minute at most."""


class WrittenDown:
    """Keeps where a request comes from at hand for whoever writes down what it does, and counts what no action tells
    of."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        source = _address(scope)
        before = caller_address.current.set(source)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                _count(scope, source)
            await send(message)

        try:
            await self._app(scope, receive, told)
        finally:
            caller_address.current.reset(before)


def _address(scope: Scope) -> str:
    """Where a request comes from, as far as the server's entrance believes it."""
    doorway: Doorway = scope["app"].state.doorway
    return doorway.sources.of_request(scope)[: caller_address.LONGEST]


def _count(scope: Scope, source: str) -> None:
    """Count a request that was answered well, where it did something that is not an action."""
    kind = DONE.get((scope["method"], getattr(scope.get("route"), "path", "")))
    if kind is None:
        return
    tally: Tally = scope["app"].state.tally
    who, camera = str(scope.get("state", {}).get("who", "")), scope.get("path_params", {}).get("camera_id", "")
    tally.add(Key(kind, who, source, f"camera:{camera}" if camera else ""))


def write_down(app: FastAPI) -> None:
    """Let every refusal of `app` be written down."""
    app.add_middleware(WrittenDown)
    app.add_exception_handler(ProblemError, _on_problem)


def _told_path(request: Request) -> str:
    """Where it was asked. Of the server's own pages the address may be a code that opens something: it is not kept."""
    path = request.url.path
    return str(getattr(request.scope.get("route"), "path", CITIZEN)) if path.startswith(CITIZEN) else path


async def _on_problem(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, ProblemError) and error.status in REFUSALS and error.code not in ROUTINE:
        tally: Tally = request.app.state.tally
        # Whoever asks says who they are: until proven it is a claim, and no longer than a name is.
        who = str(getattr(request.state, "who", ""))[:64]
        what = {"code": error.code, "method": request.method, "path": _told_path(request)[:WORDS]}
        with contextlib.suppress(SQLAlchemyError):  # a database that is away refuses nobody by itself
            device = str(getattr(request.state, "device", ""))[:64]
            await run_in_threadpool(tally.refused, Key("refused", who, _address(request.scope)), device, what)
    return await on_problem(request, error)
