"""The pane beside the queue as a whole: forms within it, what it says of itself, and how it is put away."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from console.records.models import Incident
from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.guidance.near_camera import NearCameraPresenter
from views.guidance.nearby import NearbyPresenter
from widgets.base.forms import Form


class Pane(Parts):
    """Its forms and what it says of itself, and the camera near its incident."""

    def __init__(self, at: Workplace, nearby: NearbyPresenter) -> None:
        super().__init__(PanePresenter(at), NearCameraPresenter(at, nearby))


class PanePresenter(QObject):
    """Takes in the forms about the incident that is shown, which stays for as long as one is open. Tells where the
    queue has another one marked, or does not list this one."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at = at
        self._panel = at.desk.incident_panel
        self._docked: list[Form] = []
        at.overlays.docking = self._dock
        self._panel.put_away.connect(self._put_away)
        at.desk.queue.activated.connect(self._on_activated)
        for signal in (at.desk.incident.shown, at.desk.queue.changed, at.desk.queue.selected):
            signal.connect(self._tell)

    def tick(self, _now: datetime) -> None:
        """Once a second: what is shown may have left the filter."""
        self._tell()

    def state(self) -> dict[str, Any]:
        """Why the shown incident is not the marked one of the queue's list; empty where it is."""
        return {"pane_apart": self._apart()[0]}

    def _dock(self, form: Form, incident: Incident) -> None:
        shown = self._at.shown()
        if shown is None or shown.id != incident.id:
            form.dock(None)
            return
        self._at.desk.show_incident()
        form.dock(partial(self._panel.form_room, self._at.window))
        if form not in self._docked:
            self._docked.append(form)
            form.opened.connect(self._hold)
            form.closed.connect(self._hold)

    def _hold(self) -> None:
        self._at.desk.incident.hold(on=any(form.isVisible() and form.is_docked for form in self._docked))
        self._tell()

    def _put_away(self) -> None:
        """The cameras instead of it, where it lies over them; else the pane is empty until one is chosen."""
        if self._at.desk.folded:
            self._at.desk.show_middle()
        else:
            self._at.desk.incident.show(None)
        self._at.desk.queue_panel.rows.take_keyboard()

    def _on_activated(self, incident_id: str) -> None:
        """One that was put away and is still the marked one comes again."""
        if self._at.shown() is None:
            self._at.desk.incident.show(incident_id)

    def _tell(self) -> None:
        self._panel.head.set_apart(*self._apart())

    def _apart(self) -> tuple[str, str]:
        shown, queue = self._at.shown(), self._at.desk.queue
        if shown is None:
            return "", ""
        marked = queue.selected_id
        if marked is not None and marked != shown.id:
            other = queue.incident(marked)
            words = self.tr("The queue has {code} marked").format(code=other.code if other is not None else marked)
            return self.tr("not the marked one"), words
        known = queue.incident(shown.id)
        if known is None:
            return self.tr("no longer in the queue"), self.tr("It is not open any more, so that no list holds it")
        if not queue.open.shows(known, self._at.context.now()):
            return self.tr("outside the filter"), self.tr("The filter or the search of the queue leaves it out")
        return "", ""
