"""What happens so often that a line for each would be a flood: counted by who it was, and written down each minute.

Of what is refused the first few of an address in a minute have a line each; the others are counted. So whoever floods
the door fills no disk, and nobody's refusal is lost in the flood without being counted.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from backend.audit.lines import note
from backend.ledger.ledger import Ledger

FIRST = 5
"""Refusals of one address in a minute that have a line each."""
PER_MINUTE = 60
"""Such lines of all addresses together."""
KEYS = 500
"""Whom one tells apart within a minute; the rest is counted together."""
OTHERS = "others"


class Key(NamedTuple):
    """Who did what from where."""

    kind: str
    who: str
    source: str
    about: str = ""


class Tally:
    """One server's counts since they were written down last. Safe to call from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._counts: dict[Key, dict[str, int]] = {}
        self._told: dict[str, int] = {}
        self._lines = 0

    def add(self, key: Key, **counts: int) -> None:
        """Count what is not worth a line by itself."""
        self._more(key, {"times": 1, **counts})

    def refused(self, key: Key, device: str, what: Mapping[str, Any]) -> None:
        """Something was refused: a line, or one more of the count."""
        with self._lock:
            told = self._told.get(key.source, 0)
            has_line = told < FIRST and self._lines < PER_MINUTE
            if has_line:
                self._told[key.source] = told + 1
                self._lines += 1
        if not has_line:
            self.add(Key(f"{key.kind}-more", key.who, key.source))
            return
        with self._ledger.aside() as connection:
            note(connection, key.kind, key.who, device, key.source, what)

    def write(self) -> int:
        """Write down what was counted, and begin anew; how many lines. To be called each minute and at the end."""
        with self._lock:
            counts, self._counts = self._counts, {}
            self._told, self._lines = {}, 0
        if not counts:
            return 0
        try:
            with self._ledger.aside() as connection:
                for key, sums in sorted(counts.items()):
                    note(connection, key.kind, key.who, "", key.source, sums, about=key.about)
        except SQLAlchemyError:
            for key, sums in counts.items():  # the database is away: they are written the next time
                self._more(key, sums)
            raise
        return len(counts)

    def _more(self, key: Key, sums: Mapping[str, int]) -> None:
        with self._lock:
            if key not in self._counts and len(self._counts) >= KEYS:
                key = Key(key.kind, OTHERS, OTHERS)
            had = self._counts.setdefault(key, {})
            for name, value in sums.items():
                had[name] = had.get(name, 0) + value
