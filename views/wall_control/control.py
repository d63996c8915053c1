"""Wall control on the desk: one panel over it, and which of the walls it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from console.base.beat import Beat
from views.arguments.table import Taking
from views.arguments.wall import ShowWall
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.wall_control.desk_shows import DeskShows
from views.wall_control.lists import WallLists
from views.wall_control.shown import WallShown
from views.wall_control.standing import WallStanding
from views.wall_control.verbs import WallVerbs
from views.wall_control.watch import WallWatch
from widgets.walls.panel import WallPanel


class WallControl(QObject):
    """`desk()` is what the desk shows that could be put on a screen."""

    def __init__(self, at: Workplace, watch: WallWatch, standing: WallStanding, desk: Callable[[], DeskShows]) -> None:
        super().__init__(at.window)
        self.watch = watch
        self.panel = WallPanel(at.window)
        self.verbs = WallVerbs(at.context, watch, self.panel.miniature.selected, desk)
        self.shown = WallShown(at, self.verbs, self.panel, WallLists(watch, desk), standing)
        self.panel.opened.connect(lambda: watch.look(True))
        self.panel.closed.connect(self._on_closed)
        self.panel.left.connect(self.verbs.leave)
        self.panel.mode_chosen.connect(lambda _mode: self.shown.refresh())
        watch.changed.connect(self.shown.refresh)
        self.verbs.changed.connect(self.shown.refresh)
        self._beat = Beat(at.context.faults.met)

    def close(self) -> None:
        """Listen no more."""
        self.verbs.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SHOW_WALL, self.open)
        registry.bind("next-wall", lambda _args: self._next(), lambda _args: self._why_no_next())
        self.verbs.bind(registry)

    def tick(self, now: datetime) -> None:
        """Once a second: let leases and ages run."""
        with self._beat.part("outcomes"):
            self.verbs.outcomes.tick(now, is_seen=self.panel.isVisible())
        if self.panel.isVisible():
            with self._beat.part("shown"):
                self.shown.refresh()

    def open(self, args: ShowWall) -> None:
        """Open the panel as it is said."""
        if args.wall is not None:
            self._choose(args.wall)
        if args.mode is not None:
            self.panel.choose_mode(args.mode)
        self.shown.refresh(force=True)
        self.panel.open()
        if args.screen is not None:
            self.panel.miniature.select(args.screen)

    def _choose(self, wall_id: str) -> None:
        if all(one.id != wall_id for one in self.watch.walls):
            raise CommandRefusedError("no_wall")
        self.verbs.leave()
        self.watch.choose(wall_id)

    def _why_no_next(self) -> str | None:
        return None if len(self.watch.walls) > 1 else "one_wall"

    def _next(self) -> None:
        ids = [one.id for one in self.watch.walls]
        here = ids.index(self.watch.wall.id) if self.watch.wall is not None else -1
        self._choose(ids[(here + 1) % len(ids)])

    def _on_closed(self) -> None:
        self.watch.look(False)
        self.verbs.leave()
