"""Which signs a text from outside may not hold."""

from __future__ import annotations

import re

TURNING = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
"""Marks that turn the direction of a line around (Unicode annex 9), as a character class; a name from outside has
none."""
CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ufeff"
"""Control signs but for line ends and tabs, and a byte order mark in the midst of a text."""
HALF = "\\ud800-\\udfff"
"""Halves of a letter, which no encoding can write."""
_REFUSED = re.compile(f"[{TURNING}{CONTROLS}{HALF}]")


def refused_sign(text: str) -> str | None:
    """The first sign that may not stand in a text, as `U+202E`; None where there is none."""
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found is not None else None
