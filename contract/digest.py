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


def digests(records: Iterable[tuple[str, str, int]]) -> dict[str, Digest]:
    """By type, of `(type, id, version)`. A type without records is not in it."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    for kind, key, version in records:
        one = hashlib.sha256(f"{key}\n{version}".encode()).digest()[:_BYTES]
        counts[kind] = counts.get(kind, 0) + 1
        sums[kind] = (sums.get(kind, 0) + int.from_bytes(one, "big")) % _WRAP
    return {kind: Digest(count=count, digest=f"{sums[kind]:0{2 * _BYTES}x}") for kind, count in counts.items()}
