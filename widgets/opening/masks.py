"""Names and numbers of those who told of an incident, as the room may see them: enough to tell two apart, no more."""

from __future__ import annotations

import re

DOTS, DOTS_LEAST = "•••", 2
"""They stand for the rest of a word, never so many that they tell how long it is."""
SHOWN_FIRST, SHOWN_LAST = 4, 3
"""Digits of a number that are shown: the network or the area, and what a caller is asked for."""
ADDRESSES = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cụ", "dì", "cậu", "mr", "mrs", "ms"})
"""How somebody is addressed is no part of the name."""


def masked_name(name: str) -> str:
    """`Ông N••• V•• T••` of a name; empty where none was given."""
    words = name.split()
    shown = [_masked_word(word, is_first=not place) for place, word in enumerate(words)]
    return " ".join(shown)


def _masked_word(word: str, *, is_first: bool) -> str:
    if is_first and word.casefold().rstrip(".") in ADDRESSES:
        return word
    return word[0] + DOTS[: max(DOTS_LEAST, len(word) - 1)]


def masked_phone(number: str) -> str:
    """`0200 ••• 417` of a number; of one that is too short to hide anything in only dots."""
    digits = re.sub(r"\D", "", number)
    if not number.strip():
        return ""
    if len(digits) < SHOWN_FIRST + SHOWN_LAST + 1:
        return DOTS
    return f"{digits[:SHOWN_FIRST]} {DOTS} {digits[-SHOWN_LAST:]}"
