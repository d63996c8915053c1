"""The head of an incident: its code and title, how severe it is, how it stands, and what to do next in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.labels import ElidedLabel, label
from widgets.base.severity import UNREAD, SeverityMark, level_of, severity_said, severity_word
from widgets.incidents.words import state_sentence
from widgets.queue.incident_delegate import channel_word


class IncidentHead(QWidget):
    """What is read first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ElidedLabel("", "caption", self)
        self._title = ElidedLabel("", "title", self, lines=2)
        self._mark = SeverityMark(self)
        self._severity = label("", "strong", self)
        self._state = ElidedLabel("", "text", self, lines=2)
        self._state.set_tone("text2")
        self._next_line = ElidedLabel("", "strong", self, lines=2)
        self._next_line.hide()
        state = QHBoxLayout()
        state.addWidget(self._mark)
        state.addWidget(self._severity)
        state.addWidget(self._state, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._code)
        self._box.addWidget(self._title)
        self._box.addLayout(state)
        self._box.addWidget(self._next_line)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self._box.setSpacing(theme.current().px(8))

    def set_incident(self, incident: Incident, stage: str) -> None:
        """Show this one, which stands at `stage` in the city's words; empty: not known."""
        self._code.setText(f"{incident.code} · {incident.source_name or channel_word(incident.channel)}")
        self._title.setText(incident.title)
        level = level_of(incident.severity)
        odd = "severity" in incident.unread
        self._mark.set_severity(level, UNREAD if odd else "", severity_said(incident) if odd else "")
        self._severity.setText(severity_said(incident) if odd else severity_word(level))
        self._severity.set_tone(f"severity{level}")
        self._state.setText(f"· {state_sentence(incident, stage)}")

    def set_next(self, text: str, tone: str = "") -> None:
        """The suggested next step, in one line; empty where there is none."""
        self._next_line.setText(text)
        self._next_line.set_tone(tone)
        self._next_line.setVisible(bool(text))
