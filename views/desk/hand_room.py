"""What hands do with what is on a desk: cameras are looked at and turned, the queue has views, incidents go on."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.incidents.stages import StagePresenter
from views.queue.commands import QueueCommands
from views.video.health import HealthPresenter
from views.video.ptz import PtzPresenter
from views.video.tools import CameraTools
from widgets.base.overlay import Overlay
from widgets.video.health_board import HealthBoard


class HandRoom(Parts):
    """Cameras, queue and steps at one desk."""

    def __init__(self, at: Workplace) -> None:
        context, desk = at.context, at.desk
        self.queue_commands = QueueCommands(context, at.window, desk.queue, desk.known, at.run)
        self._health_board = HealthBoard(at.window)
        self.tools = CameraTools(context, desk.cameras, desk.streams, self._health_board, at.shown)
        self.ptz = PtzPresenter(context, desk.cameras, desk.streams)
        self.stages = StagePresenter(context, at.window, at.overlays, desk.known)
        self.stages.changed.connect(desk.incident.refresh_commands)
        super().__init__(self.ptz, self.tools, self.queue_commands, self.stages)

    @property
    def health(self) -> HealthPresenter:
        """Who keeps the log of the cameras' health."""
        return self.tools.health

    def overlays(self) -> dict[str, Overlay]:
        """The board of the cameras' health, and the forms of the queue's views."""
        return {"camera-health": self._health_board, **self.queue_commands.overlays()}
