"""What can be done about an incident, as buttons; the main next step wears the accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from contract.records.incident import IncidentState
from widgets.base.command_grid import CommandGrid
from widgets.base.key_button import CommandButton


def next_step(incident: Incident) -> str:
    """The command that is the main next step; what is done is never offered as such again."""
    if incident.conflicts:
        return "decide-conflict"
    if incident.refused:
        return "show-outbox"
    if incident.state == IncidentState.NEW:
        return "acknowledge-incident"
    if not incident.is_open:
        return ""
    return "resolve-incident" if incident.assignee_id else "assign-incident"


class IncidentDeeds(CommandGrid):
    """The commands of the shown incident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Sequence[CommandButton] = ()
        self._next = ""

    def offer(self, commands: Sequence[CommandButton]) -> None:
        """The buttons, row by row; the main next step of the incident is found among them by its name."""
        self._offered = tuple(commands)
        self.set_commands(self._offered, self._next)

    def set_incident(self, incident: Incident, following: str) -> None:
        """Mark its next step: what is in trouble comes first, then what follows in the city's own way, then the
        contract's."""
        self._next = ("" if incident.refused else following) or next_step(incident)
        self.set_commands(self._offered, self._next)
