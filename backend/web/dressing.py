"""Stands around the pages: what every browser is told with each of them, and refusals in words instead of a document
for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.base.problems import MEDIA_TYPE
from backend.entrance.doorway import Doorway
from backend.web import words
from backend.web.templating import page

AGENCY, CITIZEN, COMMON = "/co-quan", "/phan-anh", "/trang"
"""What the addresses of the pages begin with."""
HEADERS: Mapping[str, str] = MappingProxyType({
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Without one a browser would not say from where a form comes (`backend.web.asking`).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
})  # fmt: skip
STRICT_TRANSPORT = "max-age=31536000"
KEPT = frozenset({"retry-after", "set-cookie", "connection", "x-request-id"})
"""Of a refusal's head what its page has as well."""
SIGN_IN_FIRST = frozenset({"no-token", "bad-token", "token-expired"})


def is_page(path: str) -> bool:
    """Whether an address is one of the pages."""
    return any(path == one or path.startswith(f"{one}/") for one in (AGENCY, CITIZEN, COMMON))


def is_secure(scope: Scope) -> bool:
    """Whether the browser came by TLS: to us, or to a proxy that we know."""
    if scope.get("scheme") == "https":
        return True
    doorway: Doorway = scope["app"].state.doorway
    client = scope.get("client")
    told = Headers(scope=scope).get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    return told == "https" and doorway.sources.is_proxy(str(client[0]) if client else "")


class Dressing:
    """Around all others; what is no page goes through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        head: Message | None = None
        body = bytearray()

        async def told(message: Message) -> None:
            nonlocal head
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith(MEDIA_TYPE):
                    head = message
                    return
                headers.update(_headers(scope))
            elif head is not None:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _refusal(scope, head, bytes(body))(scope, receive, send)
                return
            await send(message)

        await self._app(scope, receive, told)


def _headers(scope: Scope) -> dict[str, str]:
    return dict(HEADERS) | ({"Strict-Transport-Security": STRICT_TRANSPORT} if is_secure(scope) else {})


def _refusal(scope: Scope, head: Message, body: bytes) -> Response:
    """The page that tells of a refusal; whoever only has to sign in is sent there."""
    request, told = Request(scope), _understood(body)
    code, status = str(told.get("code") or ""), int(head["status"])
    if code in SIGN_IN_FIRST and request.method in {"GET", "HEAD"} and request.url.path != f"{AGENCY}/":
        answer: Response = RedirectResponse(f"{AGENCY}/", 303)
    else:
        home = CITIZEN if request.url.path.startswith(CITIZEN) else AGENCY
        answer = page("problem", status, text=words.problem(code), home=f"{home}/", is_agency=home == AGENCY)
    sent = Headers(raw=head["headers"])
    for name in KEPT & set(sent.keys()):
        answer.headers[name] = sent[name]
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.update(_headers(scope))
    return answer


def _understood(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
