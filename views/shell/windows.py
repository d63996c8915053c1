"""What a run shows: the desk's window, or those of a wall. Each is loaded where it is asked for alone: a wall needs
nothing of what an operator works with, and that is half of the program."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Protocol

from console.demo import Demo
from views.base.context import Context
from views.remote_control.remote import Screen

DESK, WALL = "desk", "wall"
MODULES = MappingProxyType({DESK: "views.shell.desk_window", WALL: "views.wall_node.wall"})
"""Where each is made, by `make(context, end)`."""


class Window(Screen, Protocol):
    """A screen from its opening to its end."""

    @property
    def health(self) -> Any:
        """Who saves at the end: `await health.close()`."""

    def open(self) -> None:
        """Be seen."""

    async def enter(self, demo: Demo | None) -> None:
        """Come to be signed in."""

    def close_all(self) -> None:
        """Let go of everything."""


Make = Callable[[Context, Callable[[int], None]], Window]


def loaded(name: str) -> Make:
    """What makes the window `name`, one of `MODULES`."""
    make: Make = importlib.import_module(MODULES[name]).make
    return make
