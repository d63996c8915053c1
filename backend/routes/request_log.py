"""What is the same for every request: its name, the nonce of the next proof, how long it took, what it came to, and no
fault without an answer."""

from __future__ import annotations

import logging
import time
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.base import request_id
from backend.base.problems import response
from backend.operations.draining import Draining
from backend.operations.metrics import Metrics
from contract.proof import HEADER, NONCE_HEADER

_log = logging.getLogger(__name__)
STREAM, CHANGES = "/v1/sync/stream", "/v1/sync/changes"
UNKNOWN = "none"
"""The route of what no route answers: addresses that anybody makes up would be metrics without end."""

GONE = "gone"
"""The status of a request whose client went away before its answer."""


class RequestLog:
    """Stands around all the others."""

    def __init__(self, app: ASGIApp, metrics: Metrics, draining: Draining) -> None:
        self._app = app
        self._metrics = metrics
        self._draining = draining

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope)
        name = request_id.taken(sent.get(request_id.HEADER, ""))
        before = request_id.current.set(name)
        state = _waits(scope)
        if state:
            self._metrics.consoles.labels(state).inc()
        began, status = time.monotonic(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[request_id.HEADER] = name
                if HEADER in sent:
                    headers[NONCE_HEADER] = scope["app"].state.accounts.proofs.nonce
                if self._draining.begun:
                    headers["Connection"] = "close"  # the next request goes to another server
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception:
            _log.exception("no answer to %s %s", scope["method"], _route(scope))
            if status:
                raise  # half an answer is none: the connection is cut
            detail = "the server failed at this request; its log says why under the id of the request"
            await response(500, "internal-server-error", detail)(scope, receive, told)
        finally:
            self._count(scope, state, status, time.monotonic() - began)
            if state:
                self._metrics.consoles.labels(state).dec()
            request_id.current.reset(before)

    def _count(self, scope: Scope, state: str, status: int, seconds: float) -> None:
        route, method = _route(scope), scope["method"] if _route(scope) != UNKNOWN else "ANY"
        if state == "long_poll":
            route += "?wait"
        self._metrics.requests.labels(route, method, f"{status // 100}xx" if status else GONE).inc()
        if state != "stream":
            self._metrics.request_seconds.labels(route, method).observe(seconds)
        _log.info("%s %s %s %.3f s", method, route, status, seconds)


def _route(scope: Scope) -> str:
    """The route's own path, such as `/v1/cameras/{camera_id}/ptz/move`."""
    return getattr(scope.get("route"), "path", UNKNOWN)


def _waits(scope: Scope) -> str:
    """`stream` or `long_poll` for what a console holds open; empty for all else."""
    if scope["path"] == STREAM:
        return "stream"
    if scope["path"] != CHANGES:
        return ""
    wait = parse_qs(scope["query_string"].decode("latin-1")).get("wait", ["0"])[0]
    return "long_poll" if wait.strip("0.") else ""
