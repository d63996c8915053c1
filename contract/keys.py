"""Keys that prove who did something: Ed25519 (RFC 8032), told by their public half and named by its thumbprint.

A device has one, made there when its console starts first. An author has one for each sign-in at a device, and one more
that a PIN seals for the time of an outage (docs/explanation/identity.md). The private half leaves the device never.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PUBLIC_KEY = r"^[A-Za-z0-9_-]{43}$"
"""32 bytes as base64url without padding."""
THUMBPRINT = PUBLIC_KEY
SIGNATURE = r"^[A-Za-z0-9_-]{86}$"
"""64 bytes as base64url without padding."""


def text_of(value: bytes) -> str:
    """base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    """What `text_of` was made of. Raises ValueError for anything else, a second spelling of the same bytes included."""
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("this is no base64url") from error
    if text_of(value) != text:
        raise ValueError("this is another spelling of a base64url text")
    return value


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half of `key`, as it is told."""
    return text_of(key.public_key().public_bytes_raw())


def public_key(text: str) -> Ed25519PublicKey:
    """The key that was told as `text`. Raises ValueError where it is none."""
    return Ed25519PublicKey.from_public_bytes(bytes_of(text))


def thumbprint(public: str) -> str:
    """The name of a public key: SHA-256 of its JSON Web Key as RFC 7638 and RFC 8037 write it."""
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": public}
    return text_of(hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).digest())


def verifies(public: str, signature: str, message: bytes) -> bool:
    """Whether `signature` over `message` is that of the key told as `public`. Raises nothing."""
    try:
        public_key(public).verify(bytes_of(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
