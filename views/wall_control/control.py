"""Wall control on the desk: ties what is known of the wall to its panel, and the panel's keys to commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.base.beat import Beat
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.arguments.wall import (
    ApplyWallPreset,
    Mode,
    PushToWall,
    RollBackWall,
    ShowWall,
    SwapWallScreens,
    TurnWallScreen,
    WallChange,
)
from views.base.commands import NOTHING, CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.desk.desk import Desk
from views.guidance.bundle import Bundle
from views.wall_control.lists import DeskShows
from views.wall_control.presets import REMOVE, WallPresets
from views.wall_control.recorder import RecorderPresenter
from views.wall_control.shown import WallShown
from views.wall_control.verbs import WallVerbs
from views.wall_control.watch import WallWatch
from views.words.sentences import sentence
from widgets.walls.panel import WallPanel


class WallControl(QObject):
    """One panel over the desk. `bundle` gathers what belongs to the shown incident."""

    def __init__(self, context: Context, overlays: Overlays, desk: Desk, bundle: Bundle, run: Start) -> None:
        super().__init__(overlays.window)
        self._context, self._desk, self._bundle, self._run = context, desk, bundle, run
        self.watch = WallWatch(context, self)
        self.recorder = RecorderPresenter(context, overlays, self.watch)
        self.panel = WallPanel(overlays.window)
        self.verbs = WallVerbs(context, self.watch, self.panel.miniature.selected, self.desk_shows)
        # Before the panel that it opens over, so that Esc closes what is on top.
        self.presets = WallPresets(context, overlays, self.panel, self.verbs.outcomes, run)
        self.presets.asked.connect(lambda: self._open(ShowWall(mode="show")))
        overlays.add("wall", self.panel)
        self.shown = WallShown(context, self.watch, self.verbs, self.panel, self.desk_shows)
        panel = self.panel
        panel.opened.connect(lambda: self.watch.look(True))
        panel.closed.connect(self._on_closed)
        panel.command_chosen.connect(self._on_command)
        swap = "swap-wall-screens"
        panel.swap_chosen.connect(lambda one, other: self._try(swap, SwapWallScreens(screen=one, with_=other)))
        panel.screen_chosen.connect(self._on_screen)
        panel.tried.connect(self._on_tried)
        panel.sent.connect(self._send)
        panel.left.connect(self.verbs.leave)
        panel.mode_chosen.connect(lambda _mode: self.shown.refresh())
        self.watch.changed.connect(self.shown.refresh)
        self.verbs.changed.connect(self.shown.refresh)
        self.verbs.asked.connect(self._on_asked)
        desk.strips.wall_fact, desk.strips.wall_channel = self.shown.strip, self.shown.channel
        self._beat = Beat(context.faults.met)

    def start(self) -> None:
        """Read which walls there are."""
        self.watch.start()

    def close(self) -> None:
        """Listen no more."""
        self.verbs.close()
        self.watch.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        self.shown.registry = registry
        registry.bind(Taking.SHOW_WALL, self._open)
        registry.bind("next-wall", lambda _args: self._next(), lambda _args: self._why_no_next())
        self.verbs.bind(registry)
        self.presets.bind(registry)
        self.recorder.bind(registry)

    def tick(self, now: datetime) -> None:
        """Once a second: ask what the wall shows where it is time, and let leases and ages run."""
        with self._beat.part("outcomes"):
            self.verbs.outcomes.tick(now, is_seen=self.panel.isVisible())
        window = self.panel.window()
        if window.isVisible() and not window.isMinimized() and not window.property("locked"):
            for part in (self.watch, self.recorder):
                with self._beat.part(part):
                    part.tick(now)
        if self.panel.isVisible():
            with self._beat.part("shown"):
                self.shown.refresh()

    def state(self) -> dict[str, Any]:
        """What wall control and the recorder know and show, as plain data."""
        return self.shown.state() | self.recorder.state()

    def desk_shows(self) -> DeskShows:
        """What the desk shows that could be put on a screen."""
        cameras, incident = self._desk.cameras, self._desk.incident.incident
        gathered = self._bundle.gathered() if incident is not None else ([], [])
        return DeskShows(
            cameras.current_id() or next(iter(cameras.page_ids), None), tuple(cameras.page_ids), incident,
            (tuple(gathered[0]), tuple(gathered[1])),
        )  # fmt: skip

    # opening, and what is pressed in it

    def _open(self, args: ShowWall) -> None:
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

    def _on_command(self, name: str) -> None:
        """A key or a button: what would change the screens is tried out first."""
        if name == REMOVE:
            args = self.presets.pressed()
            if args is not None:
                self._run_told(name, args)
            return
        self.presets.forget()
        if name in ("blank-wall-screen", "freeze-wall-screen"):
            self._try(name, TurnWallScreen())
        else:
            self._run_told(name, NOTHING)

    def _on_asked(self, name: str) -> None:
        """A command without its choice, as from the palette: wall control opens where that is chosen."""
        modes: Mapping[str, Mode] = {
            "push-to-wall": "show", "apply-wall-preset": "show", "roll-back-wall": "changes",
        }  # fmt: skip
        self._open(ShowWall(mode=modes.get(name, "state")))
        if name in ("blank-wall-screen", "freeze-wall-screen"):
            self._try(name, TurnWallScreen())

    def _on_screen(self, _screen: str) -> None:
        change = self.verbs.change
        args = change.args if change is not None else None
        if isinstance(args, PushToWall) and args.row is not None:
            self._try("push-to-wall", PushToWall(row=args.row))
        else:
            self.shown.refresh()

    def _on_tried(self, mode: str, key: str, at_once: bool) -> None:
        """A row: shown first, or sent at once to the screen that is chosen."""
        kind, _, rest = key.partition(":")
        run: Callable[[str, WallChange], None] = self._run_told if at_once else self._try
        if mode == "changes":
            if kind == "told":
                run("roll-back-wall", RollBackWall(to=int(rest)))
        elif kind == "preset":
            run("apply-wall-preset", ApplyWallPreset(preset=rest))
        else:
            run("push-to-wall", PushToWall(row=key))

    def _try(self, name: str, args: WallChange) -> None:
        self._run_told(name, replace(args, dry=True))

    def _send(self) -> None:
        change = self.verbs.change
        if change is not None:
            self._run_told(change.command, change.args)

    def _run_told(self, name: str, args: Arguments) -> None:
        """Run a command; why it cannot run is said in the panel, where the eyes are."""
        registry = self.shown.registry
        reason = registry.why_off(name, args) if registry is not None else None
        if reason is not None:
            self.verbs.outcomes.say(sentence(reason))
        else:
            self._run(name, args)
