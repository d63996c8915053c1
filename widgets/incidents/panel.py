"""The incident beside the queue: what it is, where, by when, what can be done about it, and what was done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.focus import within
from widgets.base.thing_rows import ThingRows
from widgets.incidents.checklist import ChecklistView
from widgets.incidents.deeds import IncidentDeeds
from widgets.incidents.facts import IncidentFacts
from widgets.incidents.head import IncidentHead
from widgets.incidents.history_list import HistoryList
from widgets.incidents.saved_pictures import PictureRow
from widgets.places.nearby import NearbyList


class IncidentPanel(QFrame):
    """Shows one incident. `command_chosen(name)`: a button was pressed; `older_wanted`: lines that came before."""

    command_chosen = Signal(str)
    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incidentPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Incident"))
        self._incident: Incident | None = None
        self._way = ("", "", "")
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("No incident chosen"), self.tr("Choose one in the queue; its facts and actions appear here.")
        )
        self._body = QWidget(self)
        self.head = IncidentHead(self._body)
        self._facts = IncidentFacts(self._body)
        self.reporter = self._facts.reporter
        self.deeds = IncidentDeeds(self._body)
        self.deeds.command_chosen.connect(self.command_chosen)
        self.checklist = ChecklistView(self._body)
        self.checklist.hide()
        self.joined = ThingRows(self._body)
        self.nearby = NearbyList(self._body)
        self.pictures = PictureRow(self._body)
        self._history = HistoryList(self._body)
        self._history.older_wanted.connect(self.older_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self._body)
        for part in (
            self.head, self._facts, self.deeds, self.checklist, self.joined, self.nearby, self.pictures, self._history,
        ):  # fmt: skip
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._scroll)
        self._measure()

    def set_incident(self, incident: Incident | None, now: datetime) -> None:
        """Show this incident; call again as `now` moves on. None shows what will come here."""
        other = incident is None or self._incident is None or incident.id != self._incident.id
        self._incident = incident
        had = within(self._body)
        self._stack.setCurrentWidget(self._empty if incident is None else self._scroll)
        if had and incident is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if incident is None:
            return
        self._facts.set_incident(incident, now)
        if other:
            self._history.fold()
        self._history.set_history(incident.history, now, self.tr("History"), incident.history_before)
        if other:
            self._scroll.verticalScrollBar().setValue(0)
        self._show_way(incident)

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The panel itself: the button that stands next is another deed."""
        return self

    def show_checklist(self) -> None:
        """Give the checklist the keyboard, and bring it into view."""
        self._scroll.ensureWidgetVisible(self.checklist)
        self._scroll.horizontalScrollBar().setValue(0)
        self.checklist.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_way(self, incident_id: str, stage: str, following: str) -> None:
        """Where the shown incident stands in the city's words, and the command that comes next; empty: not known."""
        self._way = (incident_id, stage, following)
        if self._incident is not None:
            self._show_way(self._incident)

    def _show_way(self, incident: Incident) -> None:
        of, stage, following = self._way
        known = of == incident.id
        self.head.set_incident(incident, stage if known else "")
        self.deeds.set_incident(incident, following if known else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_stack"):
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(16))
        self._box.setSpacing(look.px(8))
        for part in (self.head, self._facts, self.deeds):
            part.measure()
