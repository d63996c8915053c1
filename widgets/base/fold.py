"""Vietnamese words without their marks, so that `phan cong` finds `Phân công` and `duong` finds `đường`."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without marks; đ becomes d, which no Unicode decomposition does."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def matches(query: str, text: str) -> bool:
    """Whether every word of `query` begins somewhere in `text`, both without marks."""
    body = folded(text)
    return all(word in body for word in folded(query).split())
