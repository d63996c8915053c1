"""Who did an action, proven: its hash is signed by the device that it was done at and by the key of its author.

The two signatures are over different words, so that none is ever taken for the other, nor for one of anything else that
the same key signs. The hash covers the author, the device and everything else of the action (`contract.chain`).
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.keys import text_of, verifies

DEVICE, AUTHOR, EVIDENCE, RECEIPT = "ioc-device-1", "ioc-author-1", "ioc-evidence-1", "ioc-receipt-1"
"""In whose name something is signed, and of what; a new form gets a new word."""


def message(purpose: str, digest: str) -> bytes:
    """What is signed: `purpose`, a line end, and a SHA-256 in hex."""
    return f"{purpose}\n{digest}".encode()


def signature(key: Ed25519PrivateKey, purpose: str, digest: str) -> str:
    """The signature of `key` for `purpose` over `digest`, as base64url."""
    return text_of(key.sign(message(purpose, digest)))


def is_signed(public: str, purpose: str, digest: str, told: str) -> bool:
    """Whether `told` is the signature of the key `public` for `purpose` over `digest`. Raises nothing."""
    return verifies(public, told, message(purpose, digest))
