"""Which letters of a name were found by what was typed; marks and đ need not have been typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from widgets.base.fold import folded


def runs(name: str, typed: str) -> tuple[tuple[str, bool], ...]:
    """`name` in pieces, each with whether it was typed; together they are the name."""
    whole = unicodedata.normalize("NFC", name)
    found = [False] * len(whole)
    bare, at = _bare(whole)
    for first, last in _places(bare, folded(typed)):
        for place in range(at[first], at[last - 1] + 1):
            found[place] = True
    pieces: list[tuple[str, bool]] = []
    for letter, is_found in zip(whole, found, strict=True):
        if pieces and pieces[-1][1] == is_found:
            pieces[-1] = (pieces[-1][0] + letter, is_found)
        else:
            pieces.append((letter, is_found))
    return tuple(pieces)


def _bare(whole: str) -> tuple[str, Sequence[int]]:
    """The name without marks, and of each letter of that where it stands in the name."""
    letters = [(one, place) for place, letter in enumerate(whole) for one in folded(letter)]
    return "".join(one for one, _place in letters), [place for _one, place in letters]


def _places(bare: str, query: str) -> list[tuple[int, int]]:
    """All that was typed in one piece where it stands so at the start of a word; else each word by itself."""
    phrase = " ".join(query.split())
    if not phrase:
        return []
    whole = _at_word(bare, phrase)
    if whole is not None:
        return [(whole, whole + len(phrase))]
    found = []
    for word in phrase.split():
        first = _at_word(bare, word)
        first = bare.find(word) if first is None else first
        if first >= 0:
            found.append((first, first + len(word)))
    return found


def _at_word(bare: str, piece: str) -> int | None:
    """Where `piece` begins a word; None where it begins none."""
    place = bare.find(piece)
    while place > 0 and bare[place - 1].isalnum():
        place = bare.find(piece, place + 1)
    return place if place >= 0 else None
