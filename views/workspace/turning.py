"""Turns the pages of the desk: one at a time, back and forth as in a book, the same key opens and closes, and a page
is there again after a lock or a new start."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.base.errors import IocError
from views.arguments.reading import as_given
from views.base.commands import NOTHING, CommandRefusedError, Registry, Said, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.workspace.pages import ALSO_DEEDS, COMMAND_OF_PAGE, DESK
from widgets.base.desk_page import DeskPage
from widgets.base.overlay import top_overlay

STOPS_MOST = 50


@dataclass(frozen=True)
class Stop:
    """A page by its command and what that was told; the desk itself is told nothing."""

    command: str = DESK
    said: dict[str, Any] = field(default_factory=dict)


class Turning(QObject):
    """`turned(command)`: what is on the screen now, `DESK` where no page is."""

    turned = Signal(str)

    def __init__(self, context: Context, overlays: Overlays, registry: Registry, run: Start) -> None:
        super().__init__(overlays.window)
        self._context, self._overlays, self._registry, self._run = context, overlays, registry, run
        self._stops, self._at = [Stop()], 0
        self._open: DeskPage | None = None
        self._kept: Stop | None = None
        self._walks_to: int | None = None
        registry.keep_said(COMMAND_OF_PAGE.values())
        overlays.added.connect(self._on_added)

    @property
    def stop(self) -> Stop:
        """Where one is."""
        return self._stops[self._at]

    @property
    def is_at_page(self) -> bool:
        """Whether a page covers the desk."""
        return self._open is not None

    def bind(self, registry: Registry) -> None:
        """Tie the ways between pages."""
        registry.bind(DESK, lambda _args: self.leave())
        registry.bind("page-back", lambda _args: self._walk(-1), lambda _args: self._why_not(-1))
        registry.bind("page-forward", lambda _args: self._walk(1), lambda _args: self._why_not(1))

    def press(self, command: str) -> None:
        """A key or a button of the rail: of the page that is open it closes it, else it runs."""
        is_own = self._open is not None and self.stop.command == command
        if is_own and top_overlay(self._overlays.window) is self._open:
            self.leave()
        else:
            self._run(command, NOTHING)

    def leave(self) -> None:
        """The desk itself again."""
        if self._open is not None:
            self._open.close()

    def start(self) -> None:
        """Open what was open when the program ended."""
        kept = self._context.arrangement
        if kept.open_page in self._registry and kept.open_page != DESK:
            said = {} if kept.open_page in ALSO_DEEDS else kept.open_page_said
            self._context.start_task(self._open_again(Stop(kept.open_page, said)))

    def unlocked(self) -> None:
        """Open what the lock closed."""
        kept, self._kept = self._kept, None
        if kept is not None:
            self._context.start_task(self._open_again(kept))

    def place(self) -> None:
        """The stage has changed."""
        if self._open is not None:
            self._open.place()

    def tick(self, _now: datetime) -> None:
        """Remember where one is; not while it is locked away."""
        stop, kept = self._kept or self.stop, self._context.arrangement
        command = "" if stop.command == DESK else stop.command
        if (command, stop.said) != (kept.open_page, kept.open_page_said):
            self._context.remember(open_page=command, open_page_said=stop.said)

    def state(self) -> dict[str, Any]:
        """What is on the screen, for those who look from outside."""
        return {"page": self.stop.command}

    # how pages come and go

    def _on_added(self, name: str) -> None:
        page = self._overlays.named(name)
        if isinstance(page, DeskPage):
            page.opened.connect(partial(self._on_opened, name, page))
            page.leaving.connect(partial(self._on_leaving, page))
            page.back_wanted.connect(lambda: self._run("page-back", NOTHING))
            page.forward_wanted.connect(lambda: self._run("page-forward", NOTHING))

    def _on_opened(self, name: str, page: DeskPage) -> None:
        before, self._open = self._open, page
        command = COMMAND_OF_PAGE[name]
        said = {} if command in ALSO_DEEDS else as_given(self._registry.said(command))
        self._arrive(Stop(command, said))
        if before is not None and before is not page:
            before.close()

    def _on_leaving(self, page: DeskPage) -> None:
        if page is not self._open:
            return  # another one took its place
        self._open = None
        if self._overlays.window.property("locked"):
            self._kept = self.stop
        self._arrive(Stop())

    def _arrive(self, stop: Stop) -> None:
        at, self._walks_to = self._walks_to, None
        if at is not None and self._stops[at].command == stop.command:
            self._at = at
        elif stop != self.stop:
            self._stops = [*self._stops[: self._at + 1], stop][-STOPS_MOST:]
            self._at = len(self._stops) - 1
        if self._open is not None:
            self._open.offer_forward(there=self._why_not(1) is None)
        self.turned.emit(stop.command)

    def _why_not(self, step: int) -> str | None:
        return None if 0 <= self._at + step < len(self._stops) else "no_page_there"

    def _walk(self, step: int) -> None:
        self._walks_to = self._at + step
        stop = self._stops[self._walks_to]
        if stop.command == DESK:
            self.leave()
        else:
            self._run(stop.command, stop.said)

    async def _open_again(self, stop: Stop) -> None:
        """What cannot be opened now is not worth a notice that nobody asked for."""
        try:
            await self._registry.run(stop.command, _still(stop.said))
        except (CommandRefusedError, IocError):
            return


def _still(said: dict[str, Any]) -> Said:
    return said or NOTHING
