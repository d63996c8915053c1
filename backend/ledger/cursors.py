"""The texts by which clients say how far they have read: an epoch, a number, and a seal.

The seal is the server's own word that the number was given out. A number that this server never reached proves that
the database was set back to an earlier state (a restored backup, a standby that was behind), if it is sealed; without
a seal anybody could claim so, and every console would have to fetch everything anew.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import NamedTuple

SEAL_SIGNS = 16
"""64 bits: nobody guesses one online."""
PATTERN = rf"[0-9a-f]{{16}}\.[0-9]{{1,18}}(\.[0-9a-f]{{{SEAL_SIGNS}}})?"
"""Cursors that were given out before there were seals are taken as well."""


class Cursor(NamedTuple):
    """What a text says; `sealed` is whether this server's database once gave it out."""

    epoch: str
    seq: int
    sealed: bool


class Cursors:
    """Writes and reads them with the key of one database."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def text(self, epoch: str, seq: int) -> str:
        """The cursor at `seq`."""
        said = f"{epoch}.{seq}"
        return f"{said}.{self._seal(said)}"

    def read(self, text: str) -> Cursor | None:
        """What `text` says; None where it is none."""
        epoch, _, rest = text.partition(".")
        number, _, seal = rest.partition(".")
        if not (number.isascii() and number.isdigit()) or len(number) > 18:
            return None
        return Cursor(epoch, int(number), hmac.compare_digest(seal.encode(), self._seal(f"{epoch}.{number}").encode()))

    def _seal(self, said: str) -> str:
        return hmac.new(self._key, said.encode(), hashlib.sha256).hexdigest()[:SEAL_SIGNS]
