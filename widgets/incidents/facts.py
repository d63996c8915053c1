"""What is known of an incident: where, by when, whose it is, who reported it, and in which words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.formats import date_text, date_time_text, day_minute_text, deadline_text, local, minute_text
from widgets.base.labels import ElidedLabel, PlainLabel, breakable, label
from widgets.places.nearby import ReporterLine


class _Rows(QWidget):
    """Names on the left, values on the right; a fact that is not known takes no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[PlainLabel, ElidedLabel]] = {}

    def set_fact(self, key: str, name: str, value: str, tone: str = "") -> None:
        """Show `value` under `name`; empty hides the row."""
        if key not in self._rows:
            look = theme.current()
            self._grid.setHorizontalSpacing(look.px(16))
            self._grid.setVerticalSpacing(look.px(5))
            caption, text = label(name, "text", self), ElidedLabel("", "text", self, lines=2)
            caption.set_tone("text2")
            row = len(self._rows)
            self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
            self._rows[key] = (caption, text)
        caption, text = self._rows[key]
        text.setText(value)
        text.set_tone(tone)
        caption.setVisible(bool(value))
        text.setVisible(bool(value))


class IncidentFacts(QWidget):
    """The facts by name, the line of who reported it (`reporter`), and what was said of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self.reporter = ReporterLine(self)
        self._description = label("", "text", self, wrap=True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for part in (self._rows, self.reporter, self._description):
            self._box.addWidget(part)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self._box.setSpacing(theme.current().px(8))

    def set_incident(self, incident: Incident, now: datetime) -> None:
        """Show what is known of this one; call again as `now` moves on."""
        self._description.setText(breakable(incident.description))
        self._description.setVisible(bool(incident.description))
        facts = self._rows
        place = ", ".join(part for part in (incident.place, incident.ward) if part)
        facts.set_fact("place", self.tr("Place"), place)
        due, loud = deadline_text(now, incident.deadline)
        tone = {"soon": "late", "overdue": "overdue"}.get(loud, "")
        facts.set_fact("deadline", self.tr("Deadline"), self._deadline(incident, now, due), tone)
        near = []
        if incident.camera_ids:
            near.append(self.tr("cameras: {n}").format(n=len(incident.camera_ids)))
        if incident.indicator_ids:
            near.append(self.tr("indicators: {n}").format(n=len(incident.indicator_ids)))
        facts.set_fact("near", self.tr("Linked"), " · ".join(near))
        facts.set_fact("level", self.tr("Level"), incident.level_name)
        facts.set_fact("assignee", self.tr("Assigned to"), incident.assignee_name or "")
        facts.set_fact("reporter", self.tr("Reported by"), incident.reporter_masked)
        facts.set_fact("unread", self.tr("Not readable"), self._unread(incident), "late")
        facts.set_fact("created", self.tr("Received"), date_time_text(incident.created_at))

    def _unread(self, incident: Incident) -> str:
        """What of it could not be read: by name where nothing else would show that it is missing."""
        names = {
            "severity": self.tr("severity"), "state": self.tr("state"), "title": self.tr("title"),
            "deadline": self.tr("deadline"), "lat": self.tr("place on the map"), "lon": self.tr("place on the map"),
            "created_at": self.tr("when it came"), "history": self.tr("parts of the history"),
            "": self.tr("the whole record"),
        }  # fmt: skip
        return ", ".join(dict.fromkeys(names.get(field, field) for field in incident.unread))

    def _deadline(self, incident: Incident, now: datetime, due: str) -> str:
        if incident.paused_since is not None:
            since = day_minute_text(now, incident.paused_since)
            return self.tr("the clock has stood still since {time}").format(time=since)
        if incident.deadline is None:
            return ""
        at = minute_text(incident.deadline)
        if local(incident.deadline).date() != local(now).date():
            at = f"{at} {date_text(incident.deadline)}"
        said = f"{at} · {due}" if minute_text(incident.deadline) not in due else at
        name = next((one.name for one in incident.deadlines if one.kind == incident.deadline_kind), "")
        return f"{said} · {name}" if name else said
