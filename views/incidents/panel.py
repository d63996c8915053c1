"""The incident panel's presenter: the selected incident's facts and history, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from console.base.changes import Change
from console.records.models import Incident
from views.base.commands import Registry
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.incidents.older import OlderLines
from views.incidents.stages import next_command, stage_name, step_titles
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton
from widgets.incidents.panel import IncidentPanel

BUTTONS = (
    "acknowledge-incident",
    "assign-incident",
    "add-note",
    "escalate-incident",
    "resolve-incident",
    "mark-step",
    "bundle",
    "show-reporter",
    "focus-camera",
)


class IncidentPresenter(QObject):
    """Shows one incident, read anew whenever the store says that it changed."""

    shown = Signal()

    def __init__(self, context: Context, panel: IncidentPanel, registry: Registry, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._panel = panel
        self._registry = registry
        self._wanted: str | None = None
        self.incident: Incident | None = None
        self._older = OlderLines(context)
        self._refresher = Refresher(self._read, context.faults.met)
        panel.older_wanted.connect(lambda: context.start_task(self._read_older()))
        self._unsubscribe = context.session.changes.subscribe({"incident", "outbox", "session"}, self._on_change)

    def close(self) -> None:
        """Listen no more."""
        self._unsubscribe()
        self._refresher.close()

    def show(self, incident_id: str | None) -> None:
        """Show this incident from now on."""
        self._wanted = incident_id
        self._refresher.ask()

    def tick(self, now: datetime) -> None:
        """Ages and deadlines move on once a second."""
        if self.incident is not None:
            self._panel.set_incident(self.incident, now)

    def refresh_commands(self) -> None:
        """Buttons, their keys, and why one is off."""
        buttons = []
        shown = self.incident
        trouble = "decide-conflict" if shown and shown.conflicts else "show-outbox" if shown and shown.refused else ""
        titles = step_titles(self._context, shown) if shown is not None else {}
        following = next_command(self._context, shown) if shown is not None else ""
        if shown is not None:
            self._panel.set_way(shown.id, stage_name(self._context, shown), following)
        first = (trouble, following if following in titles else "")
        for name in dict.fromkeys((*filter(None, first), *BUTTONS, *titles)):
            command = self._registry[name]
            reason = self._registry.why_off(name)
            text = sentence(reason) if reason else ""
            buttons.append(CommandButton(name, titles.get(name) or command.title, command.key, reason is None, text))
        self._panel.deeds.offer(buttons)

    async def _read_older(self) -> None:
        found = await self._context.session.store.incident(self._wanted) if self._wanted else None
        if found is not None:
            await self._older.fetch(found)
            self._refresher.ask()

    def _on_change(self, change: Change) -> None:
        if change.kind != "incident" or change.ids is None or self._wanted in change.ids:
            self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        wanted = self._wanted
        found = await self._context.session.store.incident(wanted) if wanted else None
        self.incident = self._older.put_to(found) if found is not None else None
        self._panel.set_incident(self.incident, self._context.now())
        self.refresh_commands()
        self.shown.emit()
