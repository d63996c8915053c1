"""How large a body may be, held while it arrives."""

from __future__ import annotations

import contextlib

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.base.problems import response

MAX_BODY_BYTES = 8 * 2**20


class BodyCap:
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
