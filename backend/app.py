"""Builds the application from a ledger: routes, problems, a cap on bodies, documentation."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.actions.log import ActionLog
from backend.base.clock import now_ms
from backend.base.problems import Problem, install, response
from backend.feeds.reports import Reports
from backend.incidents import reveal
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.people.auth import Accounts
from backend.plans.scribe import Scribe
from backend.ptz.camera_access import NO_ACCESS, CameraAccess, streams_of
from backend.ptz.gateway import Gateway
from backend.ptz.unfinished import Unfinished
from backend.routes import pictures as routes_pictures
from backend.routes import ptz as routes_ptz
from backend.routes import sign_in as routes_sign_in
from backend.routes import sync as routes_sync
from backend.routes import walls as routes_walls
from backend.routes import write as routes_write
from backend.rules import ARCHIVES, RULES
from backend.walls import pictures
from backend.walls.actual import Actual
from backend.walls.recorder import Recorder
from contract.published import published

ROUTERS = (
    reveal.router, routes_sign_in.router, routes_sync.router, routes_write.router, routes_ptz.router,
    routes_walls.router, routes_pictures.router,
)  # fmt: skip
MAX_BODY_BYTES = 8 * 2**20
FORGET_EVERY_S = 24 * 3600.0
LOOK_EVERY_S = 60.0
DESCRIPTION = "The contract between the console and a city's backend. Errors are RFC 9457 problem documents."


class _BodyCap:
    """Refuses a body over `MAX_BODY_BYTES` while it arrives, so that nobody fills the memory.

    FastAPI's own `max_body_size` (0.165) answers whoever tells the length beforehand in plain text, and no handler is
    asked; the contract promises a problem document.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            # For the application the client is gone; the client gets its answer below.
            return {"type": "http.disconnect"} if seen > MAX_BODY_BYTES else message

        async def told(message: Message) -> None:
            nonlocal started
            if seen <= MAX_BODY_BYTES or started:
                started = True
                await send(message)

        with contextlib.suppress(ClientDisconnect):
            await self._app(scope, counted, told)
        if seen > MAX_BODY_BYTES and not started:
            await response(413, "too-large", f"a body may have {MAX_BODY_BYTES} bytes")(scope, receive, send)


async def _look_for_silence(reports: Reports, scribe: Scribe) -> None:
    """Let the logs of the shift and of the plans that run tell of what did not come."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await asyncio.to_thread(reports.look)
        await asyncio.to_thread(lambda: scribe.look(reports.shift_log.silent()))


async def _forget_daily(ledger: Ledger, recorder: Recorder) -> None:
    """Drop removals that outlived the promise made to cursors, what the recording of walls need not keep, and pictures
    that no layout names."""
    while True:
        await asyncio.to_thread(ledger.forget_removals)
        await asyncio.to_thread(recorder.forget, now_ms())
        await asyncio.to_thread(pictures.forget, ledger, now_ms())
        await asyncio.sleep(FORGET_EVERY_S)


def _gateway(ledger: Ledger, access: CameraAccess, unfinished: Unfinished) -> Gateway:
    def streams(camera_id: str) -> tuple[str, ...]:
        found = ledger.current("camera", camera_id)
        return () if found is None else streams_of(found[1])

    return Gateway(access, streams=streams, mark=unfinished.mark)


def build(
    ledger: Ledger,
    access: CameraAccess = NO_ACCESS,
    oldest_schema: int = SCHEMA_VERSION,
    life_cycles: LifeCycles | None = None,
) -> FastAPI:
    """The application over `ledger`, with what the server alone knows of the cameras.

    Consoles of a schema before `oldest_schema` may deliver what they have saved, and read no more. With `life_cycles`
    incidents go the way that the city lays down; without, the contract's merge rules alone hold.
    """
    unfinished = Unfinished(ledger)
    gateway = _gateway(ledger, access, unfinished)
    reports = Reports(ledger)
    scribe = Scribe(ledger)
    ledger.follow = scribe.follow
    recorder = Recorder(ledger)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        ledger.wakeups.attach(asyncio.get_running_loop())
        gateway.resume(unfinished.cameras())
        beside = [
            asyncio.create_task(_forget_daily(ledger, recorder)),
            asyncio.create_task(_look_for_silence(reports, scribe)),
        ]
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            await asyncio.to_thread(gateway.close)
            await asyncio.to_thread(recorder.flush)

    app = FastAPI(
        title="IOC Console backend",
        version="1.0.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    accounts = Accounts(ledger)
    app.state.ledger, app.state.reports = ledger, reports
    app.state.oldest_schema = oldest_schema
    app.state.accounts = accounts
    rules = life_cycles.over(RULES) if life_cycles is not None else RULES
    app.state.action_log = ActionLog(ledger, accounts, rules, ARCHIVES)
    app.state.camera_access = access
    app.state.ptz = gateway
    app.state.recorder = recorder
    app.state.actual = Actual()
    for router in ROUTERS:
        app.include_router(router)
    app.add_middleware(_BodyCap)
    install(app)
    app.add_exception_handler(405, _on_method)
    _document(app)
    return app


async def _on_method(request: Request, _error: Exception) -> Response:
    """Name all methods of a path: the framework knows those of its first route alone."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, Route)]
    matching = (route for route in routes if route.path_regex.match(request.url.path))
    allowed = sorted({method for route in matching for method in route.methods or ()})
    return response(405, "method-not-allowed", "Method Not Allowed", {"Allow": ", ".join(allowed or ["GET"])})


def _document(app: FastAPI) -> None:
    """Put the problem schema into the published description; FastAPI's own error shape is never sent and goes."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = plain()
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = Problem.model_json_schema()
            schemas |= published()
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
