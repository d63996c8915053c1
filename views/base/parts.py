"""Parts that belong together in a window, met through one door: each is asked for what it has, and for no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from views.base.commands import Registry
from widgets.base.overlay import Overlay


@runtime_checkable
class Binds(Protocol):
    """Has commands."""

    def bind(self, registry: Registry) -> None:
        """Tie them to their work."""


@runtime_checkable
class Starts(Protocol):
    """Has something to do once the desk is there."""

    def start(self) -> None:
        """Begin with it."""


@runtime_checkable
class Ticks(Protocol):
    """Says something that changes with time."""

    def tick(self, now: datetime) -> None:
        """Once a second."""


@runtime_checkable
class GoesBack(Protocol):
    """Has something that Esc ends."""

    def go_back(self) -> bool:
        """End it; false where there is nothing to end."""


@runtime_checkable
class Opens(Protocol):
    """Has something that opens over the window."""

    def overlays(self) -> Mapping[str, Overlay]:
        """By the name under which those who look from outside know it."""


@runtime_checkable
class Tells(Protocol):
    """Knows something that is worth to be seen from outside."""

    def state(self) -> dict[str, Any]:
        """It as plain data."""


@runtime_checkable
class Closes(Protocol):
    """Listens to something."""

    def close(self) -> None:
        """Listen no more."""


class Parts:
    """A room of the desk, or all of them: what one of its parts offers, it offers."""

    def __init__(self, *parts: object) -> None:
        self._parts = parts

    def bind(self, registry: Registry) -> None:
        """Tie every command."""
        for part in self._parts:
            if isinstance(part, Binds):
                part.bind(registry)

    def start(self) -> None:
        """The desk is there."""
        for part in self._parts:
            if isinstance(part, Starts):
                part.start()

    def ticking(self) -> Iterator[Ticks]:
        """Each part that wants to hear of every second, one by one, so that what one meets stops no other."""
        for part in self._parts:
            if isinstance(part, Parts):
                yield from part.ticking()
            elif isinstance(part, Ticks):
                yield part

    def go_back(self) -> bool:
        """End what is nearest to the hand, in the order of the parts; false where there is nothing."""
        return any(part.go_back() for part in self._parts if isinstance(part, GoesBack))

    def overlays(self) -> dict[str, Overlay]:
        """What opens over the window, by name."""
        return {
            name: overlay
            for part in self._parts
            if isinstance(part, Opens)
            for name, overlay in part.overlays().items()
        }

    def state(self) -> dict[str, Any]:
        """What they know, as plain data."""
        return {name: one for part in self._parts if isinstance(part, Tells) for name, one in part.state().items()}

    def close(self) -> None:
        """Listen no more."""
        for part in self._parts:
            if isinstance(part, Closes):
                part.close()
