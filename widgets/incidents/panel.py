"""The incident beside the queue, in zones that stay where they are: what it is and by when, what can be done, then what
is known of it, the nearest camera and the checklist, what was done, and what is around it.

Head, actions, history and foot stand still; what is between them scrolls where there is too little room.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.focus import within
from widgets.base.labels import rule
from widgets.incidents.deeds import IncidentDeeds
from widgets.incidents.foot import PaneFoot
from widgets.incidents.head import IncidentHead
from widgets.incidents.history_zone import HistoryZone
from widgets.incidents.middle import PaneMiddle

TALL_PX = 900
"""A pane of this height has the checklist in sight, where the next step says itself that it is the next."""
NARROW_PX, MARGIN_PX, NARROW_MARGIN_PX = 400, 16, 8


class IncidentPanel(QFrame):
    """Shows one incident. `command_chosen(name)`: a button was pressed; `older_wanted`: lines that came before;
    `put_away`: it shall not be shown any more."""

    command_chosen = Signal(str)
    older_wanted = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incidentPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Incident"))
        self._incident: Incident | None = None
        self._instead: QWidget | None = None
        self._way = ("", "", "", "")
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("No incident chosen"), self.tr("Choose one in the queue; its facts and actions appear here.")
        )
        self._body = QWidget(self)
        self.head = IncidentHead(self._body)
        self.deeds = IncidentDeeds(self._body)
        self.middle = PaneMiddle(self._body)
        self._history = HistoryZone(self._body)
        self.foot = PaneFoot(self._body)
        parts = self.middle.parts
        self.state, self.facts, self.camera = parts.state, parts.facts, parts.camera
        self.reporter, self.checklist = parts.facts.reporter, parts.checklist
        self.joined, self.nearby, self.pictures = parts.joined, parts.nearby, parts.pictures
        for part in (self.head, self.deeds, self.state, self.facts, self.foot):
            part.command_chosen.connect(self.command_chosen)
        self.head.put_away.connect(self.put_away)
        self._history.older_wanted.connect(self.older_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self._body)
        for part in (self.head, self.deeds):
            self._box.addWidget(part)
        self._box.addWidget(self.middle)
        self._box.addWidget(self._history, 1)
        self._box.addWidget(rule(self._body))
        self._box.addWidget(self.foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._body)
        self._measure()

    def set_incident(self, incident: Incident | None, now: datetime) -> None:
        """Show this incident; call again as `now` moves on. None shows what will come here."""
        other = incident is None or self._incident is None or incident.id != self._incident.id
        self._incident = incident
        had = within(self._body)
        self._show_part()
        if had and incident is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if incident is None:
            return
        self.head.set_incident(incident, now)
        self.facts.set_incident(incident, now)
        self._history.set_incident(incident, now)
        if other:
            self.middle.go_to_top()
        self._show_way(incident)

    def show_instead(self, part: QWidget | None) -> None:
        """Let this stand in the pane in place of the incident, as what is being filled in; None: the incident again."""
        if part is not None and self._stack.indexOf(part) < 0:
            self._stack.addWidget(part)
        self._instead = part
        self._show_part()

    def instead(self) -> QWidget | None:
        """What stands there now in place of the incident."""
        return self._instead

    def _show_part(self) -> None:
        shown = self._empty if self._incident is None else self._body
        self._stack.setCurrentWidget(shown if self._instead is None else self._instead)

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The panel itself: the button that stands next is another deed."""
        return self

    def form_room(self, window: QWidget) -> QRect | None:
        """Where in `window` a form about the shown incident stands: from the actions down; None while it is hidden."""
        seen = self.deeds.isVisible() and self.deeds.updatesEnabled()  # a page may lie over the pane
        if not seen or not window.isAncestorOf(self):
            return None
        top = self.deeds.mapTo(window, QPoint(0, 0)).y()
        left = self.mapTo(window, QPoint(0, 0)).x()
        return QRect(left, top, self.width(), self.mapTo(window, self.rect().bottomLeft()).y() - top)

    def show_checklist(self) -> None:
        """Give the checklist the keyboard, and bring it into view."""
        self.middle.bring(self.checklist)
        self.checklist.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_way(self, incident_id: str, stage: str, following: str, kind: str = "") -> None:
        """Where the shown incident stands in the city's words, the command that comes next, and of what kind it is;
        empty: not known."""
        self._way = (incident_id, stage, following, kind)
        if self._incident is not None:
            self._show_way(self._incident)

    def _show_way(self, incident: Incident) -> None:
        of, stage, following, kind = self._way
        known = of == incident.id
        self.head.set_kind(kind if known else "")
        self.head.show_kind(incident)
        self.state.set_incident(incident, stage if known else "")
        self.deeds.set_incident(incident, following if known else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """A narrow pane has narrow margins."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_stack"):
            self._measure()

    def _measure(self) -> None:
        look = theme.current()
        side = look.px(NARROW_MARGIN_PX if self.width() < look.px(NARROW_PX) else MARGIN_PX)
        self._box.setContentsMargins(side, look.px(8), side, 0)
        self._box.setSpacing(look.px(6))
        for part in (self.head, self.deeds, self.middle, self._history, self.foot):
            part.measure()
        self.state.allow_next(on=self.height() < look.px(TALL_PX))
