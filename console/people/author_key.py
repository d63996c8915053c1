"""An author's key at this desk: what they do here is signed with it (`contract.signing`).

One is made for each sign-in and is gone when that ends. Another is sealed by the author's PIN (`console.people.pin`)
for an outage, when nobody can sign in: who does not know the PIN cannot sign in that name.
"""

from __future__ import annotations

import json
import secrets
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from console.records.models import Actor
from contract import signing
from contract.keys import bytes_of, public_text, text_of, thumbprint

NONCE_BYTES = 12
"""Of AES-GCM (NIST SP 800-38D, 8.2.1); each seal has a key of its own, by its salt, so that none is used twice."""


class AuthorKey:
    """A key pair: `public` is what the server was told, `thumbprint` how an action names it."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.public = public_text(key)
        self.thumbprint = thumbprint(self.public)
        self._key = key

    @classmethod
    def made(cls) -> AuthorKey:
        """A new one."""
        return cls(Ed25519PrivateKey.generate())

    def sign(self, digest: str) -> str:
        """The author's signature over `digest`, an action's hash."""
        return signing.signature(self._key, signing.AUTHOR, digest)

    def to_text(self) -> str:
        """As it is kept with a sign-in: this is the secret itself."""
        return text_of(self._key.private_bytes_raw())

    @classmethod
    def from_text(cls, text: str) -> AuthorKey:
        """What was kept. Raises ValueError."""
        return cls(Ed25519PrivateKey.from_private_bytes(bytes_of(text)))

    def sealed(self, secret: bytes, owner: Owner) -> str:
        """The private half, sealed by `secret` (32 bytes) for `owner` alone."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return text_of(nonce + AESGCM(secret).encrypt(nonce, self._key.private_bytes_raw(), owner.bound(self.public)))


class Owner(NamedTuple):
    """Whose a sealed key is, and at which device: under another name, or at another desk, it does not open."""

    person: str
    device: str

    def bound(self, public: str) -> bytes:
        """What a seal holds to besides the key."""
        return json.dumps(["ioc-pin-1", self.person, self.device, public]).encode()


def opened(sealed: str, secret: bytes, owner: Owner, public: str) -> AuthorKey | None:
    """What was sealed by `secret` for `owner`; None where this is another secret, another owner or another key."""
    try:
        content = bytes_of(sealed)
        private = AESGCM(secret).decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], owner.bound(public))
        return AuthorKey(Ed25519PrivateKey.from_private_bytes(private))
    except (InvalidTag, ValueError):
        return None


class Author(NamedTuple):
    """Somebody who acts, and what proves it; no key where they came in before there were any."""

    actor: Actor
    key: AuthorKey | None
