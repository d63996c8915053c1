"""The newest of many lines, by number and by bytes: what is sent again with every change has to have an end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def size_of(value: Any) -> int:
    """Bytes of it as JSON in UTF-8; half a letter counts as what stands for it."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def newest(lines: Sequence[Mapping[str, Any]], most: int, most_bytes: int) -> list[Mapping[str, Any]]:
    """The last of `lines`: at most so many, of so many bytes together; the very last in any case."""
    left, kept = most_bytes, 0
    for line in reversed(lines[-most:]):
        left -= size_of(line)
        if left < 0 and kept:
            break
        kept += 1
    return list(lines[len(lines) - kept :])
