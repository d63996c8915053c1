"""The wall from a desk: it is led there, and what was on it is found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from console.base.beat import Beat
from views.base.parts import Parts, Ticks
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.wall_control.control import WallControl
from views.wall_control.desk_shows import shown_at
from views.wall_control.hands import WallHands
from views.wall_control.recorder import RecorderPresenter
from views.wall_control.remove_preset import RemovePreset
from views.wall_control.save_preset import SavePreset
from views.wall_control.standing import WallStanding
from views.wall_control.watch import WallWatch


class WallControlRoom(Parts):
    """All of it at one desk. `gathered` is what belongs to the shown incident."""

    def __init__(self, at: Workplace, gathered: Bundle) -> None:
        self._window = at.window
        self.watch = WallWatch(at.context, at.window)
        self.recorder = RecorderPresenter(at.context, at.overlays, self.watch)
        self.standing = WallStanding(at.context, self.watch)
        self.control = WallControl(at, self.watch, self.standing, lambda: shown_at(at.desk, gathered))
        panel, verbs = self.control.panel, self.control.verbs
        # Before the panel that it opens over, so that Esc closes what is on top.
        self.saving = SavePreset(at, panel, verbs.outcomes, verbs.why)
        at.overlays.add("wall", panel)
        removing = RemovePreset(panel, verbs.outcomes, verbs.why)
        self._hands = WallHands(at, self.control, self.saving, removing)
        at.desk.strips.wall_fact, at.desk.strips.wall_channel = self.standing.strip, self.standing.channel
        self._beat = Beat(at.context.faults.met)
        super().__init__(self.watch, self.control, self.control.shown, self.saving, removing, self.recorder)

    def ticking(self) -> Iterator[Ticks]:
        """The room as one: it knows whether anybody looks."""
        yield self

    def tick(self, now: datetime) -> None:
        """Once a second; the server is not asked for what nobody can see."""
        self.control.tick(now)
        window = self._window.window()
        if window.isVisible() and not window.isMinimized() and not window.property("locked"):
            for part in (self.watch, self.recorder):
                with self._beat.part(part):
                    part.tick(now)
