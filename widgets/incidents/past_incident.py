"""One incident of the past, beside the rows that it was found in: to be read, with the place where it was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.places.city_map import NO_GROUND
from console.places.marks import incident_mark
from console.records.models import Incident
from widgets.base import theme
from widgets.base.labels import ElidedLabel, label, rule
from widgets.base.scrolled import Scrolled
from widgets.base.severity import severity_said
from widgets.incidents.facts import IncidentFacts
from widgets.incidents.head import IncidentHead
from widgets.incidents.history_list import HistoryList
from widgets.incidents.words import state_sentence
from widgets.places.map import PlaceMap

MAP_PX, MAP_SHARE = 200, 1000
"""The second: all that the history leaves."""


class PastIncident(Scrolled):
    """One incident to be read: nothing is done here. `older_wanted`: lines from before those that it has."""

    older_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Incident | None = None
        self.ground = NO_GROUND
        """The city's map, under the place of what is opened."""
        self._body = body = QWidget(self)
        self._head = IncidentHead(body)
        self._head.only_read()
        self._state = ElidedLabel("", "text", body, lines=2)
        self._state.set_tone("text2")
        self._facts = IncidentFacts(body)
        self._facts.reporter.hide()
        self._why = label("", "caption", body, wrap=True)
        self._history = HistoryList(body)
        self._history.older_wanted.connect(self.older_wanted)
        box = QVBoxLayout(body)
        box.setSpacing(theme.current().px(8))
        for part in (self._head, self._state, self._facts, rule(body), self._why, self._history):
            box.addWidget(part)
        box.addSpacing(theme.current().px(8))
        self._map = PlaceMap(body)
        self._map.setMinimumHeight(theme.current().px(MAP_PX))
        box.addWidget(self._map, MAP_SHARE)
        box.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)

    def show_incident(self, incident: Incident | None, now: datetime, why: str) -> None:
        """This one; `why` its history is not there."""
        other = incident is None or self.shown is None or incident.id != self.shown.id
        self.shown = incident
        self._body.setVisible(incident is not None)
        if incident is None:
            return
        self._head.set_incident(incident, now)
        standing = state_sentence(incident, incident.stage_name)
        said = (severity_said(incident), standing, incident.assignee_name or "")
        self._state.setText(" · ".join(part for part in said if part))
        self._facts.set_incident(incident, now)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if other:
            self._history.fold()
        lines, before = ((), 0) if why else (incident.history, incident.history_before)
        self._history.set_history(lines, now, self.tr("History"), before)
        self._map.show_place(self.ground, incident_mark(incident))
        if other:
            self.verticalScrollBar().setValue(0)
