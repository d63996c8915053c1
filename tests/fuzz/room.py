"""A desk and a wall in this process, on a real session and cache, fed over HTTP by a server that says anything."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from console.base.settings import Settings
from console.records.models import LinkChannel, LinkState
from console.session import Session
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.shell.desk_window import DeskWindow
from views.wall_node.wall import Wall
from widgets.base import theme

PATIENCE_S = 60.0
WALL = "witness-wall"
SHOWING = (
    "show-plans", "open-plan", "show-shift-log", "show-handovers", "show-measures", "show-after-action", "show-wall",
    "show-wall-recorder", "show-alarm-load", "show-misread", "show-contacts", "show-related", "show-map", "show-outbox",
    "show-camera-health", "edit-layouts", "hand-over", "assign-incident", "add-note", "resolve-incident",
    "open-palette", "show-evidence",
    "show-whole-queue", "show-keys",
)  # fmt: skip
"""Commands that open a page or a form over the desk."""


class Heard(Faults):
    """The program's net, with a list of what fell into it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def met(self, error: BaseException, *, of_a_deed: bool = False) -> None:
        """Write it down."""
        self.heard.append(f"{type(error).__name__}: {error}")
        super().met(error, of_a_deed=of_a_deed)


class Room:
    """What is open; `met` is everything that anything in it fell over."""

    def __init__(self, context: Context, desk: DeskWindow | None, wall: Wall | None) -> None:
        self.context, self.session = context, context.session
        self._desk, self._wall = desk, wall
        self.met: list[str] = []

    @property
    def desk(self) -> DeskWindow:
        """The operator's window."""
        assert self._desk is not None
        return self._desk

    @property
    def wall(self) -> Wall:
        """The wall's node."""
        assert self._wall is not None
        return self._wall

    def link(self) -> tuple[LinkState, str]:
        """How far the queue can be trusted, and why not."""
        link = self.session.links.all()[LinkChannel.INCIDENTS]
        return link.state, link.reason

    async def show(self, command: str) -> bool:
        """Open what a command opens, paint it, and close it again; false where the command is off now."""
        try:
            await self.desk.registry.run(command)
        except CommandRefusedError:
            return False
        await self.rest()
        self.desk.grab()
        self.desk.overlays.go_back()
        return True

    async def rest(self) -> None:
        """Let everything run that was asked for."""
        for _turn in range(5):
            await asyncio.sleep(0.02)

    async def tick(self) -> None:
        """What happens once a second, now."""
        if self._desk is not None:
            self._desk.desk.tick()
            self._desk.seconds.beat()
            self._desk.rooms.wall.tick(self.context.now())
        if self._wall is not None:
            self._wall.beat()
        await self.rest()


async def until(test: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
    """Wait for it. Raises AssertionError."""
    await comes(test, what, patience_s)


@asynccontextmanager
async def room(folder: Path, url: str, *, wall: str | None = None, offline: bool = False) -> AsyncIterator[Room]:
    """A desk, or a wall's node; `offline` on what is in the folder alone, as after a restart without a server."""
    settings = Settings(credentials="file", backend_url=None if offline else url)
    session = Session(settings, folder, with_video=False)
    await session.start()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look = theme.load("dark", wall_scale=1.2) if wall else theme.load("dark")
    theme.apply(application, look)
    faults = Heard()
    context = Context(session, Options(node=wall), folder, faults, Timings(None, 0.0), look)
    made: DeskWindow | Wall | None = None
    hook = sys.excepthook
    try:
        if not offline:
            await session.use_token("a")
            await session.people.open_mark.renew()  # as after a password
        made = Wall(context, WALL, lambda _code: None) if wall else DeskWindow(context, lambda _code: None)
        found = Room(context, None if isinstance(made, Wall) else made, made if isinstance(made, Wall) else None)
        found.met = faults.heard
        faults.install(asyncio.get_running_loop())
        made.open()
        yield found
    finally:
        sys.excepthook = hook
        if made is not None:
            made.close_all()
            if isinstance(made, Wall):
                await made.close()
        await session.stop()
        if made is not None:  # a theme is put on every window that there is
            made.deleteLater()
            QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete.value)


Story = Callable[[], Awaitable[None]]


def told(story: Story, application: QApplication) -> None:
    """Run a story on Qt's loop."""
    with qt_loop(application) as loop, contextlib.suppress(KeyboardInterrupt):
        loop.run_until_complete(story())
