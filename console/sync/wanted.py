"""Which histories screens read: those are fetched before all others."""

from __future__ import annotations

from collections.abc import Callable

MOST = 500
"""As many as one question to the server may name; a wall shows some dozens."""


class Wanted:
    """One session's, on the loop's thread. `heard` is called for one that was not read lately."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self.heard: Callable[[], None] = lambda: None

    def read(self, indicator_id: str) -> None:
        """A screen reads this history now."""
        is_new = self._ids.pop(indicator_id, self) is self
        self._ids[indicator_id] = None
        while len(self._ids) > MOST:
            del self._ids[next(iter(self._ids))]
        if is_new:
            self.heard()

    def ids(self) -> list[str]:
        """Those that were read last, the latest first."""
        return list(reversed(self._ids))
