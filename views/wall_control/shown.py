"""What wall control shows, put together from what is known of the wall."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.records.wall import Wall
from views.desk.workplace import Workplace
from views.wall_control.advice import judged_screens
from views.wall_control.buttons import buttons
from views.wall_control.lists import WallLists
from views.wall_control.names import screen_words
from views.wall_control.standing import WallStanding
from views.wall_control.verbs import WallVerbs
from views.wall_control.view import mini_screens
from views.wall_control.words import ages_words, control_words
from widgets.walls.panel import WallPanel, WallView


class WallShown(QObject):
    """Fills the panel while it is open."""

    def __init__(
        self, at: Workplace, verbs: WallVerbs, panel: WallPanel, lists: WallLists, standing: WallStanding
    ) -> None:
        super().__init__(verbs)
        self._at, self._lists, self._standing = at, lists, standing
        self.watch, self.verbs, self.panel = verbs.watch, verbs, panel

    def state(self) -> dict[str, Any]:
        """What wall control knows and shows, as plain data."""
        wall, now = self.watch.wall, self._at.context.now()
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
                "said": self.verbs.outcomes.told[0], "dry": self.verbs.would(),
                "illegible": [one.key for one in judged if not one.one.is_legible],
                **self.watch.known(now),
            },
        }  # fmt: skip

    def refresh(self, *, force: bool = False) -> None:
        """Show what is known now; `force`: also before the panel is open."""
        if not force and not self.panel.isVisible():
            return
        wall, now = self.watch.wall, self._at.context.now()
        self.panel.set_loading(on=not self.watch.is_read)
        if not self.watch.is_read:
            return
        if wall is None:
            self.panel.show_wall(WallView(empty=self._empty()))
            return
        change = self.verbs.change
        self.panel.show_wall(
            WallView(
                name=self.tr("Wall control: {name}").format(name=wall.name or wall.id),
                control=control_words(wall, self._at.context.session.actor, now),
                ages=ages_words(self.watch.ages(now), known=self.watch.actual is not None),
                screens=mini_screens(wall, self.watch, change, now),
                lists={self.panel.mode: self._lists.of(self.panel.mode, wall, now)},
                commands=buttons(self._at.registry),
                preview=self._preview(wall),
                told=self._told(),
            )
        )

    def _preview(self, wall: Wall) -> str:
        dry = self.verbs.would()
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
        doubt = self._standing.doubt()
        return (f"{doubt} {words}".strip(), "late") if doubt else (words, tone)

    def _empty(self) -> tuple[str, str]:
        return (
            self.tr("There is no wall yet"),
            self.tr("The centre's walls come here from the server, with their screens and what they show."),
        )
