"""What wall control shows, put together from what is known of the wall: the panel, and two facts for the strips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.records.models import LinkChannel, LinkState
from console.records.wall import Wall
from views.base.commands import Registry
from views.base.context import Context
from views.wall_control.advice import advice_lines, judged_screens
from views.wall_control.lists import (
    DeskShows,
    change_lines,
    screen_words,
    show_lines,
    state_lines,
)
from views.wall_control.verbs import WallVerbs, counts
from views.wall_control.view import mini_screens
from views.wall_control.watch import WallWatch
from views.wall_control.words import ages_words, control_words, ending_words
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.walls.panel import WallPanel, WallView

BUTTONS = (
    ("take-wall", "T"),
    ("extend-wall", "E"),
    ("release-wall", "R"),
    ("take-over-wall", "O"),
    ("blank-wall-screen", "B"),
    ("freeze-wall-screen", "F"),
    ("identify-wall", "I"),
    ("save-wall-preset", "S"),
    ("remove-wall-preset", "Del"),
    ("show-wall-recorder", "V"),
    ("next-wall", "N"),
)


class WallShown(QObject):
    """Fills the panel while it is open."""

    def __init__(
        self, context: Context, watch: WallWatch, verbs: WallVerbs, panel: WallPanel, desk: Callable[[], DeskShows]
    ) -> None:
        super().__init__(watch)
        self._context, self._desk = context, desk
        self.watch, self.verbs, self.panel = watch, verbs, panel
        self.registry: Registry | None = None

    def state(self) -> dict[str, Any]:
        """What wall control knows and shows, as plain data."""
        wall, now = self.watch.wall, self._context.now()
        if wall is None:
            return {"wall": None}
        lease, found = wall.lease_at(now), self.watch.differences(now)
        judged = judged_screens(wall, self.watch) if self.panel.isVisible() else []
        return {
            "wall": {
                "id": wall.id, "revision": wall.revision, "open": self.panel.isVisible(), "mode": self.panel.mode,
                "selected": self.panel.miniature.selected(), "rows": self.panel.keys(),
                "row": self.panel.row(),
                "lease": lease.model_dump(mode="json") if lease is not None else None,
                "desired": {screen: wish.as_data() for screen, wish in wall.desired.items()},
                "differences": {screen: [one.code for one in rows] for screen, rows in found.items()},
                "told": [one.model_dump(mode="json", exclude={"before"}) for one in wall.told],
                "pending": list(wall.pending), "presets": {one.id: one.name for one in wall.presets},
                "said": self.verbs.outcomes.told[0], "dry": counts(self.verbs.change, wall),
                "illegible": [one.key for one in judged if not one.one.is_legible],
                **self.watch.state(now),
            },
        }  # fmt: skip

    def strip(self, now: datetime) -> str:
        """For the bottom strip: the age board as far as it is known; the last minute of one's own control before it."""
        wall = self.watch.wall
        if wall is None:
            return ""
        ending = ending_words(wall, self._context.session.actor, now)
        board = ages_words(self.watch.ages(now), known=True)[0] if self.watch.is_heard else ""
        return self.tr("Wall: {board}").format(board=ending or board) if ending or board else ""

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

    def refresh(self, *, force: bool = False) -> None:
        """Show what is known now; `force`: also before the panel is open."""
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
            return show_lines(wall, self.watch, self._desk())
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
        """The last order; what makes doubtful whatever is seen here goes before it, and never in its place."""
        words, tone = self.verbs.outcomes.told
        link = self._context.session.links.all().get(LinkChannel.ORDERS)
        if link is not None and link.state == LinkState.DOWN:
            doubt = self.tr(
                "No connection: this is the wall as it was last known. An order waits for one minute at most."
            )
        elif self.watch.trouble:
            doubt = sentence(self.watch.trouble)
        else:
            return words, tone
        return f"{doubt} {words}".strip(), "late"

    def _empty(self) -> tuple[str, str]:
        if not self.watch.is_read:
            return self.tr("Reading…"), ""
        return (
            self.tr("There is no wall yet"),
            self.tr("The centre's walls come here from the server, with their screens and what they show."),
        )

    def _buttons(self) -> tuple[CommandButton, ...]:
        registry = self.registry
        if registry is None:
            return ()
        made = []
        for name, key in BUTTONS:
            if name in registry:
                reason = registry.why_off(name)
                title = registry[name].title
                made.append(CommandButton(name, title, key, reason is None, sentence(reason) if reason else ""))
        return tuple(made)
