"""Who is signed in at this desk: kept over restarts and through an outage, until it is over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from console.base.errors import LinkError, SignInError
from console.base.surroundings import Surroundings
from console.net.api import Api
from console.net.connection import Connection
from console.people import device_key
from console.people.author_key import Author, AuthorKey
from console.people.credentials import Kept, choose
from console.people.device_key import DeviceKey
from console.people.open_mark import OpenMark
from console.people.pin import PinBook
from console.people.weak_pins import weakness
from console.records.models import Actor, LinkChannel, LinkState
from contract.signing_in import SignedIn

_log = logging.getLogger(__name__)
T = TypeVar("T")
Ask = Callable[[Api, Mapping[str, str]], dict[str, Any]]
"""Signs in at the server with what it is told."""
NOBODY = Actor(id="", name="", role="viewer")
"""Whose a token is until the server has said so."""
ASK_S = 4.0
"""How long the start may wait to hear whether a sign-in still holds that seems to be over."""


def _by_password(user: str, password: str) -> dict[str, str]:
    return {"user": user, "password": password}


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
        self.pins = PinBook(self._credentials, around.blocking, self._device_id)
        self.device: DeviceKey | None = None
        """What proves that something comes from here; None where it can be kept nowhere, and then nobody signs in."""
        self.open_mark = OpenMark(self._credentials, around.data_dir, around.blocking)
        self._kept: Kept | None = None
        self._doubted: Kept | None = None
        """What was kept and seems to be over."""
        self._was_away = True
        around.changes.subscribe({"links"}, lambda _change: self._on_links())

    async def take_up_device(self, device_id: str, key: str) -> DeviceKey | None:
        """Take up this device's key, or make it (`console.people.device_key.take_up`)."""
        try:
            self.device = await self._around.blocking(lambda: device_key.take_up(self._credentials, device_id, key))
        except SignInError as error:
            _log.warning("this device has no key: %s", error.code)
        return self.device

    def _device_id(self) -> str:
        return self.device.device_id if self.device is not None else ""

    async def take_up(self) -> Mapping[str, tuple[str, str]]:
        """Take up the sign-in that was kept, where it still holds; the sign-ins of cameras that were kept with it."""
        kept = await self._around.blocking(self._credentials.load)
        if kept is None:
            return {}
        await self.open_mark.demand()
        if kept.device != self._device_id():
            # Its key was told for another device: what is done now waits for the own sign-in of whoever does it.
            kept = replace(kept, author=None)
        if self._still_holds(kept):
            self.actor, self._kept = kept.actor, kept
        else:
            self._doubted = kept
        return kept.cameras

    def begin_again(self) -> None:
        """Call in the name of whose sign-in was taken up, and begin; nothing where nobody's was."""
        if self._kept is not None:
            self._connection.set_token(self._kept.token, bound=bool(self._kept.device))
            self._begin()

    async def ask_again(self) -> None:
        """Only this machine's clock says that a kept sign-in is over, and that clock may be wrong: ask the server."""
        if self._doubted is not None:
            with contextlib.suppress(LinkError, SignInError, TimeoutError):
                await asyncio.wait_for(self._use(self._doubted), ASK_S)

    def _still_holds(self, kept: Kept) -> bool:
        if kept.mark is not None:
            self._around.time.restore(kept.mark)
        return not self._is_over(kept)

    def _is_over(self, kept: Kept) -> bool:
        return self._around.time.is_past(datetime.fromisoformat(kept.expires_at), kept.mark)

    def who_acts(self) -> Author:
        """Whoever may act here now. Raises `SignInError` not_signed_in, expired."""
        if self.actor is None:
            raise SignInError("not_signed_in")
        if self._kept is not None and self._is_over(self._kept):
            # Somebody goes on acting through an outage for a day (docs/explanation/contract.md#signing-in).
            raise SignInError("expired")
        return Author(self.actor, self._kept.author if self._kept is not None else None)

    @property
    def acts_as_oneself(self) -> bool:
        """Whether who acts here has signed in themselves: what the server is asked, it is asked in their name."""
        return self._kept is None or self._kept.is_own

    @property
    def owner_id(self) -> str:
        """In whose sign-in the server is asked; empty for nobody's."""
        return "" if self._kept is None else self._kept.owner or self._kept.actor.id

    def _on_links(self) -> None:
        """After an outage, whoever took the desk over by PIN signs in themselves; told once for each return."""
        away = self._connection.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN
        if not away and self._was_away and not self.acts_as_oneself:
            self._around.notices.post("own_sign_in_due", "warning")
        self._was_away = away

    async def call_as_oneself(self, work: Callable[[Api], T]) -> T:
        """Ask the server something in the name of who acts here. Raises `SignInError` own_sign_in where it would be
        asked in somebody else's, besides what the call itself raises."""
        if not self.acts_as_oneself:
            raise SignInError("own_sign_in")
        return await self._connection.call(work)

    async def sign_in(self, user: str, password: str, enrolment_code: str = "") -> Actor:
        """Become `user`, with a new key to sign with; `enrolment_code` lets a device in that the server does not know.

        Raises `SignInError` bad_credentials, device_unknown and what else stands in the way of the device,
        `no_key_place`; `LinkError` where the server cannot be asked.
        """
        return await self._proved(await self._signed_in(_by_password(user, password), enrolment_code))

    async def sign_in_by_provider(self, brought: Mapping[str, str]) -> Actor:
        """Become whom the city's identity provider speaks of; `brought` is `console.people.browser.Begun.brought`.
        Raises as `sign_in`, and `SignInError` no_role, provider_refused."""
        return await self._proved(await self._signed_in(brought, ask=Api.sign_in_by_provider))

    async def _proved(self, actor: Actor) -> Actor:
        if await self.pins.proved(actor, self._around.time.now()):
            self._around.notices.post("pin_set_anew", "warning")
        return actor

    async def _signed_in(self, who: Mapping[str, str], enrolment_code: str = "", ask: Ask = Api.sign_in) -> Actor:
        if self.device is None:
            raise SignInError("no_key_place")
        author = AuthorKey.made()
        said = {**who, "device_id": self.device.device_id, "author_key": author.public}
        said["device_name"] = self._around.settings.device_name
        said |= {"enrolment_code": enrolment_code} if enrolment_code else {}
        try:
            answer = await self._connection.call(lambda api: ask(api, said))
        except SignInError as error:
            name = f"{said['device_name']} ({self.device.device_id})" if said["device_name"] else self.device.device_id
            error.params["device"] = name
            raise
        kept = replace(self._kept_of(answer), author=author)
        await self.open_mark.renew()
        actor = await self._enter(kept)
        self._around.notices.take_back("own_sign_in_due")  # whoever acts here has signed in themselves
        return actor

    async def let_in(self, told: SignedIn) -> Actor:
        """Become the wall that somebody let in by a code (`console.people.wall_code`). Raises `LinkError`."""
        return await self._enter(self._kept_of(told.model_dump()))

    def _kept_of(self, answer: Mapping[str, Any]) -> Kept:
        try:
            mark = self._around.time.mark(answer.get("server_time"))
            actor = Actor.model_validate(answer["actor"])
            token, until = str(answer["token"]), str(answer["expires_at"])
        except (KeyError, ValueError) as error:
            raise LinkError("bad_answer", detail="sign-in") from error
        return Kept(token, actor, until, mark=mark, device=self._device_id())

    async def change_password(self, user: str, old: str, new: str) -> None:
        """Give `user` another password; they sign in anew. Raises `SignInError`, `LinkError`."""
        if self.device is None:
            raise SignInError("no_key_place")
        said = {"user": user, "password": old, "new_password": new, "device_id": self.device.device_id}
        await self._connection.call(lambda api: api.change_password(said))

    async def use_token(self, token: str) -> Actor:
        """Become whom `token` stands for: a wall node. Works offline once it has worked.

        The server binds a wall's token to the first device that proves a key with it.
        """
        return await self._use(Kept(token, NOBODY, "", device=self._device_id()))

    async def _use(self, kept: Kept) -> Actor:
        """Ask whose token it is and until when, and go on with it."""
        self._connection.set_token(kept.token, bound=bool(kept.device))
        answer = await self._connection.call(lambda api: api.me())
        mark = self._around.time.mark(answer.get("server_time"))
        owner, until = Actor.model_validate(answer["actor"]), str(answer["expires_at"])
        await self.pins.proved(owner, self._around.time.now())
        actor = owner if kept.is_own else kept.actor
        return await self._enter(replace(kept, actor=actor, expires_at=until, mark=mark))

    async def _enter(self, kept: Kept) -> Actor:
        self.actor = kept.actor
        await self._keep(kept)
        self._connection.set_token(kept.token, bound=bool(kept.device))
        self._begin()
        self._around.changes.emit("session")
        return kept.actor

    async def sign_out(self) -> None:
        """Forget who sat here, and what signs in their name. What they saved stays in the outbox, signed by them."""
        await self._end()
        try:
            await self._connection.call(lambda api: api.sign_out())
        except (LinkError, SignInError):
            _log.info("signed out here; the server could not be told")
        self._connection.set_token(None)
        await self._around.blocking(self._credentials.clear)
        self.actor, self._kept = None, None
        self._around.changes.emit("session")

    # PINs

    async def set_pin(self, pin: str, password: str) -> None:
        """Let who acts here be known by `pin` during the next outage: it seals a new key, which the server hears of.

        They sign in once more for that: who merely sits at their desk could be them for good. Raises `SignInError`
        weak_pin, bad_credentials, pin_not_kept, `LinkError` where the server cannot be asked.
        """
        actor, key = self.who_acts().actor, AuthorKey.made()
        if why := weakness(pin):
            raise SignInError(why)
        await self._signed_in(_by_password(actor.id, password))
        await self._connection.call(lambda api: api.register_author_key(key.public))
        await self.pins.set(actor, pin, self._around.time.now(), key)
        self._around.notices.take_back("pin_set_anew")

    async def by_pin(self, actor_id: str, pin: str) -> Author:
        """Who proved it by PIN to be here, with what signs in their name.

        Raises `SignInError` as `PinBook.check`, pin_without_key where nothing would.
        """
        author = await self.pins.check(actor_id, pin, self._around.time.now())
        if author.key is not None:
            return author
        if self.actor is None or self.actor.id != actor_id:
            raise SignInError("pin_without_key")
        return Author(author.actor, self._kept.author if self._kept is not None else None)

    async def change_person(self, author: Author) -> None:
        """Act as somebody else from now on, who proved by PIN to be here during an outage, and sign with their key."""
        self.actor = author.actor
        if (kept := self._kept) is not None:
            owner = kept.owner or kept.actor.id
            await self._keep(replace(kept, actor=author.actor, author=author.key, owner=owner))
        self._around.changes.emit("session")

    async def keep_cameras(self, sign_ins: Mapping[str, tuple[str, str]]) -> None:
        """Keep the sign-ins of cameras beside the desk's own, for as long as that lasts."""
        kept = self._kept
        if kept is not None and dict(kept.cameras) != dict(sign_ins):
            await self._keep(replace(kept, cameras=dict(sign_ins)))

    async def _keep(self, kept: Kept) -> None:
        self._kept = kept
        await self._around.blocking(lambda: self._credentials.save(kept))
