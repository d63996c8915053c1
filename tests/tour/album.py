"""Where the pictures of one walk go: each has a number of its own, and its name tells walk, state and size."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.journeys.driver import Driver, RefusedError

PAUSE_S = 0.5
"""So long a screen settles: a page fades for 120 ms, rows are read within 200."""
Size = tuple[int, int]


class Album:
    """One walk at one size."""

    def __init__(self, out: Path, walk: str, size: Size) -> None:
        self._folder = out / named(size)
        self._walk, self._size = walk, named(size)
        self._number = 0
        self.passed_over: list[str] = []
        """What could not be shown, and why."""

    def take(self, console: Driver, name: str, pause_s: float = PAUSE_S) -> None:
        """Let the screen settle, then save it."""
        time.sleep(pause_s)
        self._number += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._walk}-{self._number:03d}-{name}-{self._size}.png"
        console.do("screenshot", path=str(path))

    def show(self, console: Driver, name: str, command: str, **args: Any) -> bool:
        """Run a command and save what it opens; whether it ran: one that is off is said and passed over."""
        try:
            console.do(command, **args)
        except RefusedError as error:
            self.pass_over(f"{name}: {error}")
            return False
        self.take(console, name)
        return True

    def pass_over(self, what: str) -> None:
        """Say that this has no picture."""
        self.passed_over.append(what)
        print(f"{self._walk} {self._size} passed over {what}", flush=True)


def named(size: Size) -> str:
    """As sizes are written in names: 1920x1080."""
    return f"{size[0]}x{size[1]}"
