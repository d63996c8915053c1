"""Who is reading is not disturbed: when new rows wait, and which of them come in at once all the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from console.records.models import Incident
from contract.records.incident import Severity

READING_S = 10.0
"""So long after the last touch somebody is taken to be reading."""
SCROLLED_S = 60.0
"""The same where the list is scrolled; after that nobody is there, and news must not wait for ever."""


class WaitingNews:
    """Ids that wait, and the critical ones that came in while somebody was reading."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._touched = float("-inf")
        self.waiting: set[str] = set()
        self.critical: set[str] = set()

    def touch(self) -> None:
        """A hand is at the queue."""
        self._touched = self._monotonic()

    def rest(self) -> None:
        """The hand is taken off."""
        self._touched = float("-inf")

    def reading(self, *, scrolled: bool) -> bool:
        """Whether somebody is reading now."""
        return self._monotonic() - self._touched < (SCROLLED_S if scrolled else READING_S)

    def admitted(self, fresh: Iterable[Incident]) -> list[Incident]:
        """Those of the new rows that come in now, while somebody reads: what is critical, and what we did ourselves."""
        come = []
        for incident in fresh:
            if incident.severity <= Severity.CRITICAL or incident.pending:
                self.waiting.discard(incident.id)
                self.critical.add(incident.id)
                come.append(incident)
            else:
                self.waiting.add(incident.id)
        return come

    def forget(self, ids: Iterable[str]) -> None:
        """They are no longer in the queue."""
        self.waiting.difference_update(ids)
        self.critical.difference_update(ids)

    def clear(self) -> None:
        """All was shown."""
        self.waiting.clear()
        self.critical.clear()
