"""The texts by which clients say how far they have read, and how it is known that a text is of this history.

A database can be set back to an earlier state: a backup is restored, a standby that was behind takes over. What is
numbered then is another history than what some consoles have read. So the history has *lines*: one begins with every
start of a server and whenever a database comes back, from the number that is the newest then. Each line has a key of
its own, which seals the cursors of its numbers. A cursor whose seal is another line's is proof that the line it is of
was cut off before that number; one whose seal nobody knows is of a history that this database never had.
"""

from __future__ import annotations

import enum
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from contract.cursors import place

SEAL_SIGNS = 16
"""64 bits: nobody guesses one online."""
LINES_KEPT = 100
"""A console that was off for more starts than this fetches everything anew."""


class Standing(enum.Enum):
    """What a seal tells."""

    OURS = "of this history"
    CUT_OFF = "of numbers that this history once had and lost"
    UNKNOWN = "of no line that is known here"
    NONE = "given out before there were seals"


class Cursor(NamedTuple):
    """What a text says."""

    epoch: str
    seq: int
    standing: Standing


class Line(NamedTuple):
    """The numbers after `after`, until the next line begins."""

    after: int
    key: str


class Lines:
    """Writes and reads cursors with the lines of one history, oldest first."""

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self._lines = [Line(*one) for one in json.loads(stored)]

    def includes(self, others: Lines) -> bool:
        """Whether the newest of the `others` is known here: they were read before these, then."""
        return others._lines[-1] in self._lines

    def begun(self, after: int) -> str:
        """The lines as they are to be stored with a new one."""
        return json.dumps([*self._lines[1 - LINES_KEPT :], Line(after, secrets.token_hex(16))])

    def text(self, epoch: str, seq: int) -> str:
        """The cursor at `seq`."""
        said = f"{epoch}.{seq}"
        return f"{said}.{_seal(self._of(seq), said)}"

    def read(self, text: str) -> Cursor | None:
        """What `text` says; None where it is none."""
        stands = place(text)
        if stands is None:
            return None
        _epoch, number, *seals = text.split(".")
        said = f"{stands.epoch}.{number}"
        return Cursor(*stands, self._standing(stands.seq, said, seals))

    def _of(self, seq: int) -> Line:
        """What came before the first line that is known is taken for its own."""
        return next((line for line in reversed(self._lines) if line.after < seq), self._lines[0])

    def _standing(self, seq: int, said: str, seals: Sequence[str]) -> Standing:
        if not seals:
            return Standing.NONE
        if hmac.compare_digest(_seal(self._of(seq), said), seals[0]):
            return Standing.OURS
        known = any(hmac.compare_digest(_seal(line, said), seals[0]) for line in self._lines)
        return Standing.CUT_OFF if known else Standing.UNKNOWN


def _seal(line: Line, said: str) -> str:
    return hmac.new(line.key.encode(), said.encode(), hashlib.sha256).hexdigest()[:SEAL_SIGNS]
