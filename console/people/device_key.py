"""This device's key: made at its first start, kept where sign-ins are (`console.people.credentials`), told to nobody.

It proves that a request comes from here (`contract.proof`) and that something was done or taken here
(`contract.signing`). Name and key live and die together: whoever lost the key is another device
(docs/explanation/identity.md#at-the-desk).
"""

from __future__ import annotations

import json
import secrets
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.base.errors import SignInError
from contract import proof, signing
from contract.keys import bytes_of, public_text, text_of, thumbprint
from offline_cache.plain_files import json_of


class DeviceKey:
    """The name of this device and its key pair; `public` is what others check with, and `thumbprint` its name."""

    def __init__(self, device_id: str, key: Ed25519PrivateKey) -> None:
        self.device_id = device_id
        self.public = public_text(key)
        self.thumbprint = thumbprint(self.public)
        self._key = key

    @classmethod
    def made(cls, device_id: str = "") -> DeviceKey:
        """A new one, for a device that has a name already or is given one."""
        return cls(device_id or f"desk-{secrets.token_hex(8)}", Ed25519PrivateKey.generate())

    def sign(self, purpose: str, digest: str) -> str:
        """This device's signature for `purpose` (`contract.signing`) over `digest`, a SHA-256 in hex."""
        return signing.signature(self._key, purpose, digest)

    def prove(self, method: str, url: str, token: str = "", nonce: str = "") -> str:
        """That a request with `token` comes from here, for the header `DPoP`."""
        return proof.made(self._key, method, url, token, nonce)

    def to_text(self) -> str:
        """As it is kept: this is the secret itself."""
        return json.dumps({"device_id": self.device_id, "private": text_of(self._key.private_bytes_raw())})

    @classmethod
    def from_text(cls, text: str) -> DeviceKey | None:
        """What was kept; None where it cannot be understood."""
        try:
            data = json_of(text)
            device_id, private = data["device_id"], bytes_of(data["private"])
            if not isinstance(device_id, str) or not device_id:
                return None
            return cls(device_id, Ed25519PrivateKey.from_private_bytes(private))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


class DevicePlace(Protocol):
    """Where it is kept."""

    def load_device(self) -> str | None:
        """What is kept; None for nothing. Raises `SignInError` no_key_place where the place cannot be asked."""

    def save_device(self, text: str) -> bool:
        """Keep it; false where the place does not work."""


def take_up(place: DevicePlace, device_id: str, key: str) -> DeviceKey:
    """The key that is kept, or a new one. Blocks.

    `device_id` is the name that the outbox here has, `key` the thumbprint that was written down beside it; empty where
    there was no key yet: then the name is given to the new one. Where a key was and is gone, or is another one, the
    device is another: the server refuses a second key under one name. Raises `SignInError` no_key_place where it can
    be kept nowhere.
    """
    found = DeviceKey.from_text(place.load_device() or "")
    if found is not None and (found.device_id != device_id or key in ("", found.thumbprint)):
        return found
    made = DeviceKey.made("" if key else device_id)
    if not place.save_device(made.to_text()):
        raise SignInError("no_key_place")
    return made
