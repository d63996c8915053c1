"""Where a server's audit stands, signed: a head that every console keeps, so that no server can begin another past.

Line n+1 of the audit has the hash of line n in its own: `after`. Who has kept an old head goes on from it by the
digests of the lines since, and comes to the new one, or the past is not what it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from contract.chain import canonical
from contract.signing import is_signed

AUDIT = "ioc-audit-1"
"""In whose name a head is signed (`contract.signing`)."""


@dataclass(frozen=True)
class Head:
    """The hash of line `number`, as the server's audit key signed it; `before` is the number of the head before."""

    number: int
    hash: str
    at: str
    before: int
    key: str
    signature: str

    @property
    def digest(self) -> str:
        """What is signed."""
        return head_digest(self.number, self.hash, self.at, self.before)

    @property
    def is_signed(self) -> bool:
        """Whether the key that it names has signed it."""
        return is_signed(self.key, AUDIT, self.digest, self.signature)


def head_digest(number: int, line_hash: str, at: str, before: int) -> str:
    """SHA-256, in hex, of what a head says."""
    told = {"number": number, "hash": line_hash, "at": at, "before": before}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def after(before: str, digest: str) -> str:
    """The hash of a line, from that of the line before and its own digest."""
    return hashlib.sha256(f"{before}{digest}".encode()).hexdigest()


def reached(begin: str, digests: Iterable[str]) -> str:
    """The hash at the end of these lines, from the one before them on."""
    for digest in digests:
        begin = after(begin, digest)
    return begin
