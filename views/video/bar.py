"""The bar over the cameras: which ones are shown and how many of them move; what is pressed there is a command."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import QObject

from console.records.models import Incident
from console.video.census import shown
from views.base.command_list import COMMANDS, Command
from views.base.context import Context
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles
from views.video.words import count_words
from widgets.video.timeline import Moment
from widgets.video.toolbar import SIDES, CameraBar, Mode

GATHERED, NEAR = "gathered", "near"
SHOWN = (*(mode.command for mode in Mode), "grid-2x2", "grid-3x3", "grid-4x4")


class CameraBarPresenter(QObject):
    """Keeps it true. `choose(name)` runs the command of a button."""

    def __init__(
        self,
        context: Context,
        bar: CameraBar,
        cameras: CameraPresenter,
        streams: StreamTiles,
        choose: Callable[[str], None],
    ) -> None:
        super().__init__(cameras)
        self._context, self._bar, self._cameras, self._streams = context, bar, cameras, streams
        self.incidents: Callable[[], list[Incident]] = list
        """Those that are open."""
        cameras.arranged_anew.connect(self._on_arranged)
        bar.group_chosen.connect(self._on_group)
        bar.command_chosen.connect(choose)
        for command in declared(SHOWN):
            for part in (bar.views, bar.sides):
                part.say(command.name, command.title, command.key)

    def tick(self, now: datetime) -> None:
        """Once a second: how many move, and what began at the cameras that are shown."""
        there = set(self._cameras.page_ids)
        found = [one for one in self.incidents() if not there.isdisjoint(one.camera_ids)]
        moments = [Moment(one.id, one.created_at, one.severity, one.title) for one in found]
        self._bar.timeline.set_moments(moments, now)
        meaning = self.tr("Cameras whose pictures come, of all that are shown here")
        self._bar.set_count(count_words(shown(self._streams.all())), meaning)

    def _on_arranged(self) -> None:
        cameras = self._cameras
        self._bar.set_side(cameras.side if cameras.side in SIDES else None)
        groups = [("", self.tr("All cameras")), *((area, area) for area in cameras.areas)]
        if cameras.is_beside:
            groups.insert(0, (NEAR, self.tr("By the chosen incident")))
        if cameras.is_brought:
            groups.append((GATHERED, self.tr("Gathered around the incident")))
        self._bar.set_groups(groups, self.chosen)
        self._bar.groups.setEnabled(not cameras.is_brought)
        self.tick(self._context.now())

    @property
    def chosen(self) -> str:
        """Which cameras are shown: an area, empty for all of the city, or one of the keys above."""
        if self._cameras.is_brought:
            return GATHERED
        return NEAR if self._cameras.is_following else self._cameras.area

    def _on_group(self, key: str) -> None:
        if key != GATHERED:
            self._cameras.set_following(on=key == NEAR)
        if key not in {GATHERED, NEAR}:
            self._cameras.show_area(key)


def declared(names: Collection[str]) -> list[Command]:
    """These commands, in this order, before anybody has bound them."""
    known = {command.name: command for command in COMMANDS}
    return [known[name] for name in names]
