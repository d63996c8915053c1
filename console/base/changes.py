"""What changed, announced once: screens re-read just that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from console.base.beat import Beat


@dataclass(frozen=True)
class Change:
    """Something of `kind` changed; `ids` None means: perhaps all of it."""

    kind: str
    ids: frozenset[str] | None = None


Listener = Callable[[Change], None]


class Changes:
    """The bus. `emit` may be called from any thread; listeners hear on the loop's."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: list[tuple[frozenset[str], Listener]] = []
        self._beat = Beat(self._tell)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """The loop that listeners live on."""
        self._loop = loop

    def subscribe(self, kinds: Iterable[str], listener: Listener) -> Callable[[], None]:
        """Hear of `kinds` from now on; calling the answer ends it."""
        entry = (frozenset(kinds), listener)
        self._listeners.append(entry)

        def end() -> None:
            if entry in self._listeners:
                self._listeners.remove(entry)

        return end

    def emit(self, kind: str, ids: Iterable[str] | None = None) -> None:
        """Announce a change. Any thread; nobody hears before a loop is attached."""
        change = Change(kind, None if ids is None else frozenset(ids))
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._deliver, change)

    def _deliver(self, change: Change) -> None:
        for kinds, listener in tuple(self._listeners):
            if change.kind in kinds:
                with self._beat.part(listener):
                    listener(change)

    def _tell(self, error: BaseException) -> None:
        """The loop's own net hears of it (`views.base.faults`), as if it had come through."""
        if self._loop is not None:
            self._loop.call_exception_handler({"message": "a listener failed", "exception": error})
