"""What was done about an incident, in a zone of its own that stays in sight whatever else the pane has to show."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.labels import label, rule
from widgets.base.scrolled import Scrolled
from widgets.incidents.history_list import HistoryList

LEAST_PX = 160


class HistoryZone(QWidget):
    """At least 160 px of it. `older_wanted`: lines that came before."""

    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incident = ""
        self.list = HistoryList(self)
        self.list.older_wanted.connect(self.older_wanted)
        title, order = label(self.tr("History"), "strong", self), label(self.tr("Newest on top"), "caption", self)
        title.set_tone("text2")
        order.set_tone("text3")
        self._scroll = Scrolled(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(self)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.list)
        inner.addStretch(1)
        self._scroll.setWidget(holder)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(order)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(rule(self))
        self._box.addLayout(head)
        self._box.addWidget(self._scroll, 1)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._box.setSpacing(look.px(6))
        self.setMinimumHeight(look.px(LEAST_PX))

    def set_incident(self, incident: Incident, now: datetime) -> None:
        """Show what was done about this one; another one begins at its newest line."""
        other, self._incident = incident.id != self._incident, incident.id
        if other:
            self.list.fold()
        self.list.set_history(incident.history, now, "", incident.history_before)
        if other:
            self._scroll.verticalScrollBar().setValue(0)
