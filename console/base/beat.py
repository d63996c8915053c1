"""Parts that share one beat: a timer, a bus, a loop. What one of them meets is told once, and stops none of the others.

A part that fails at each beat is one trouble, not one a second: it is told again only after it has worked meanwhile, or
when it meets something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[BaseException], None]


class Beat:
    """Runs each part by itself; `tell` hears what one of them met."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._parts: list[Callable[[], object]] = []
        self._failing: dict[object, tuple[type[BaseException], str]] = {}

    def add(self, part: Callable[[], object]) -> None:
        """Let this part hear every beat, after those that were added before."""
        self._parts.append(part)

    def __call__(self) -> None:
        for part in tuple(self._parts):
            with self.part(part):
                part()

    @contextmanager
    def part(self, name: object) -> Iterator[None]:
        """What is done within ends with the first fault, and whatever comes after goes on."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever a part meets is its own
            met = (type(error), str(error))
            if self._failing.get(name) != met:
                self._failing[name] = met
                self._tell(error)
        else:
            self._failing.pop(name, None)
