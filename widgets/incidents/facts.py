"""What is known of an incident: where, by when, whose it is, who reported it, and in which words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from console.records.models import Incident
from contract.fields import NO_TIME
from widgets.base import icons, theme
from widgets.base.formats import date_time_text, day_minute_text
from widgets.base.icon_button import tip_of
from widgets.base.key_button import CommandButton
from widgets.base.labels import ElidedLabel, PlainLabel, breakable, button_text, label, set_tooltip
from widgets.places.nearby import ReporterLine
from widgets.queue.incident_delegate import channel_word

DAYS = timedelta(days=7)
"""What came within these is told by its day of the week, what came before by its date."""


class _Rows(QWidget):
    """Names on the left, values on the right; a fact that is not known takes no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[PlainLabel, ElidedLabel]] = {}

    def set_fact(self, key: str, name: str, value: str, tone: str = "", beside: QWidget | None = None) -> None:
        """Show `value` under `name`, with what stands right of it; empty hides the row."""
        if key not in self._rows:
            text = ElidedLabel("", "text", self, lines=2)
            self._rows[key] = (self.add(name, text, beside), text)
        caption, text = self._rows[key]
        text.setText(value)
        text.set_tone(tone)
        caption.setVisible(bool(value))
        text.setVisible(bool(value))

    def add(self, name: str, value: QWidget, beside: QWidget | None = None) -> PlainLabel:
        """One more row; its name."""
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(2))
        caption, row = label(name, "text", self), self._grid.rowCount()
        caption.set_tone("text2")
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1, 1, 1 if beside is not None else 2)
        if beside is not None:
            self._grid.addWidget(beside, row, 2)
        return caption


class IncidentFacts(QWidget):
    """The facts by name, the line of who reported it (`reporter`), and what was said of it. `command_chosen(name)`."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._reveal = QPushButton(self)
        self._reveal.setProperty("bar", True)
        icons.wear(self._reveal, "eye", side=icons.CAPTION)
        self._reveal.clicked.connect(lambda: self.command_chosen.emit("show-reporter"))
        self._reveal.hide()
        self.reporter = ReporterLine(self)
        self._description = label("", "text", self, wrap=True)
        self._content: PlainLabel | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for part in (self._rows, self.reporter):
            self._box.addWidget(part)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self._box.setSpacing(theme.current().px(8))

    def offer_reporter(self, command: CommandButton) -> None:
        """Whether who reported it may be asked for now, and why not."""
        words = self.tr("Show, the reason is recorded")
        self._reveal.setText(button_text(words))
        self._reveal.setEnabled(command.enabled)
        self._reveal.setAccessibleName(f"{command.text}, {command.key}" if command.key else command.text)
        self._reveal.setAccessibleDescription(command.reason)
        set_tooltip(self._reveal, command.reason or tip_of(command.text, command.key))

    def set_incident(self, incident: Incident, now: datetime) -> None:
        """Show what is known of this one that its head does not say."""
        facts = self._rows
        place = ", ".join(part for part in (incident.place, incident.ward) if part)
        facts.set_fact("place", self.tr("Place"), place)
        source = incident.source_name or channel_word(incident.channel)
        is_lately = incident.created_at != NO_TIME and abs(now - incident.created_at) < DAYS
        came = day_minute_text(now, incident.created_at) if is_lately else date_time_text(incident.created_at)
        facts.set_fact(
            "source", self.tr("Source"), self.tr("{source}, received {time}").format(source=source, time=came)
        )
        facts.set_fact("reporter", self.tr("Reported by"), incident.reporter_masked, beside=self._reveal)
        self._reveal.setVisible(bool(incident.reporter_masked and self._reveal.text()))
        facts.set_fact("unread", self.tr("Not readable"), self._unread(incident), "late")
        if self._content is None:
            self._content = facts.add(self.tr("Content"), self._description)
        self._description.setText(breakable(incident.description))
        for part in (self._content, self._description):
            part.setVisible(bool(incident.description))

    def _unread(self, incident: Incident) -> str:
        """What of it could not be read: by name where nothing else would show that it is missing."""
        names = {
            "severity": self.tr("severity"), "state": self.tr("state"), "title": self.tr("title"),
            "deadline": self.tr("deadline"), "lat": self.tr("place on the map"), "lon": self.tr("place on the map"),
            "created_at": self.tr("when it came"), "history": self.tr("parts of the history"),
            "": self.tr("the whole record"),
        }  # fmt: skip
        return ", ".join(dict.fromkeys(names.get(field, field) for field in incident.unread))
