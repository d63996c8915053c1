"""Text from outside in the order in which it was written: nothing in it turns over what stands beside it.

A line here is put together of many people's words (Unicode annex 9 calls that the reason for isolates). Marks that turn
a line around (U+202E and its sisters) are left out, since nobody types them; what is really written from right to left,
a name in Arabic letters, is isolated, so that a time or a number beside it stays where it is.
"""

from __future__ import annotations

import re

from contract.texts import TURNING

_RIGHT_TO_LEFT = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\U00010800-\\U00010fff\\U0001e800-\\U0001efff"
"""Hebrew, Arabic, Syriac, Thaana, N'Ko and the rest of the blocks whose letters are written so (Unicode 15)."""
_ANY = re.compile(f"[{TURNING}{_RIGHT_TO_LEFT}]")
_MARKS = re.compile(f"[{TURNING}]")
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^A-Za-z0-9\\u00c0-\\u024f\\u1e00-\\u1eff\\n]*[{_RIGHT_TO_LEFT}])*")
"""From a letter of theirs to the last one before a letter or a figure of ours."""
_ISOLATED = "\u2067\\g<0>\u2069"
"""RLI … PDI."""


def kept_in_order(text: str) -> str:
    """`text` as it may be drawn. Nearly every text comes back as it is."""
    if text.isascii() or _ANY.search(text) is None:
        return text
    return _RUN.sub(_ISOLATED, _MARKS.sub("", text))
