"""What a side holds of a type in two figures: how many records, and a digest of their ids and versions.

The digest is a sum, so the order in which records are met plays no part: of each record the first 16 bytes of the
SHA-256 of `id`, a line end and `version`, as one number, added up modulo 2¹²⁸, in hex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

_BYTES = 16
_WRAP = 1 << 8 * _BYTES


class Digest(BaseModel):
    """Of one type of record."""

    model_config = ConfigDict(frozen=True)

    count: int
    digest: str


class Tally:
    """Counts and sums by type, to which records are added and from which they are taken."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._sums: dict[str, int] = {}

    def add(self, kind: str, key: str, version: int) -> None:
        """One more."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._sums[kind] = (self._sums.get(kind, 0) + _number(key, version)) % _WRAP

    def take(self, kind: str, key: str, version: int) -> None:
        """One that was added is there no more."""
        self._counts[kind] -= 1
        self._sums[kind] = (self._sums[kind] - _number(key, version)) % _WRAP

    def digests(self) -> dict[str, Digest]:
        """By type. A type without records is not in it."""
        return {
            kind: Digest(count=count, digest=f"{self._sums[kind]:0{2 * _BYTES}x}")
            for kind, count in self._counts.items()
            if count
        }


def digests(records: Iterable[tuple[str, str, int]]) -> dict[str, Digest]:
    """By type, of `(type, id, version)`. A type without records is not in it."""
    tally = Tally()
    for kind, key, version in records:
        tally.add(kind, key, version)
    return tally.digests()


def _number(key: str, version: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{key}\n{version}".encode()).digest()[:_BYTES], "big")
