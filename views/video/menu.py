"""What can be done with a camera, for the mouse: a menu on its tile, and buttons on the one that has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from views.arguments.reading import arguments_of
from views.base.command_menu import CommandMenu
from views.base.commands import NOTHING, Registry, Said, Start
from views.video.bar import declared
from views.video.grid import CameraPresenter
from widgets.video.grid import VideoGrid

SHOWN = ("focus-camera", "new-incident", "replay-camera")
LISTED = (
    ("focus-camera", "replay-camera", "zoom-in", "zoom-out", "zoom-reset"),
    ("new-incident", "control-camera", "save-still", "save-clip"),
    ("overview", "next-cameras", "previous-cameras", "show-camera-health", "toggle-statistics"),
)


class CameraMenu(QObject):
    """`run(name, arguments)` runs a command."""

    def __init__(self, grid: VideoGrid, cameras: CameraPresenter, registry: Registry, run: Start) -> None:
        super().__init__(cameras)
        self._grid, self._cameras, self._registry, self._run = grid, cameras, registry, run
        self._commands = CommandMenu(registry, run)
        grid.menu_wanted.connect(self._open)
        buttons = grid.actions_shown
        buttons.offer([(command.name, command.title, command.key) for command in declared(SHOWN)])
        buttons.chosen.connect(self._on_button)

    def menu(self, camera_id: str) -> QMenu:
        """All that can be done with it; what cannot be done now is off and tells why."""
        made = QMenu(self._grid)
        made.setToolTipsVisible(True)
        for group in LISTED:
            if made.actions():
                made.addSeparator()
            for name in group:
                self._commands.add(made, name, self._of(name, camera_id))
        return made

    def _open(self, place: int, at: QPoint) -> None:
        ids = self._cameras.page_ids
        if 0 <= place < len(ids):
            menu = self.menu(ids[place])
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)  # a loop of its own, as exec() runs, would be entered by all that awaits

    def _on_button(self, name: str) -> None:
        camera_id = self._cameras.current_id()
        if camera_id is not None:
            self._run(name, self._of(name, camera_id))

    def _of(self, name: str, camera_id: str) -> Said:
        """What the command is told of a camera, where it takes one."""
        takes_one = "camera" in arguments_of(self._registry[name].arguments)
        return {"camera": camera_id} if takes_one else NOTHING
