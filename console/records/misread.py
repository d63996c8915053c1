"""What of the server's records could not be read: kept by record, told once for each version of it, until it is mended.

Readers' threads fill it as they read; the loop's thread asks it. It knows nothing of screens and no language.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from console.records.reading import Oddity, Reading

NAMELESS = "unread"
"""Records of this type are no record: what came without a type or an id of its own (`console.sync.page`)."""
POINTS = "points"
"""Histories are no records either; the id is their indicator's."""
KEPT_MOST = 20_000
"""More are counted and no longer listed: somebody's whole feed is broken then, and the first ones say how."""


@dataclass(frozen=True)
class Misread:
    """One record of which something could not be read."""

    kind: str
    id: str
    oddities: tuple[Oddity, ...]
    hidden: bool
    """Whether nothing of it can be shown."""
    source: str = ""
    """Who sent it, as far as it says."""


def _nobody_hears() -> None:
    return


class Misreads:
    """The records that stand so now. `changed` is called on any thread, with nothing held."""

    def __init__(self, changed: Callable[[], None] = _nobody_hears) -> None:
        self._changed = changed
        self._lock = threading.Lock()
        self._found: dict[tuple[str, str], tuple[int, Misread]] = {}
        self._told: dict[tuple[str, str], int] = {}

    def heard(self, kind: str, key: str, said: int, reading: Reading[Any]) -> None:
        """A record was read; `said` tells one version's text from another's."""
        place = (kind, key)
        with self._lock:
            before = self._found.get(place)
            if not reading.oddities:
                if before is None:
                    return
                del self._found[place]
            elif before is not None and before[0] == said:
                return
            elif before is not None or len(self._found) < KEPT_MOST:
                hidden = reading.record is None
                self._found[place] = said, Misread(kind, key, reading.oddities, hidden, reading.source)
        self._changed()

    def points(self, indicator_id: str, odd: int) -> None:
        """So many values of an indicator's history could not be read."""
        oddities = (Oddity("points", "not_understood", str(odd)),) if odd else ()
        self.heard(POINTS, indicator_id, odd, Reading(None, oddities))

    def gone(self, kind: str, keys: Iterable[str]) -> None:
        """These records are not here any more."""
        with self._lock:
            lost = [self._found.pop((kind, key), None) for key in keys]
        if any(one is not None for one in lost):
            self._changed()

    def all(self) -> list[Misread]:
        """Every one that stands so, by type and id."""
        with self._lock:
            return [self._found[place][1] for place in sorted(self._found)]

    def ids(self, kind: str) -> frozenset[str]:
        """The ids of those of one type."""
        with self._lock:
            return frozenset(key for found, key in self._found if found == kind)

    def untold(self) -> list[Misread]:
        """Those that nobody was told of in this version; with this they are."""
        with self._lock:
            fresh = [place for place, (said, _one) in self._found.items() if self._told.get(place) != said]
            if len(self._told) > 4 * KEPT_MOST:
                self._told.clear()
            self._told |= {place: self._found[place][0] for place in fresh}
            return [self._found[place][1] for place in sorted(fresh)]
