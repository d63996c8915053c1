"""A PIN opens the key that it seals, for its person at its desk; what an older version kept opens no more than that."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from console.base.errors import SignInError
from console.people.author_key import AuthorKey, Owner, opened
from console.people.credentials import Kept
from console.people.pin import COST_N, COST_P, COST_R, MEMORY, PinBook
from console.records.models import Actor
from contract import signing

PIN, OTHER_PIN = "482913", "730164"
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
AN = Actor(id="an.nguyen", name="Nguyễn Văn An", role="duty_officer")
DIGEST = "ab" * 32


class _Place:
    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def load_pins(self) -> str | None:
        return self.text

    def save_pins(self, text: str) -> bool:
        self.text = text
        return True


def _book(place: _Place, device: str = "desk-1") -> PinBook:
    async def blocking(work: Callable[[], Any]) -> Any:
        return await asyncio.to_thread(work)

    return PinBook(place, blocking, lambda: device)


def _try(place: _Place, who: str, pin: str, device: str = "desk-1") -> str | AuthorKey | None:
    try:
        return asyncio.run(_book(place, device).check(who, pin, NOW)).key
    except SignInError as error:
        return error.code


def _set(place: _Place, actor: Actor, pin: str, device: str = "desk-1") -> AuthorKey:
    key = AuthorKey.made()
    asyncio.run(_book(place, device).set(actor, pin, NOW, key))
    return key


def test_the_pin_gives_back_the_key_that_it_sealed() -> None:
    place = _Place()
    key = _set(place, HA, PIN)
    found = _try(place, "ha.le", PIN)
    assert isinstance(found, AuthorKey)
    assert signing.is_signed(key.public, signing.AUTHOR, DIGEST, found.sign(DIGEST))
    assert found.thumbprint == key.thumbprint
    assert _try(place, "ha.le", OTHER_PIN) == "wrong_pin"


def test_neither_pin_nor_key_nor_a_hash_of_the_pin_is_kept() -> None:
    place = _Place()
    key = _set(place, HA, PIN)
    kept = json.loads(place.text or "")["ha.le"]
    assert kept["hash"] == ""
    assert PIN not in (place.text or "")
    assert key.to_text() not in (place.text or "")


def test_a_new_pin_seals_a_new_key() -> None:
    place = _Place()
    first, second = _set(place, HA, PIN), _set(place, HA, OTHER_PIN)
    assert _try(place, "ha.le", PIN) == "wrong_pin"
    found = _try(place, "ha.le", OTHER_PIN)
    assert isinstance(found, AuthorKey)
    assert found.thumbprint == second.thumbprint != first.thumbprint


def _old(pin: str) -> str:
    """As the version before kept it: a hash."""
    salt = "00" * 16
    made = hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), n=COST_N, r=COST_R, p=COST_P, maxmem=MEMORY, dklen=32)
    kept = {"actor": HA.model_dump(), "salt": salt, "hash": made.hex(), "wrong": 0, "proved_at": NOW.isoformat()}
    return json.dumps({"ha.le": kept})


def test_a_pin_of_an_older_version_is_known_and_gives_no_key() -> None:
    place = _Place(_old(PIN))
    assert _try(place, "ha.le", OTHER_PIN) == "wrong_pin"
    assert _try(place, "ha.le", PIN) is None
    assert asyncio.run(_book(place).proved(HA, NOW)) is True, "it has to be set anew"
    _set(place, HA, PIN)
    assert asyncio.run(_book(place).proved(HA, NOW)) is False
    assert asyncio.run(_book(place).proved(AN, NOW)) is False, "who has none is not bothered"


@pytest.mark.parametrize("salt", ["", "zz", "0", "00g0"])
def test_an_edited_salt_is_no_fault_of_ours(salt: str) -> None:
    place = _Place()
    _set(place, HA, PIN)
    data = json.loads(place.text or "")
    data["ha.le"]["salt"] = salt
    place.text = json.dumps(data)
    assert _try(place, "ha.le", PIN) == "no_pin"


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "A" * 80, "=" * 80, "ế" * 9])
def test_what_is_no_seal_does_not_open(sealed: str) -> None:
    assert opened(sealed, bytes(32), Owner("ha.le", "desk-1"), "A" * 43) is None


def test_a_sign_in_keeps_its_key_over_a_restart() -> None:
    key = AuthorKey.made()
    cameras = {"c1": ("xem", "canary-camera")}
    kept = Kept("canary-token", HA, "2026-11-22T00:00:00Z", cameras, author=key, owner="an.nguyen", device="desk-1")
    again = Kept.from_text(kept.to_text())
    assert again is not None
    assert again.author is not None
    assert again.author.public == key.public
    assert (again.owner, again.device, again.is_own) == ("an.nguyen", "desk-1", False)
    assert not [secret for secret in (key.to_text(), "canary-token", "canary-camera") if secret in repr(kept)]


@pytest.mark.parametrize("author", ["AAAA", 5, {"x": 1}, "A" * 5000])
def test_a_sign_in_with_a_broken_key_is_none(author: object) -> None:
    data = json.loads(Kept("t", HA, "2026-11-22T00:00:00Z").to_text()) | {"author": author}
    assert Kept.from_text(json.dumps(data)) is None
