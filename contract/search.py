"""What of an incident is searched, and how a word is: the same on a console and at the server."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

SEARCHED = ("code", "title", "place", "ward", "description")
"""What it is called and where it is."""
LONGEST_WORD = 64
"""Letters of a word that are looked at: PostgreSQL's lexemes end at 2 KiB, and nobody types as much."""
_WORD = re.compile(r"[^\W_]+")


def searched_text(incident: Mapping[str, Any]) -> str:
    """The text of an incident's data in which words are looked for."""
    said = (incident.get(field) for field in SEARCHED)
    return " ".join(str(one) for one in said if isinstance(one, str | int | float) and one)


def folded_words(text: str) -> list[str]:
    """The words of `text` in lower case and without marks; đ becomes d, which no Unicode decomposition does."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]
