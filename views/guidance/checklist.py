"""The checklist of the shown incident: how far it is, what comes next, and whom to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.records.checklist import Checklist, Progress, StepState, checklist_for, progress
from console.records.models import Actor, Incident
from console.verbs import actions
from views.arguments.incident import OfIncident
from views.base.commands import Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.guidance.contacts import ContactPresenter
from views.incidents.why_off import why_off
from widgets.incidents.checklist_row import next_words


class ChecklistPresenter(QObject):
    """Finds the city's checklist for the incident, and keeps it in the panel as it is."""

    def __init__(self, at: Workplace, contacts: ContactPresenter) -> None:
        super().__init__(at.desk)
        self._at, self._contacts = at, contacts
        self._panel = at.desk.incident_panel
        self._known: list[Checklist] = []
        self._progress: Progress | None = None
        self.why_off = why_off(at.context, at.desk.known, self._rule)
        """Why no step of an incident's checklist may be marked; None where one may."""
        at.desk.incident.shown.connect(self._show)
        contacts.changed.connect(self._show)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe({"checklist"}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("focus-checklist", lambda _args: self._open(), lambda _args: self.why_off(OfIncident()))

    def of(self, incident: Incident) -> Progress | None:
        """How far the checklist of this incident is; None where there is none for it."""
        found = checklist_for(self._known, incident)
        return progress(found, incident) if found is not None else None

    def open_beside(self) -> None:
        """Give it the keyboard, where it does not cover the cameras."""
        if not self._at.desk.folded:
            self._open()

    def tick(self, now: datetime) -> None:
        """Once a second: what is due."""
        incident = self._at.shown()
        found = self._progress = self.of(incident) if incident is not None else None
        self._panel.checklist.set_progress(found, now, self._call())
        if found is None or incident is None or not incident.is_open:
            self._panel.state.set_next("")
        else:
            self._panel.state.set_next(*next_words(found, now))

    def state(self) -> dict[str, Any]:
        """How far it is, as plain data."""
        found, now = self._progress, self._at.context.now()
        if found is None:
            return {"checklist": None}
        return {
            "checklist": {
                "id": found.checklist.id,
                "next": found.next.step.id if found.next else None,
                "steps": [_step_state(one, now) for one in found.steps],
            }
        }

    def _show(self) -> None:
        self.tick(self._at.context.now())

    def _open(self) -> None:
        if self._progress is not None:
            self._at.desk.open_incident()
            self._panel.show_checklist()

    def _call(self) -> str:
        numbers = self._contacts.numbers(self._progress.checklist.contacts) if self._progress is not None else ""
        return self.tr("Call (T for all): {numbers}").format(numbers=numbers) if numbers else ""

    def _rule(self, incident: Incident, actor: Actor) -> str | None:
        if checklist_for(self._known, incident) is None:
            return "no_checklist"
        return actions.allowed("step", incident, actor)

    async def _read(self, _ids: Ids) -> None:
        self._known = await self._at.context.session.store.records("checklist", Checklist)
        self._show()


def _step_state(state: StepState, now: datetime) -> dict[str, Any]:
    done = state.done
    return {
        "number": state.number,
        "id": state.step.id,
        "done_by": done.actor_name if done is not None else None,
        "answer": done.answer if done is not None else None,
        "pending": done.pending if done is not None else False,
        "overdue": state.is_overdue(now),
    }
