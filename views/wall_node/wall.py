"""The wall: a borderless window on each monitor of this machine, nobody at the keyboard, never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.demo import Demo
from views.arguments.table import Taking
from views.base.commands import Registry
from views.base.context import Context
from views.desk.state import links_state
from views.shell.windows import Window
from views.wall_node.node import WallNode
from views.wall_node.unattended import Awake, Heartbeat


class Wall(QObject):
    """The windows of one node of the wall `name`, or of a layout of that name on every monitor."""

    def __init__(self, context: Context, name: str, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._name = name
        self.registry = Registry()
        self.registry.bind(Taking.QUIT, lambda _args: end(0))
        self._node = WallNode(context, name, end, self)
        self.screens, self.beat = self._node.screens, self._node.beat

    @property
    def health(self) -> Wall:
        """Who saves at the end."""
        return self

    def open(self) -> None:
        """Show a window on every screen, from the cache."""
        self._heartbeat = Heartbeat(self)
        self._awake = Awake(self)
        self._node.start()

    async def enter(self, demo: Demo | None) -> None:
        """Sign in with the wall's token, from the demo or from a file."""
        await self._node.entry.enter(demo)

    async def close(self) -> None:
        """Save what was counted and what could not be told."""
        await self._node.save()

    def close_all(self) -> None:
        """End every window and stream."""
        self._node.close()

    def windows(self) -> list[QWidget]:
        """One for each screen."""
        return list(self.screens.windows())

    def raise_up(self) -> None:
        """Bring the windows to the front."""
        for window in self.windows():
            window.raise_()

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        """What the tiles received and painted since the last reset."""
        return self._node.stage.streams.figures(reset=reset)

    def row_version(self, _incident_id: str) -> int | None:
        """A wall has no queue of its own."""
        return None

    def state(self) -> dict[str, Any]:
        """What the wall shows, as plain data."""
        return {"screen": "wall", "name": self._name, "links": links_state(self._context), **self._node.state()}


def make(context: Context, end: Callable[[int], None]) -> Window:
    """The windows of the wall that the command line names, as `views.shell.windows` asks for them."""
    return Wall(context, context.options.wall or "", end)
