"""How far a console has read, as text: the name of a history, a number in it, and a seal that only the server reads.

To clients a cursor is opaque, but for one thing: which of two of the same history is further (`place`). A server whose
cursors have another form brings no pages with its wake-ups, or a console asks for each as if it had none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PATTERN = r"[0-9a-f]{16}\.[0-9]{1,18}(\.[0-9a-f]{16})?"
_FORM = re.compile(PATTERN)


class Place(NamedTuple):
    """A number of a history."""

    epoch: str
    seq: int


def place(cursor: object) -> Place | None:
    """Where `cursor` stands; None where it has another form."""
    if not isinstance(cursor, str) or _FORM.fullmatch(cursor) is None:
        return None
    epoch, number, *_seal = cursor.split(".")
    return Place(epoch, int(number))
