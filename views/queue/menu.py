"""All that can be done in the queue, for the mouse: a menu at its head, and on each filter the key that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from views.base.command_menu import CommandMenu
from views.base.commands import Registry, Start
from views.queue.saved_views import BUILT_IN
from widgets.queue.panel import QueuePanel

GROUPS = (
    ("next-incident", "previous-incident", "focus-queue", "show-news", "show-whole-queue", "fold-queue"),
    ("search-incidents", "search-past"),
    ("choose-view", "save-view", "delete-view", "restore-view"),
)


class QueueMenu(QObject):
    """Made anew each time it is opened, as things stand then."""

    def __init__(self, panel: QueuePanel, start: Start) -> None:
        super().__init__(panel)
        self._panel, self._start = panel, start
        self._registry: Registry | None = None
        self.menu = QMenu(panel)
        self.menu.setToolTipsVisible(True)
        panel.head.menu_wanted.connect(self._open)

    def bind(self, registry: Registry) -> None:
        """Take the keys of the filters from the commands that choose them."""
        self._registry = registry
        named = {name: f"filter-{name.replace('_', '-')}" for name in BUILT_IN}
        known = {one.name: one.key for one in registry.declared()}
        self._panel.set_filter_keys({name: known.get(command, "") for name, command in named.items()})

    def _open(self, at: QPoint) -> None:
        self.fill()
        self.menu.popup(at)

    def fill(self) -> None:
        """Every command, with what keeps it off now; own views have their chips."""
        if self._registry is None:
            return
        commands = CommandMenu(self._registry, self._start)
        self.menu.clear()
        for group in GROUPS:
            for name in group:
                commands.add(self.menu, name)
            self.menu.addSeparator()
