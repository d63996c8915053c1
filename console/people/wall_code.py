"""How a wall comes in that nobody gave a token: it shows a code, somebody types it at the city's identity provider.

The server asks the provider (RFC 8628; `backend.people.wall_codes` there) and is asked by us, as often as it says:
more seldom from the moment on when it says so, and ever more seldom while it does not answer. Each question proves this
device's key, which the token is bound to in the end.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError

from console.base.errors import LinkError, SignInError
from console.base.server_time import boot_s
from console.net.api import Api
from console.records.models import Actor
from contract.provider import WallCodeAnswer, WallCodeIn, WallCodeOut, WallCodePoll
from contract.signing_in import SignedIn
from contract.wire import Strict

_log = logging.getLogger(__name__)
T = TypeVar("T")
_Answer = TypeVar("_Answer", WallCodeOut, WallCodeAnswer)
SLOWEST_S = 60.0
"""No longer than this is waited for a server that does not answer."""


class People(Protocol):
    """What is needed of `console.people.sign_in.SignIn`."""

    async def let_in(self, told: SignedIn) -> Actor:
        """Become whom the server let in."""


class Call(Protocol):
    """Asks the server on a net thread (`console.net.connection`)."""

    def __call__(self, work: Callable[[Api], T]) -> Awaitable[T]:
        """What it answers. Raises `LinkError`, `SignInError`."""


@dataclass(frozen=True)
class Shown:
    """What stands on the wall: the code, where it is typed, and until when it is good (s since the machine began)."""

    user_code: str
    address: str
    until_s: float


class CodeSignIn:
    """One node's. `pause` waits for so many seconds, `clock_s` tells them."""

    def __init__(
        self,
        people: People,
        call: Call,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock_s: Callable[[], float] = boot_s,
    ) -> None:
        self.shown: Shown | None = None
        """What is to be shown now; None while there is no code."""
        self._people, self._call, self._pause, self._clock_s = people, call, pause, clock_s

    async def come_in(self, wall: str, node: str) -> Actor:
        """Show a code for this node until somebody has decided about it; who it is then.

        Raises `SignInError` code_expired, code_denied, not_a_wall and what else keeps this wall out; `LinkError` where
        the server could not be asked for a code.
        """
        try:
            asked = WallCodeIn(wall=wall, node=node)
        except ValidationError as error:
            raise SignInError("unknown_wall") from error
        told = await self._ask("", asked, WallCodeOut)
        self.shown = Shown(told.user_code, told.verification_uri, self._clock_s() + told.expires_in)
        try:
            return await self._people.let_in(await self._decided(told, self.shown.until_s))
        finally:
            self.shown = None

    async def _decided(self, code: WallCodeOut, until_s: float) -> SignedIn:
        wait_s = float(code.interval)
        while self._clock_s() + wait_s < until_s:
            await self._pause(wait_s)
            try:
                answer = await self._ask("/answer", WallCodePoll(handle=code.handle), WallCodeAnswer)
            except LinkError as error:
                _log.info("the server did not say what became of the code: %s", error.code)
                wait_s = max(error.retry_after_s or 0.0, min(wait_s * 2, SLOWEST_S))
                continue
            if answer.signed_in is not None:
                return answer.signed_in
            wait_s = float(max(1, answer.interval))
        raise SignInError("code_expired")

    async def _ask(self, path: str, said: Strict, form: type[_Answer]) -> _Answer:
        body: dict[str, Any] = said.model_dump()
        answer = await self._call(lambda api: api.call("POST", f"/v1/sign-in/wall{path}", body=body, signing_in=True))
        try:
            return form.model_validate(answer)
        except ValidationError as error:
            raise LinkError("bad_answer", detail="code") from error
