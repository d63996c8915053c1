"""Before any route: who sends a body is known before it is read, and how large and how slow it may be.

A request that has no body goes on at once; its route asks who it comes from. What is refused here is answered unread,
and its connection ends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from types import MappingProxyType
from typing import TypeVar

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.base.problems import ProblemError, response
from backend.entrance.bodies import CALLER
from backend.entrance.caps import Cap, cap_of
from backend.entrance.connections import Visitor
from backend.entrance.doorway import LARGE, Doorway
from backend.entrance.line import VISITOR
from backend.entrance.turns import too_many
from backend.feeds.sources import Sources
from backend.people.accounts import Accounts
from backend.people.callers import address_of, token_in
from backend.people.roles import Caller
from contract.proof import HEADER, SCHEME

BODY_S, BODY_A_SECOND = 20.0, 64_000
"""How long a body may take: so many seconds, and one more for each of so many bytes."""
TOO_MUCH, REST_S = frozenset({429, 503}), 1.0
"""Answers after which a connection without a token rests: they come at once, the next question does not."""
T = TypeVar("T")
CLOSE: Mapping[str, str] = MappingProxyType({"Connection": "close"})


def watch_over(app: FastAPI) -> None:
    """Let every request of `app` come through its entrance, which is that of anybody until a server brings its own
    (`app.state.doorway`)."""
    app.state.doorway = Doorway()
    app.add_middleware(Entrance)


class Entrance:
    """Stands before all routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asking = _Asking(scope, headers)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                asking.answered(message["status"])
                MutableHeaders(scope=message)["Cache-Control"] = "no-store"
            await send(message)

        try:
            await asking.check()
            async with asking.room():
                await _Body(self._app, asking).pass_on(scope, receive, told)
        except ProblemError as problem:
            ending = CLOSE if asking.has_body else {}
            answer = response(problem.status, problem.code, problem.detail, {**problem.headers, **ending})
            await answer(scope, receive, told)


class _Asking:
    """One request, as its head tells of it."""

    def __init__(self, scope: Scope, headers: Headers) -> None:
        state = scope["app"].state
        self._doorway: Doorway = state.doorway
        self._accounts: Accounts = state.accounts
        self._feeds: Sources = state.feeds
        self._visitor: Visitor | None = scope.get("state", {}).get(VISITOR)
        self._source = self._doorway.sources.of_request(scope)
        self._token = headers.get("authorization", "").partition(" ")[2].strip()
        self._request, self._proofs = Request(scope), headers.getlist(HEADER)
        self.cap = cap_of(scope["path"])
        if self.cap.of_page:
            self._token = token_in(self._request)
        length = headers.get("content-length", "")
        self.announced = int(length) if length.isdecimal() else None
        """Bytes of the body; None where that was not said."""
        self.has_body = bool(self.announced) or "transfer-encoding" in headers

    async def check(self) -> None:
        """Raise `ProblemError` where the body shall not be read, or who asks has asked too often."""
        if not self._token or (self.cap.of_page and self._accounts.known(self._token) is None):
            self._count()
        if not self.has_body:
            return
        if (self.announced or 0) > self.cap.most:
            raise too_large(self.cap)
        if self.cap.anonymous:
            return
        if not self._token:
            raise ProblemError(401, "no-token", "sign in first", {"WWW-Authenticate": SCHEME})
        if self.cap.of_source:
            await self._check_source()
            return
        found = self._accounts.known(self._token)
        if found is None:
            with self._doorway.look_ups.one(self._source):
                found = await self._look_up(self._accounts.caller)
        if self._size > LARGE and not self.cap.of_page:
            if found.key:
                self._check_proof(found)
            self._request.scope.setdefault("state", {})[CALLER] = found

    async def _check_source(self) -> None:
        """A source's credential holds, or nothing of its report is read."""
        with self._doorway.look_ups.one(self._source):
            await self._look_up(self._feeds.credentials.scope_of)
        if self._visitor is not None:
            self._doorway.connections.known(self._visitor)

    async def _look_up(self, whose: Callable[[str], T]) -> T:
        try:
            return await run_in_threadpool(whose, self._token)
        except ProblemError:
            self._count()
            raise

    def _check_proof(self, found: Caller) -> None:
        """A stolen token alone sends nothing large. The proof is not spent yet: the route asks for it as ever."""
        proofs = self._accounts.proofs
        proof = proofs.looked(self._proofs, self._request.method, address_of(self._request), self._token)
        if proof.thumbprint != found.key:
            raise proofs.refusal(401, "bad-proof", "the token is bound to another key")

    @property
    def _size(self) -> int:
        """Of a body whose length is not told it is as if it were the longest."""
        return self.cap.most if self.announced is None else self.announced

    def _count(self) -> None:
        """One request more that nobody answers for."""
        wait_s = self._doorway.nameless_rate.take(self._source)
        if wait_s:
            raise too_many(wait_s)

    def room(self) -> AbstractAsyncContextManager[None]:
        """For the body, until it is dealt with."""
        is_large = self.has_body and self._size > LARGE
        room = self._doorway.pages_room if self.cap.of_page else self._doorway.room
        return room.taken(self._source, self._size) if is_large else nullcontext()

    def answered(self, status: int) -> None:
        """Its token holds, if it was found a moment ago. A stranger who asked for too much is heard again later."""
        if self._visitor is None or self._visitor.is_known:
            return
        if self._token and self._accounts.known(self._token) is not None:
            self._doorway.connections.known(self._visitor)
        elif status in TOO_MUCH:
            self._visitor.rest_s = REST_S


class _Body:
    """Lets a body through as long as it has few enough bytes and comes fast enough; else the application hears that
    the client is gone, and the client its answer."""

    def __init__(self, app: ASGIApp, asking: _Asking) -> None:
        self._app = app
        self._cap = asking.cap
        self._announced = asking.announced
        self._seen = 0
        self._refused: ProblemError | None = None
        self._is_whole = not asking.has_body

    async def pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application. Raises `ProblemError` too-large, too-slow where it has not answered."""
        expected = self._cap.most if self._announced is None else self._announced
        due = asyncio.get_running_loop().time() + BODY_S + expected / BODY_A_SECOND
        started = False

        async def counted() -> Message:
            if self._is_whole:
                return await receive()
            try:
                async with asyncio.timeout_at(due):
                    message = await receive()
            except TimeoutError:
                self._refused = ProblemError(408, "too-slow", "the body did not come in time")
                return {"type": "http.disconnect"}
            self._seen += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._seen > self._cap.most:
                self._refused, self._is_whole = too_large(self._cap), True
            return {"type": "http.disconnect"} if self._refused else message

        async def told(message: Message) -> None:
            nonlocal started
            if self._refused is None or started:
                if not started and not self._is_whole:
                    MutableHeaders(scope=message).update(CLOSE)  # nobody reads the rest of it
                started = True
                await send(message)

        with contextlib.suppress(ClientDisconnect):
            await self._app(scope, counted, told)
        if self._refused is not None and not started:
            raise self._refused


def too_large(cap: Cap) -> ProblemError:
    """The refusal of a body over what is allowed there."""
    return ProblemError(413, "too-large", f"a body may have {cap.most} bytes here")
