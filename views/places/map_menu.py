"""What can be done with a place of a map, for the mouse and the key for menus."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from views.base.command_menu import CommandMenu
from views.desk.workplace import Workplace
from widgets.places.moving_map import MovingMap


class MapMenu(QObject):
    """Of one map."""

    def __init__(self, at: Workplace, shown: MovingMap) -> None:
        super().__init__(shown)
        self._map, self._commands = shown, CommandMenu(at.registry, at.run)
        shown.menu_wanted.connect(self._open)

    def menu(self, lat: float, lon: float) -> QMenu:
        """At this latitude and longitude."""
        made = QMenu(self._map)
        made.setToolTipsVisible(True)
        title = self.tr("Open an incident here")
        self._commands.add(made, "new-incident", {"lat": lat, "lon": lon}, title=title)
        return made

    def _open(self, lat: float, lon: float, at: QPoint) -> None:
        menu = self.menu(lat, lon)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
