"""For balancers, Prometheus and people who look after a server: is it alive, is it ready, how does it do.

No part of the contract with consoles, and not in its description: another backend may have other ones, or none.
"""

from __future__ import annotations

import contextlib

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.feeds.lags import feed_lags
from backend.operations.messages import say
from backend.operations.metrics import CONTENT_TYPE, Scrape
from backend.operations.operations import Operations
from backend.operations.readiness import is_ready
from backend.people.callers import Credentials, caller_of, token_of
from backend.people.roles import Right
from backend.routes.request_log import RequestLog

router = APIRouter(include_in_schema=False)
NO_STORE = "no-store"


def watch(app: FastAPI, operations: Operations) -> None:
    """Let every request of `app` have its name and be counted, and let it answer those who look after it."""
    app.include_router(router)
    app.add_middleware(RequestLog, metrics=operations.metrics, draining=operations.draining)
    app.state.operations = operations


@router.get("/livez")
async def alive(request: Request) -> Response:
    """That the loop answers, whatever else is away: who does not say so has to be started anew."""
    operations: Operations = request.app.state.operations
    text = say(operations.readiness.lang, "loop_ok")
    return JSONResponse({"status": "alive", "text": text}, headers={"Cache-Control": NO_STORE})


@router.get("/readyz")
async def ready(request: Request) -> Response:
    """200 where requests may come, else 503; each check with its state and a sentence. Nothing of it is secret."""
    operations: Operations = request.app.state.operations
    checks = await operations.readiness.look()
    all_well = is_ready(checks)
    body = {
        "status": "ready" if all_well else "not ready",
        "server_time": iso(now_ms()),
        "checks": [{"name": one.name, "state": one.state, "text": one.text} for one in checks],
    }
    return JSONResponse(body, 200 if all_well else 503, {"Cache-Control": NO_STORE})


@router.get("/metrics")
async def metrics(request: Request, credentials: Credentials) -> Response:
    """In Prometheus' text format, for its own token, an allowed network, or an admin."""
    operations: Operations = request.app.state.operations
    peer = request.client.host if request.client is not None else ""
    bearer = credentials.credentials if credentials is not None else ""
    if not operations.scraping.allows(peer, request.headers, bearer):
        await _only_admin(request, credentials)
    readiness = operations.readiness
    checks = await readiness.look()
    lags: dict[str, float] = {}
    if readiness.newest is not None:
        with contextlib.suppress(SQLAlchemyError):
            lags = await run_in_threadpool(feed_lags, request.app.state.ledger)
    told = Scrape(checks, readiness, readiness.standing(), lags, operations.metrics.outbox_ages)
    return Response(operations.metrics.text(told), headers={"Cache-Control": NO_STORE}, media_type=CONTENT_TYPE)


async def _only_admin(request: Request, credentials: Credentials) -> None:
    caller = await caller_of(request, credentials, await token_of(credentials))
    if not caller.may(Right.ADMINISTER):
        raise ProblemError(403, "forbidden", "metrics are for an admin, or for the token of the configuration")
