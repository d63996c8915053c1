"""What a ledger tells of its own pace, to whoever counts it."""

from __future__ import annotations

from typing import Protocol


class Timings(Protocol):
    """Told from any thread, in seconds; must return at once and raise nothing."""

    def waited(self, seconds: float) -> None:
        """A write waited so long for its turn."""

    def held(self, seconds: float) -> None:
        """A write kept others waiting for so long."""

    def woken(self, seconds: float) -> None:
        """Those who wait were woken so long after the announcement of a commit."""


class Untimed:
    """Nobody counts."""

    def waited(self, seconds: float) -> None:
        """Nothing."""

    def held(self, seconds: float) -> None:
        """Nothing."""

    def woken(self, seconds: float) -> None:
        """Nothing."""
