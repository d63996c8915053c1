"""PINs of the people who work at one desk: set while online, good for as long as a sign-in carries through an outage.

A PIN seals a key whose public half its person registered while they were signed in (`console.people.author_key`): it is
proven by the seal that opens, and what is done then is signed with the key. Nothing else of it is kept, in the place of
the sign-in (`console.people.credentials`). Five wrong tries and only the password helps; a try is counted on the disk
before it is judged, so that pulling the plug gives no sixth one. Scrypt with n = 2^15, r = 8, p = 1 costs 32 MiB and
about a tenth of a second for each guess (RFC 7914; OWASP).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from console.base.errors import SignInError
from console.people.author_key import Author, AuthorKey, Owner, opened
from console.people.weak_pins import weakness
from console.records.models import Actor
from offline_cache.plain_files import json_of

T = TypeVar("T")
TRIES = 5
COST_N, COST_R, COST_P, MEMORY = 2**15, 8, 1, 64 * 2**20
CARRIES = timedelta(hours=24)
"""A sign-in carries somebody through an outage for so long (docs/explanation/contract.md#signing-in); so does a PIN."""


class PinPlace(Protocol):
    """Where the hashes are kept."""

    def load_pins(self) -> str | None:
        """What is kept; None for nothing."""

    def save_pins(self, text: str) -> bool:
        """Keep it; false where the place does not work."""


class Blocking(Protocol):
    """Runs something that blocks on a thread."""

    def __call__(self, work: Callable[[], T]) -> Awaitable[T]:
        """What it answers."""


class Pin(BaseModel):
    """One person's PIN at this desk."""

    model_config = ConfigDict(frozen=True)

    actor: Actor
    salt: str = Field(pattern=r"^([0-9a-f]{2})+$", repr=False)
    public: str = ""
    """The public half of the key that it seals."""
    sealed: str = Field(default="", repr=False)
    """The private half; empty where a version without keys set the PIN."""
    hash: str = Field(default="", repr=False)
    """Of such a PIN. It goes on opening the desk of whoever is signed in, and signs for nobody."""
    device: str = ""
    """Where it was set: the server was told of its key for that device alone."""
    wrong: int = Field(default=0, ge=0)
    proved_at: datetime
    """When the server last said, here, that this is the person."""


def stretched(pin: str, salt: str) -> bytes:
    """Scrypt over the digits: 32 bytes."""
    return hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), n=COST_N, r=COST_R, p=COST_P, maxmem=MEMORY, dklen=32)


class PinBook:
    """Every PIN of this desk. All work is done on a thread. `device` names this desk."""

    def __init__(self, place: PinPlace, blocking: Blocking, device: Callable[[], str]) -> None:
        self._place = place
        self._blocking = blocking
        self._device = device
        self._one_at_a_time = asyncio.Lock()

    async def has(self, actor_id: str) -> bool:
        """Whether this person has one that still helps."""
        found = (await self._blocking(self._load)).get(actor_id)
        return found is not None and found.wrong < TRIES

    async def set(self, actor: Actor, pin: str, now: datetime, key: AuthorKey) -> None:
        """Keep a new PIN, which seals `key`. Raises `SignInError` of `weakness`, or pin_not_kept where there is no
        place for it."""
        if why := weakness(pin):
            raise SignInError(why)

        def keep() -> bool:
            salt = secrets.token_hex(16)
            sealed = key.sealed(stretched(pin, salt), self._owner(actor))
            pins = self._load()
            pins[actor.id] = Pin(
                actor=actor, salt=salt, public=key.public, sealed=sealed, device=self._device(), proved_at=now
            )  # fmt: skip
            return self._save(pins)

        async with self._one_at_a_time:
            kept = await self._blocking(keep)
        if not kept:
            raise SignInError("pin_not_kept")

    async def proved(self, actor: Actor, now: datetime) -> bool:
        """The server knows this person: their PIN is good for another day, and wrong tries are forgotten. Whether it
        has to be set anew all the same, since it seals no key that counts here."""

        def renew() -> bool:
            pins = self._load()
            if actor.id not in pins:
                return False
            pins[actor.id] = pins[actor.id].model_copy(update={"actor": actor, "wrong": 0, "proved_at": now})
            self._save(pins)
            return not self._is_sealed_here(pins[actor.id])

        async with self._one_at_a_time:
            return await self._blocking(renew)

    async def check(self, actor_id: str, pin: str, now: datetime) -> Author:
        """Whose PIN it is, with the key that it seals. Raises `SignInError` no_pin, wrong_pin (with `left`),
        pin_used_up, pin_too_old, pin_without_key where it was set at another device."""

        def judge() -> Author:
            pins = self._load()
            found = pins.get(actor_id)
            if found is None or found.actor.id != actor_id:
                raise SignInError("no_pin")
            if found.wrong >= TRIES:
                raise SignInError("pin_used_up")
            if now - found.proved_at > CARRIES:
                raise SignInError("pin_too_old")
            if found.sealed and not self._is_sealed_here(found):
                raise SignInError("pin_without_key")
            pins[actor_id] = found.model_copy(update={"wrong": found.wrong + 1})
            if not self._save(pins):
                raise SignInError("pin_not_kept")
            key = self._key_of(found, pin)
            if key is None and not _is_old(found, pin):
                left = TRIES - found.wrong - 1
                raise SignInError("wrong_pin", left=left) if left else SignInError("pin_used_up")
            pins[actor_id] = found.model_copy(update={"wrong": 0})
            self._save(pins)
            return Author(found.actor, key)

        async with self._one_at_a_time:
            return await self._blocking(judge)

    def _is_sealed_here(self, found: Pin) -> bool:
        return bool(found.sealed) and found.device == self._device()

    def _owner(self, actor: Actor) -> Owner:
        return Owner(actor.id, self._device())

    def _key_of(self, found: Pin, pin: str) -> AuthorKey | None:
        """What the PIN seals; None where it is another PIN, or where that of somebody or somewhere else lies here."""
        if not found.sealed:
            return None
        return opened(found.sealed, stretched(pin, found.salt), self._owner(found.actor), found.public)

    def _load(self) -> dict[str, Pin]:
        try:
            data = json_of(self._place.load_pins() or "{}")
            return {str(key): Pin.model_validate(one) for key, one in data.items()}
        except (ValueError, ValidationError, AttributeError):
            return {}

    def _save(self, pins: dict[str, Pin]) -> bool:
        return self._place.save_pins(json.dumps({key: one.model_dump(mode="json") for key, one in pins.items()}))


def _is_old(found: Pin, pin: str) -> bool:
    """Whether this is the PIN, set by a version without keys."""
    if found.sealed or not found.hash:
        return False
    return hmac.compare_digest(stretched(pin, found.salt).hex(), found.hash)
