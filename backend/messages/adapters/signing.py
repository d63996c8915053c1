"""What webhooks are signed with, both ways: HMAC-SHA256 over the time and the body."""

from __future__ import annotations

import hashlib
import hmac
import time

TIMESTAMP, SIGNATURE = "X-IOC-Timestamp", "X-IOC-Signature"
SLACK_S = 300
"""So far a clock may be off, and so old a signed request may be."""


def signed(secret: str, body: bytes, at_s: int | None = None) -> dict[str, str]:
    """The headers that prove who sent `body`, and when."""
    stamp = str(int(time.time()) if at_s is None else at_s)
    return {TIMESTAMP: stamp, SIGNATURE: f"sha256={_digest(secret, stamp, body)}"}


def is_signed(secret: str, body: bytes, stamp: str, signature: str) -> bool:
    """Whether whoever sent it knows the secret, and sent it just now."""
    if not secret or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return False
    given = signature.removeprefix("sha256=").encode("utf-8", "replace")
    is_right = hmac.compare_digest(_digest(secret, stamp, body).encode(), given)
    return is_right and abs(time.time() - int(stamp)) <= SLACK_S


def _digest(secret: str, stamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
