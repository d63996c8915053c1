"""What can be done with an incident, for the mouse: a menu on its row in the queue, unfolded and folded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from console.records.models import Incident
from views.arguments.reading import arguments_of
from views.base.command_menu import CommandMenu
from views.base.commands import Said
from views.desk.workplace import Workplace
from views.incidents.panel import DANGER, MORE, NOT_HERE
from views.incidents.stages import step_titles
from views.video.grid import linked_camera
from widgets.base import icons
from widgets.base.labels import button_text
from widgets.incidents.deeds import SLOTS

OPEN = ("open-incident",)
COPY = "copy-code"
"""What the entry is called that is no command."""
TITLE_MOST = 40
ASKED = frozenset({"close-incident"})
"""What is done at once where an incident is named, and from a menu never without being asked."""


class RowMenu(QObject):
    """Each entry names the incident that the menu was opened for: where the rows go meanwhile is nothing to it."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at, self._commands = at, CommandMenu(at.registry, at.run)
        self.menu: QMenu | None = None
        """The one that was opened last."""
        at.desk.queue_panel.table.menu_wanted.connect(self.open)
        at.desk.folded_queue.menu_wanted.connect(self.open)

    def open(self, incident_id: str, at: QPoint) -> None:
        """At this point of the screen; nothing for one that is not known here."""
        incident = self._at.desk.known(incident_id)
        if incident is None:
            return
        if self.menu is not None:
            self.menu.close()
            self.menu.deleteLater()
        self.menu = self.made(incident)
        self.menu.popup(at)

    def made(self, incident: Incident) -> QMenu:
        """All that can be done with it, each with its key; what cannot be done now is off and tells why."""
        menu, translate = QMenu(self._at.desk), QCoreApplication.translate
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(translate("queue", "What can be done with {code}").format(code=incident.code))
        head = menu.addAction(button_text(f"{incident.code}  {short(incident.title)}"))
        head.setEnabled(False)  # so that nobody has to guess whose menu it is
        titles = step_titles(self._at.context, incident)
        for group in (OPEN, SLOTS, *MORE, DANGER):
            menu.addSeparator()
            for name in group:
                said = self._said(name, incident)
                if said is not None:
                    self._add(menu, name, titles.get(name, ""), incident, said)
            if group is OPEN:
                copied = menu.addAction(translate("queue", "Copy the code"))
                copied.setObjectName(COPY)
                copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(incident.code))
        return menu

    def _said(self, name: str, incident: Incident) -> Said | None:
        """The arguments by which it means this incident; None where it means none, or has nothing to do with it."""
        registry = self._at.registry
        if name not in registry:
            return None
        said: dict[str, object] = {}
        known = arguments_of(registry[name].arguments)
        if "incident" in known:
            said = {"incident": incident.id}
        elif "camera" in known:
            camera = linked_camera(self._at.desk.cameras.cameras, incident)
            said = {"camera": camera} if camera is not None else {}
        elif name == "decide-conflict" and incident.conflicts:
            said = {"action": incident.conflicts[0]}
        return said if said and registry.why_off(name, said) not in NOT_HERE else None

    def _add(self, menu: QMenu, name: str, title: str, incident: Incident, said: Said) -> None:
        asked = (lambda: self._at.overlays.ask(name, incident)) if name in ASKED else None
        action = self._commands.add(menu, name, said, title=title, instead=asked)
        if action is not None and name in DANGER:
            action.setIcon(icons.icon("octagon-x", "severity1"))


def short(title: str) -> str:
    """As much of it as a menu has room for."""
    return title if len(title) <= TITLE_MOST else f"{title[: TITLE_MOST - 1].rstrip()}…"
