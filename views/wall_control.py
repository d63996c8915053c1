"""Wall control on the desk: ties what is known of the wall to its panel, and the panel's keys to commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.models import LinkChannel, LinkState
from console.wall_models import Wall
from views.bundle import Bundle
from views.commands import NO_ARGS, Args, CommandRefusedError, Registry
from views.context import Context
from views.desk import Desk
from views.overlays import Overlays
from views.sentences import sentence
from views.wall_control_lists import (
    DeskShows,
    advice_lines,
    change_lines,
    judged_screens,
    screen_words,
    show_lines,
    state_lines,
)
from views.wall_control_verbs import WallVerbs, counts
from views.wall_control_view import mini_screens
from views.wall_control_watch import WallWatch
from views.wall_control_words import ages_words, control_words
from views.wall_recorder import RecorderPresenter
from widgets.key_button import CommandButton
from widgets.wall_panel import WallPanel, WallView

Run = Callable[[str, Args], None]
BUTTONS = (
    ("take-wall", "T"),
    ("extend-wall", "E"),
    ("release-wall", "R"),
    ("take-over-wall", "O"),
    ("blank-wall-screen", "B"),
    ("freeze-wall-screen", "F"),
    ("identify-wall", "I"),
    ("show-wall-recorder", "V"),
    ("next-wall", "N"),
)


class WallControl(QObject):
    """One panel over the desk. `bundle` gathers what belongs to the shown incident."""

    def __init__(self, context: Context, overlays: Overlays, desk: Desk, bundle: Bundle, run: Run) -> None:
        super().__init__(overlays.window)
        self._context, self._desk, self._bundle, self._run = context, desk, bundle, run
        self.watch = WallWatch(context, self)
        self.recorder = RecorderPresenter(context, overlays, self.watch)
        self.panel = WallPanel(overlays.window)
        overlays.add("wall", self.panel)
        self.verbs = WallVerbs(context, self.watch, self.panel.miniature.selected, self.desk_shows)
        self._registry: Registry | None = None
        panel = self.panel
        panel.opened.connect(lambda: self.watch.look(True))
        panel.closed.connect(self._on_closed)
        panel.command_chosen.connect(self._on_command)
        panel.swap_chosen.connect(lambda one, other: self._try("swap-wall-screens", {"screen": one, "with": other}))
        panel.screen_chosen.connect(self._on_screen)
        panel.tried.connect(self._on_tried)
        panel.sent.connect(self._send)
        panel.left.connect(self.verbs.leave)
        panel.mode_chosen.connect(lambda _mode: self._refresh())
        self.watch.changed.connect(self._refresh)
        self.verbs.changed.connect(self._refresh)
        desk.strips.wall_fact, desk.strips.wall_channel = self.strip, self.channel
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(lambda: self.tick(context.now()))

    def start(self) -> None:
        """Read which walls there are, and tick."""
        self.watch.start()
        self._timer.start()

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        self.verbs.close()
        self.watch.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        self._registry = registry
        registry.bind("show-wall", self._open)
        registry.bind("next-wall", lambda _args: self._next(), lambda _args: self._why_no_next())
        self.verbs.bind(registry)
        self.recorder.bind(registry)

    def tick(self, now: datetime) -> None:
        """Once a second: ask what the wall shows where it is time, and let leases and ages run."""
        window = self.panel.window()
        if window.isVisible() and not window.isMinimized() and not window.property("locked"):
            self.watch.tick(now)
        if self.panel.isVisible():
            self._refresh()

    def state(self) -> dict[str, Any]:
        """What wall control knows and shows, as plain data."""
        wall, now = self.watch.wall, self._context.now()
        if wall is None:
            return {"wall": None}
        lease, found = wall.lease_at(now), self.watch.differences(now)
        small = {
            screen: [one.place for one, _name in rows if not one.is_legible]
            for screen, rows in judged_screens(wall, self.watch).items()
        } if self.panel.isVisible() else {}  # fmt: skip
        return {
            "wall": {
                "id": wall.id, "revision": wall.revision, "open": self.panel.isVisible(), "mode": self.panel.mode,
                "selected": self.panel.miniature.selected(), "rows": self.panel.keys(),
                "lease": lease.model_dump(mode="json") if lease is not None else None,
                "desired": {screen: wish.as_data() for screen, wish in wall.desired.items()},
                "differences": {screen: [one.code for one in rows] for screen, rows in found.items()},
                "told": [one.model_dump(mode="json", exclude={"before"}) for one in wall.told],
                "pending": list(wall.pending),
                "said": self.verbs.told[0], "dry": counts(self.verbs.change, wall), "illegible": small,
                **self.watch.state(now),
            },
            **self.recorder.state(),
        }  # fmt: skip

    def desk_shows(self) -> DeskShows:
        """What the desk shows that could be put on a screen."""
        cameras, incident = self._desk.cameras, self._desk.incident.incident
        gathered = self._bundle.gathered() if incident is not None else ([], [])
        return DeskShows(
            cameras.current_id() or next(iter(cameras.page_ids), None), tuple(cameras.page_ids), incident,
            (tuple(gathered[0]), tuple(gathered[1])),
        )  # fmt: skip

    def strip(self, now: datetime) -> str:
        """The age board for the desk's bottom strip; empty while nobody knows it."""
        wall = self.watch.wall
        if wall is None or not self.watch.is_heard:
            return ""
        return self.tr("Wall: {board}").format(board=ages_words(self.watch.ages(now), known=True)[0])

    def channel(self) -> tuple[str, str, str] | None:
        """The wall's own truth for the top strip: words, level, tooltip; None where there is no wall."""
        if self.watch.wall is None:
            return None
        if not self.watch.is_heard:
            reason = sentence(self.watch.trouble) if self.watch.trouble else self.tr("No screen was heard of yet")
            return self.tr("Wall –"), "late" if self.watch.trouble else "ok", reason
        there, count = self.watch.alive()
        tip = self.tr("Screens of the wall that are there and heard of; Ctrl+W opens wall control")
        return self.tr("Wall {n}/{of}").format(n=there, of=count), "ok" if there == count else "late", tip

    # opening, and what is pressed in it

    def _open(self, args: Args) -> None:
        if "wall" in args:
            self._choose(str(args["wall"]))
        if "mode" in args:
            self.panel.choose_mode(str(args["mode"]))
        self._refresh(force=True)
        self.panel.open()
        if "screen" in args:
            self.panel.miniature.select(str(args["screen"]))

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
        if name in ("blank-wall-screen", "freeze-wall-screen"):
            self._try(name, {})
        else:
            self._run_told(name, NO_ARGS)

    def _on_screen(self, _screen: str) -> None:
        change = self.verbs.change
        if change is not None and change.command == "push-to-wall" and "row" in change.args:
            self._try("push-to-wall", {"row": change.args["row"]})
        else:
            self._refresh()

    def _on_tried(self, mode: str, key: str) -> None:
        kind, _, rest = key.partition(":")
        if mode == "changes":
            if kind == "told":
                self._try("roll-back-wall", {"to": int(rest)})
        elif kind == "preset":
            self._try("apply-wall-preset", {"preset": rest})
        else:
            self._try("push-to-wall", {"row": key})

    def _try(self, name: str, args: Args) -> None:
        self._run_told(name, {**args, "dry": True})

    def _send(self) -> None:
        change = self.verbs.change
        if change is not None:
            self._run_told(change.command, change.args)

    def _run_told(self, name: str, args: Args) -> None:
        """Run a command; why it cannot run is said in the panel, where the eyes are."""
        reason = self._registry.why_off(name, args) if self._registry is not None else None
        if reason is not None:
            self.verbs.say(sentence(reason))
        else:
            self._run(name, args)

    # what is shown

    def _refresh(self, *, force: bool = False) -> None:
        if not force and not self.panel.isVisible():
            return
        wall, now = self.watch.wall, self._context.now()
        if wall is None:
            self.panel.show_wall(WallView(empty=self._empty()))
            return
        change = self.verbs.change
        self.panel.show_wall(
            WallView(
                name=self.tr("Wall control: {name}").format(name=wall.name or wall.id),
                control=control_words(wall, self._context.session.actor, now),
                ages=ages_words(self.watch.ages(now), known=self.watch.actual is not None),
                screens=mini_screens(wall, self.watch, change, now),
                lists={self.panel.mode: self._lines(wall, now)},
                commands=self._buttons(),
                preview=self._preview(wall),
                told=self._told(),
            )
        )

    def _lines(self, wall: Wall, now: datetime) -> list[Any]:
        if self.panel.mode == "show":
            return show_lines(wall, self.watch, self.desk_shows())
        if self.panel.mode == "changes":
            return change_lines(wall, now)
        if self.panel.mode == "advice":
            return advice_lines(wall, self.watch)
        return state_lines(wall, self.watch, now)

    def _preview(self, wall: Wall) -> str:
        dry = counts(self.verbs.change, wall)
        if dry is None:
            return ""
        if not dry["screens"]:
            words = self.tr("Not sent: “{what}” would change nothing. Esc leaves it.")
        else:
            words = self.tr("Not sent: “{what}” would change {screens}. Enter sends it, Esc leaves it.")
        screens = ", ".join(screen_words(wall, one) for one in dry["screens"])
        return words.format(what=dry["words"], screens=screens)

    def _told(self) -> tuple[str, str]:
        """The last order; an outage goes before it, since nothing that is seen here is true then."""
        link = self._context.session.links.all().get(LinkChannel.ORDERS)
        if link is not None and link.state == LinkState.DOWN:
            words = self.tr(
                "No connection: this is the wall as it was last known. An order waits for one minute at most."
            )
            return " ".join(part for part in (words, self.verbs.told[0]) if part), "late"
        if self.watch.trouble:
            return sentence(self.watch.trouble), "late"
        return self.verbs.told

    def _empty(self) -> tuple[str, str]:
        if not self.watch.is_read:
            return self.tr("Reading…"), ""
        return (
            self.tr("There is no wall yet"),
            self.tr("The centre's walls come here from the server, with their screens and what they show."),
        )

    def _buttons(self) -> tuple[CommandButton, ...]:
        registry = self._registry
        if registry is None:
            return ()
        made = []
        for name, key in BUTTONS:
            if name in registry:
                reason = registry.why_off(name)
                title = registry[name].title
                made.append(CommandButton(name, title, key, reason is None, sentence(reason) if reason else ""))
        return tuple(made)
