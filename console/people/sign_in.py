"""Who is signed in at this desk: kept over restarts and through an outage, until it is over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from console.base.errors import LinkError, SignInError
from console.base.surroundings import Surroundings
from console.net.connection import Connection
from console.people.credentials import Kept, choose
from console.people.pin import PinBook
from console.records.models import Actor

_log = logging.getLogger(__name__)
ASK_S = 4.0
"""How long the start may wait to hear whether a sign-in still holds that seems to be over."""


class SignIn:
    """One console's. `begin` is called once somebody has signed in, `end` before they are signed out."""

    def __init__(
        self,
        around: Surroundings,
        connection: Connection,
        begin: Callable[[], None],
        end: Callable[[], Awaitable[None]],
    ) -> None:
        self.actor: Actor | None = None
        self._around = around
        self._connection = connection
        self._begin = begin
        self._end = end
        self._credentials = choose(around.settings, around.data_dir)
        self.pins = PinBook(self._credentials, around.blocking)
        self._kept: Kept | None = None
        self._doubted: Kept | None = None
        """What was kept and seems to be over."""

    async def take_up(self) -> Mapping[str, tuple[str, str]]:
        """Take up the sign-in that was kept, where it still holds; the sign-ins of cameras that were kept with it."""
        kept = await self._around.blocking(self._credentials.load)
        if kept is None:
            return {}
        if self._still_holds(kept):
            self.actor, self._kept = kept.actor, kept
        else:
            self._doubted = kept
        return kept.cameras

    def begin_again(self) -> None:
        """Call in the name of whose sign-in was taken up, and begin; nothing where nobody's was."""
        self._connection.set_token(self._kept.token if self._kept is not None else None)
        if self._kept is not None:
            self._begin()

    async def ask_again(self) -> None:
        """Only this machine's clock says that a kept sign-in is over, and that clock may be wrong: ask the server."""
        if self._doubted is not None:
            with contextlib.suppress(LinkError, SignInError, TimeoutError):
                await asyncio.wait_for(self.use_token(self._doubted.token), ASK_S)

    def _still_holds(self, kept: Kept) -> bool:
        if kept.mark is not None:
            self._around.time.restore(kept.mark)
        return not self._is_over(kept)

    def _is_over(self, kept: Kept) -> bool:
        return self._around.time.is_past(datetime.fromisoformat(kept.expires_at), kept.mark)

    def who_acts(self) -> Actor:
        """Whoever may act here now. Raises `SignInError` not_signed_in, expired."""
        if self.actor is None:
            raise SignInError("not_signed_in")
        if self._kept is not None and self._is_over(self._kept):
            # Somebody goes on acting through an outage for a day (docs/explanation/contract.md#signing-in).
            raise SignInError("expired")
        return self.actor

    async def sign_in(self, user: str, password: str, device_id: str) -> Actor:
        """Become `user`. Raises `SignInError` bad_credentials, `LinkError` where the server cannot be asked."""
        name = self._around.settings.device_name
        answer = await self._connection.call(lambda api: api.sign_in(user, password, device_id, name))
        try:
            mark = self._around.time.mark(answer.get("server_time"))
            actor = Actor.model_validate(answer["actor"])
            kept = Kept(str(answer["token"]), actor, str(answer["expires_at"]), mark=mark)
        except (KeyError, ValueError) as error:
            raise LinkError("bad_answer", detail="sign-in") from error
        return await self._enter(kept)

    async def use_token(self, token: str) -> Actor:
        """Become whom `token` stands for: a wall node. Works offline once it has worked."""
        self._connection.set_token(token)
        answer = await self._connection.call(lambda api: api.me())
        mark = self._around.time.mark(answer.get("server_time"))
        return await self._enter(
            Kept(token, Actor.model_validate(answer["actor"]), str(answer["expires_at"]), mark=mark)
        )

    async def _enter(self, kept: Kept) -> Actor:
        self.actor = kept.actor
        await self._keep(kept)
        await self.pins.proved(kept.actor, self._around.time.now())
        self._connection.set_token(kept.token)
        self._begin()
        self._around.changes.emit("session")
        return kept.actor

    async def sign_out(self) -> None:
        """Forget who sat here. What they saved stays in the outbox and keeps their name."""
        await self._end()
        try:
            await self._connection.call(lambda api: api.sign_out())
        except (LinkError, SignInError):
            _log.info("signed out here; the server could not be told")
        self._connection.set_token(None)
        await self._around.blocking(self._credentials.clear)
        self.actor, self._kept = None, None
        self._around.changes.emit("session")

    async def change_person(self, actor: Actor) -> None:
        """Act as `actor` from now on, who proved by PIN to be here during an outage; the server judges at replay."""
        self.actor = actor
        if (kept := self._kept) is not None:
            await self._keep(Kept(kept.token, actor, kept.expires_at, kept.cameras, kept.mark))
        self._around.changes.emit("session")

    async def keep_cameras(self, sign_ins: Mapping[str, tuple[str, str]]) -> None:
        """Keep the sign-ins of cameras beside the desk's own, for as long as that lasts."""
        kept = self._kept
        if kept is not None and kept.cameras != dict(sign_ins):
            await self._keep(Kept(kept.token, kept.actor, kept.expires_at, sign_ins, kept.mark))

    async def _keep(self, kept: Kept) -> None:
        self._kept = kept
        await self._around.blocking(lambda: self._credentials.save(kept))
