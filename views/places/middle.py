"""What the middle of a desk shows: cameras, the map, or both; remembered, and on a wide screen both until somebody
chooses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from views.arguments.reading import Arguments
from views.base.commands import Registry, Run
from views.desk.columns import WIDE_PX
from views.desk.workplace import Workplace
from views.places.desk_map import DeskMap
from views.places.nearest import NearestCameras
from widgets.video.toolbar import Mode


class MiddleModes(QObject):
    """Turns the middle from one to the other. Cameras keep their streams over it."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._context, self._desk = at.context, at.desk
        self._middle, self._cameras = at.desk.middle, at.desk.cameras
        self._turning = False
        self.map = DeskMap(at)
        self._nearest = NearestCameras(at)
        self._middle.reshaped.connect(self._reshape)
        self._cameras.sided.connect(self._on_sided)
        self._cameras.arranged_anew.connect(self._say)

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        for mode in Mode:
            registry.bind(mode.command, self._choosing(mode))

    def start(self) -> None:
        """As it was left. Not before: a grid that is laid out for the first time looks like one that was asked for."""
        self._desk.staged.connect(self._fit)
        self._fit()

    def close(self) -> None:
        """Listen no more."""
        self.map.close()

    def tick(self, _now: datetime) -> None:
        """Once a second: what is on the map, who is near, and how many move."""
        self.map.tick()
        self._nearest.tick()
        self._say()

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        shown = self._middle.mode
        return {"middle": str(shown), "middle_map": self.map.state() if shown is not Mode.CAMERAS else None}

    def choose(self, mode: Mode) -> None:
        """Show this from now on, at the next start too."""
        self._context.remember(middle=str(mode))
        self._show(mode)

    def _choosing(self, mode: Mode) -> Run[Arguments]:
        return lambda _args: self.choose(mode)

    def _fit(self) -> None:
        """What nobody has chosen is as the width of the desk suggests."""
        kept = self._context.arrangement.middle
        wide = self._desk.width() >= WIDE_PX
        self._show(Mode(kept) if kept is not None else Mode.SPLIT if wide else Mode.CAMERAS)

    def _show(self, mode: Mode) -> None:
        if mode is self._middle.mode:
            return
        self._turning = True
        self._middle.set_mode(mode)
        self._reshape()
        self._turning = False
        self.map.tick()
        self._say()

    def _reshape(self) -> None:
        self._cameras.stand_beside(self._middle.shape_beside() if self._middle.mode is Mode.SPLIT else None)

    def _on_sided(self) -> None:
        """Somebody asked for a grid of so many cameras."""
        if not self._turning and self._middle.mode is not Mode.CAMERAS:
            self.choose(Mode.CAMERAS)

    def _say(self) -> None:
        """Over the cameras beside the map: which they are."""
        if self._middle.mode is not Mode.SPLIT:
            return
        bar = self._desk.camera_bar
        which = self.tr("Cameras near the incident, the nearest first")
        self._middle.head.set_words(
            which if self._cameras.is_following and self._nearest.found else bar.groups.currentText(),
            bar.count_words(),
        )
