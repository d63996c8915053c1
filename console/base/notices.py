"""What the operator should be told, kept from before any window exists.

A notice is news: it was so when it was told. Where it speaks of a state that can end, whoever posted it takes it back
as soon as the state is over; what shows it then lets it go, and it stays in `recent` as what was told.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.base.beat import Beat

_log = logging.getLogger(__name__)
KEPT = 200


@dataclass(frozen=True)
class Notice:
    """One code with its parameters; `level` is info, warning or error."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
    level: str = "info"
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Notices:
    """Remembers, logs and passes on in one call. Used on the loop's thread."""

    def __init__(self) -> None:
        self.recent: deque[Notice] = deque(maxlen=KEPT)
        self._listeners: list[Callable[[Notice], None]] = []
        self._over: list[Callable[[Notice], None]] = []
        self._holding: dict[str, list[Notice]] = {}
        """By code, what was told and not taken back."""
        self._beat = Beat(lambda error: _log.error("a listener of notices failed", exc_info=error))

    def post(self, code: str, level: str = "info", **params: object) -> None:
        """Tell it."""
        notice = Notice(code, params, level)
        self.recent.append(notice)
        self._holding.setdefault(code, []).append(notice)
        del self._holding[code][:-KEPT]
        _log.info("notice %s %s", code, params)
        for listener in tuple(self._listeners):
            with self._beat.part(listener):
                listener(notice)

    def subscribe(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Hear each notice from now on; calling the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def take_back(self, *codes: str) -> None:
        """What these codes told is no longer so; nothing happens where nothing was told."""
        for code in codes:
            for notice in self._holding.pop(code, ()):
                _log.info("no longer so: %s %s", code, notice.params)
                for listener in tuple(self._over):
                    with self._beat.part(listener):
                        listener(notice)

    def holds(self, notice: Notice) -> bool:
        """Whether it was not taken back."""
        return any(one is notice for one in self._holding.get(notice.code, ()))

    def on_over(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Hear of each notice that is taken back; calling the answer ends it."""
        self._over.append(listener)
        return lambda: self._over.remove(listener) if listener in self._over else None
