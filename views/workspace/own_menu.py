"""What belongs to the person at the desk: lock, PIN, password, looks, the pages of administration, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from views.base.command_menu import CommandMenu
from views.base.commands import Registry, Start
from widgets.words.marked_text import QT_TRANSLATE_NOOP

GROUPS: tuple[tuple[str, ...], ...] = (
    ("lock-desk", "set-pin", "change-password"),
    ("show-settings", "toggle-theme", "toggle-contrast", "mute-sounds"),
    ("show-first-steps", "show-tour", "cut-network"),
    ("show-outbox", "show-catch-up", "search-past", "show-alarm-load"),
    ("sign-on", "sign-off", "hand-over", "show-handovers", "add-log-entry"),
    ("show-wall-recorder", "edit-layouts"),
    ("show-administration", "show-evidence", "show-audit", "show-misread"),
    ("sign-out", "quit"),
)
"""Commands between rules; the ways out stand apart."""
WITHIN: Mapping[int, str] = MappingProxyType(
    {4: QT_TRANSLATE_NOOP("own_menu", "Shift"), 5: QT_TRANSLATE_NOOP("own_menu", "Video wall")}
)
"""Groups that have a menu of their own within this one, which would be higher than a screen; and what it is called."""


class OwnMenu:
    """Opens beside `button` of the rail, upwards from its foot."""

    def __init__(self, window: QWidget, button: QWidget, registry: Registry, run: Start) -> None:
        self._button, self._commands = button, CommandMenu(registry, run)
        self.menu = QMenu(window)
        self.menu.setToolTipsVisible(True)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-own-menu", lambda _args: self._show())

    def _show(self) -> None:
        self.menu.clear()
        for place, names in enumerate(GROUPS):
            inside = self.menu
            if place in WITHIN:
                inside = self.menu.addMenu(QCoreApplication.translate("own_menu", WITHIN[place]))
                inside.setToolTipsVisible(True)
            elif place:
                self.menu.addSeparator()
            for name in names:
                self._commands.add(inside, name)
        corner = self._button.mapToGlobal(QPoint(self._button.width(), self._button.height()))
        self.menu.popup(corner - QPoint(0, self.menu.sizeHint().height()))
