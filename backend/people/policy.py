"""What a password has to be, and for how long it is one.

Long and not among those that are tried first (NIST SP 800-63B, 3.1.1): no rules about digits and signs, which make
passwords that people write down. How soon one would be guessed zxcvbn says, which knows the common ones and how they
are usually changed.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from zxcvbn import zxcvbn  # type: ignore[import-untyped]

from backend.base.clock import now_ms
from backend.people.oidc import Provider
from backend.people.passwords import hashed

DAY_MS = 24 * 3600 * 1000
SCORE = 3
"""zxcvbn's: more than 10⁸ guesses."""
LOOKED_AT = 72
"""zxcvbn takes long for long texts; what is fit in its first letters is fit."""


@dataclass(frozen=True)
class Policy:
    """As whoever runs a server decides."""

    least: int = 12
    """The fewest letters."""
    days: int = 0
    """After so many days a new password is asked for; 0: never, which is what NIST advises."""

    provider: Provider | None = None
    """The city's identity provider, where it has one."""

    def is_short(self, password: str) -> bool:
        """Whether a password has too few letters."""
        return len(password) < self.least

    @staticmethod
    def is_common(password: str, about: Iterable[str] = ()) -> bool:
        """Whether it is among those that are guessed first. `about` is what others know of its owner."""
        known = [word for one in about for word in (one, *one.replace(".", " ").split()) if word]
        return bool(zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < SCORE)

    def is_expired(self, set_ms: int, at_ms: int) -> bool:
        """Whether a password that was set then has to be changed now."""
        return self.days > 0 and at_ms - set_ms > self.days * DAY_MS


def secret(password: str) -> dict[str, Any]:
    """What is written of a new password."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "password_hash": hashed(password, salt), "password_ms": now_ms(), "must_change": False}


def is_right(password: str, row: Row[Any] | None) -> bool:
    """Whether this is the password of the row; of no row it never is."""
    # Somebody unknown costs the same time as a wrong password, so that names cannot be guessed by the clock.
    salt = row.salt if row is not None else "00" * 16
    return hmac.compare_digest(hashed(password, salt), row.password_hash if row is not None else "")
