"""What hands do with what is on a desk: walk it, look at cameras and turn them, view the queue, bring incidents on."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.row_menu import RowMenu
from views.desk.verbs import DeskVerbs
from views.desk.workplace import Workplace
from views.incidents.stages import StagePresenter
from views.incidents.verbs import IncidentVerbs
from views.queue.commands import QueueCommands
from views.video.health import HealthPresenter
from views.video.health_board import HealthBoardPresenter
from views.video.menu import CameraMenu
from views.video.ptz_room import PtzRoom
from views.video.tools import CameraTools


class HandRoom(Parts):
    """Walking, cameras, queue, and incidents with their steps at one desk."""

    def __init__(self, at: Workplace) -> None:
        context, desk = at.context, at.desk
        self.queue_commands = QueueCommands(context, at.window, desk.queue, desk.known, at.run)
        self._health_board = HealthBoardPresenter(context, desk.cameras, desk.streams, at.window)
        self.tools = CameraTools(context, desk.cameras, desk.streams, at.shown)
        self.menu = CameraMenu(desk.grid, desk.cameras, at.registry, at.run)
        self.row_menu = RowMenu(at)
        self.stages = StagePresenter(context, at.window, at.overlays, desk.known)
        self.stages.changed.connect(desk.incident.refresh_commands)
        super().__init__(
            DeskVerbs(desk), IncidentVerbs(context, desk.known, at.overlays.ask),
            PtzRoom(context, desk.cameras, desk.streams), self.tools, self._health_board, self.queue_commands,
            self.stages,
        )  # fmt: skip

    @property
    def health(self) -> HealthPresenter:
        """Who keeps the log of the cameras' health."""
        return self._health_board.health
