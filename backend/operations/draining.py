"""Whether a server is on its way out: it still answers, and asks to be sent nobody new."""

from __future__ import annotations


class Draining:
    """Begins once and for all; any thread, and a signal's handler too."""

    def __init__(self) -> None:
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether the end was asked for."""
        return self._begun

    def begin(self) -> None:
        """The end was asked for."""
        self._begun = True
