"""What fills one window of a wall, and how it changes: the new comes over the old, tile by tile, never over black."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from contract.layouts import ScreenSpec
from views.tiles.binding import Binding, Stage
from views.wall_node.pane import Pane

STEP_MS = 40
CALM_S = 0.25
"""What is new comes all at once where it is there within this; text and numbers never wait longer for pictures."""
BOUND_S = 6.0
"""A first picture that nobody knows anything about is waited for so long (cameras send keyframes every 1 to 5 s); what
fails says so at once, and is shown with its words."""


class Content(QObject):
    """Panes on `ground`, the newest on top. `seen` tells whether anybody can see them, `changed` hears of new ones."""

    def __init__(self, stage: Stage, ground: QWidget, seen: Callable[[], bool], changed: Callable[[], None]) -> None:
        super().__init__(ground)
        self._stage, self._ground = stage, ground
        self._seen, self._changed = seen, changed
        self._panes: list[Pane] = []
        self.ahead: Pane | None = None
        """What was opened out of sight."""
        self._began = 0.0
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self._on_step)

    @property
    def pane(self) -> Pane | None:
        """The tiles that are shown, or about to be."""
        return self._panes[-1] if self._panes else None

    @property
    def part(self) -> ScreenSpec | None:
        """What they are of."""
        return self._panes[-1].spec if self._panes else None

    @property
    def bindings(self) -> list[Binding]:
        """The tiles that live."""
        placed = self._panes[-1].placed if self._panes else ()
        return [one.binding for one in placed if one.binding is not None]

    @property
    def is_settled(self) -> bool:
        """Whether all of `part` is to be seen."""
        return not self._steps.isActive()

    def retire(self) -> None:
        """Other content is about to come: it may take over the cameras that are open here."""
        for pane in self._panes:
            pane.retire(self._stage)

    def prepare(self, part: ScreenSpec | None) -> None:
        """Open what a tour shows next, out of sight; None for nothing."""
        if self.ahead is not None and self.ahead.spec != part:
            self.ahead.end()
            self.ahead = None
        if part is not None and self.ahead is None:
            self.ahead = Pane(self._stage, self._ground, part)

    def show_part(self, part: ScreenSpec) -> None:
        """Build `part` behind what is there, and let it come tile by tile."""
        self.prepare(part)
        assert self.ahead is not None  # noqa: S101 - just made
        self._panes.append(self.ahead)
        self.ahead = None
        self._began = time.monotonic()
        if len(self._panes) == 1 or not self._seen():
            self._finish()
        else:
            self._steps.start()

    def set_streaming(self, streaming: bool) -> None:
        """Open the cameras, or close them while nobody can see them."""
        if self._panes and self.is_settled:
            self._panes[-1].set_streaming(self._stage, streaming)

    def fit(self) -> None:
        """The ground has another size."""
        for pane in self._all():
            pane.fit()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        for pane in self._all():
            pane.tick(now)

    def end(self) -> None:
        """All tiles go."""
        self._steps.stop()
        for pane in self._all():
            pane.end()
        self._panes, self.ahead = [], None

    def _all(self) -> list[Pane]:
        return [*self._panes, *([self.ahead] if self.ahead is not None else [])]

    def _on_step(self) -> None:
        pane, waited_s = self._panes[-1], time.monotonic() - self._began
        if waited_s < CALM_S and not pane.is_ready(video=True):
            return
        if pane.reveal(everything=waited_s >= BOUND_S):
            self._finish()

    def _finish(self) -> None:
        self._steps.stop()
        self._panes[-1].reveal(everything=True)
        for pane in self._panes[:-1]:
            pane.end()
        del self._panes[:-1]
        self._changed()
