"""How the incident stands, in one line, with the menu of all else beside it; below it what is asked for next where no
slot has it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.base.severity import level_of, severity_said, severity_word
from widgets.incidents.more_menu import MoreMenu
from widgets.incidents.words import state_parts


class StateLine(QWidget):
    """`command_chosen(name)`: what is asked for next was pressed, or something of the menu."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = label("", "strong", self)
        self._rest = ElidedLabel("", "caption", self)
        self.more = MoreMenu(self)
        self.more.command_chosen.connect(self.command_chosen)
        self._asked = ""
        self._has_next = True
        self._next = KeyButton(self)
        self._next.hide()
        self._next.clicked.connect(lambda: self.command_chosen.emit(self._asked))
        self._next_line = ElidedLabel("", "caption", self)
        self._next_line.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._state)
        row.addWidget(self._rest, 1)
        row.addWidget(self.more)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(row)
        self._box.addWidget(self._next)
        self._box.addWidget(self._next_line)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self._box.setSpacing(theme.current().px(6))

    def set_incident(self, incident: Incident, stage: str) -> None:
        """Where this one stands, at `stage` in the city's words (empty: not known); how severe it is, and whose."""
        standing, *rest = state_parts(incident, stage)
        self._state.setText(standing)
        odd = "severity" in incident.unread
        severity = severity_said(incident) if odd else severity_word(level_of(incident.severity))
        whose = incident.assignee_name or self.tr("assigned to nobody")
        self._rest.setText(" · ".join(("", *rest, severity, whose)).strip())
        self._rest.set_tone("late" if rest else "text2")

    def ask_for(self, command: CommandButton | None) -> None:
        """What comes next where no slot has it: what is in trouble, or the city's own step; None where one has."""
        self._asked = command.name if command is not None else ""
        if command is not None:
            self._next.show_command(command, primary=command.enabled)
        self._next.setVisible(command is not None)

    def set_next(self, text: str, tone: str = "") -> None:
        """The checklist's next step, in one line; empty where there is none."""
        self._next_line.setText(text)
        self._next_line.set_tone(tone or "text2")
        self._next_line.setVisible(bool(text) and self._has_next)

    def allow_next(self, *, on: bool) -> None:
        """Whether the checklist's next step is told here, for want of room to see the checklist itself."""
        if on != self._has_next:
            self._has_next = on
            self._next_line.setVisible(bool(self._next_line.whole()) and on)
