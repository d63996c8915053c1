"""The incident beside the queue: what it is, where, by when, what can be done about it, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from contract.records.incident import IncidentState
from widgets.base import theme
from widgets.base.command_grid import CommandGrid
from widgets.base.empty_state import EmptyState
from widgets.base.focus import within
from widgets.base.formats import date_text, date_time_text, day_minute_text, deadline_text, local, minute_text
from widgets.base.key_button import CommandButton
from widgets.base.labels import ElidedLabel, PlainLabel, breakable, label
from widgets.base.severity import UNREAD, SeverityMark, level_of, severity_said, severity_word
from widgets.base.thing_rows import ThingRows
from widgets.incidents.checklist import ChecklistView
from widgets.incidents.history_list import HistoryList
from widgets.incidents.saved_pictures import PictureRow
from widgets.places.nearby import NearbyList, ReporterLine
from widgets.queue.incident_delegate import channel_word

__all__ = ["CommandButton", "IncidentPanel", "next_step", "state_sentence"]


def state_word(state: str) -> str:
    """Where an incident stands; a state of a newer backend is shown as it is written."""
    translate = QCoreApplication.translate
    words = {
        IncidentState.NEW: translate("incident_state", "nobody has acknowledged"),
        IncidentState.ACKNOWLEDGED: translate("incident_state", "acknowledged"),
        IncidentState.IN_PROGRESS: translate("incident_state", "in progress"),
        IncidentState.RESOLVED: translate("incident_state", "resolved"),
        IncidentState.CLOSED: translate("incident_state", "closed"),
        IncidentState.REFUSED: translate("incident_state", "refused"),
    }
    known = {str(known): word for known, word in words.items()}
    return known.get(str(state), str(state))


def level_words(level: int) -> str:
    """How high an incident was escalated."""
    return QCoreApplication.translate("incident_state", "escalated to level {n}").format(n=level)


def state_sentence(incident: Incident, stage: str = "") -> str:
    """Where the incident stands (`stage` in the city's words), and what of ours the server has not heard yet."""
    translate = QCoreApplication.translate
    parts = [stage or state_word(incident.state)]
    if incident.escalation_level:
        parts.append(level_words(incident.escalation_level))
    if incident.conflicts:
        parts.append(translate("incident_state", "an action is in conflict"))
    elif incident.refused:
        parts.append(translate("incident_state", "an action was refused"))
    if incident.pending:
        parts.append(translate("incident_state", "waiting to send"))
    return " · ".join(parts)


def next_step(incident: Incident) -> str:
    """The command that is the main next step; what is done is never offered as such again."""
    if incident.conflicts:
        return "decide-conflict"
    if incident.refused:
        return "show-outbox"
    if incident.state == IncidentState.NEW:
        return "acknowledge-incident"
    if not incident.is_open:
        return ""
    return "resolve-incident" if incident.assignee_id else "assign-incident"


class _Facts(QWidget):
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


class IncidentPanel(QFrame):
    """Shows one incident. `command_chosen(name)`: a button was pressed."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incidentPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Incident"))
        self._incident: Incident | None = None
        self._way = ("", "", "")
        self._commands: list[CommandButton] = []
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("No incident chosen"), self.tr("Choose one in the queue; its facts and actions appear here.")
        )
        self._body = QWidget(self)
        self._code = ElidedLabel("", "caption", self._body)
        self._title = ElidedLabel("", "title", self._body, lines=2)
        self._mark = SeverityMark(self._body)
        self._severity = label("", "strong", self._body)
        self._state = ElidedLabel("", "text", self._body, lines=2)
        self._facts = _Facts(self._body)
        self._description = label("", "text", self._body, wrap=True)
        self._next_line = ElidedLabel("", "strong", self._body, lines=2)
        self._next_line.hide()
        self.reporter = ReporterLine(self._body)
        self.checklist = ChecklistView(self._body)
        self.checklist.hide()
        self.joined = ThingRows(self._body)
        self.nearby = NearbyList(self._body)
        self.pictures = PictureRow(self._body)
        self._history_title = label(self.tr("History"), "strong", self._body)
        self._history = HistoryList(self._body)
        self._lay_out()

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.addWidget(self._mark)
        state.addWidget(self._severity)
        state.addWidget(self._state, 1)
        self._command_grid = CommandGrid(self._body)
        self._command_grid.command_chosen.connect(self.command_chosen)
        self._history_title.set_tone("text2")
        self._state.set_tone("text2")
        self._box = QVBoxLayout(self._body)
        self._box.addWidget(self._code)
        self._box.addWidget(self._title)
        self._box.addLayout(state)
        self._box.addWidget(self._next_line)
        self._box.addWidget(self._facts)
        self._box.addWidget(self.reporter)
        self._box.addWidget(self._description)
        self._box.addWidget(self._command_grid)
        self._box.addWidget(self.checklist)
        self._box.addWidget(self.joined)
        self._box.addWidget(self.nearby)
        self._box.addWidget(self.pictures)
        self._box.addWidget(self._history_title)
        self._box.addWidget(self._history)
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
        self._code.setText(f"{incident.code} · {incident.source_name or channel_word(incident.channel)}")
        self._title.setText(incident.title)
        level = level_of(incident.severity)
        odd = "severity" in incident.unread
        self._mark.set_severity(level, UNREAD if odd else "", severity_said(incident) if odd else "")
        self._severity.setText(severity_said(incident) if odd else severity_word(level))
        self._severity.set_tone(f"severity{level}")
        self._show_state(incident)
        self._show_facts(incident, now)
        self._description.setText(breakable(incident.description))
        self._description.setVisible(bool(incident.description))
        self._history_title.setVisible(bool(incident.history))
        self._history.set_history(incident.history, now)
        if other:
            self._scroll.verticalScrollBar().setValue(0)
        self._show_commands()

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The panel itself: the button that stands next is another deed."""
        return self

    def set_next(self, text: str, tone: str = "") -> None:
        """The suggested next step, in one line; empty where there is none."""
        self._next_line.setText(text)
        self._next_line.set_tone(tone)
        self._next_line.setVisible(bool(text))

    def show_checklist(self) -> None:
        """Give the checklist the keyboard, and bring it into view."""
        self._scroll.ensureWidgetVisible(self.checklist)
        self._scroll.horizontalScrollBar().setValue(0)
        self.checklist.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_commands(self, commands: Sequence[CommandButton]) -> None:
        """The buttons, row by row; the main next step of the incident is found among them by its name."""
        self._commands = list(commands)
        self._show_commands()

    def set_way(self, incident_id: str, stage: str, following: str) -> None:
        """Where the shown incident stands in the city's words, and the command that comes next; empty: not known."""
        self._way = (incident_id, stage, following)
        if self._incident is not None:
            self._show_state(self._incident)

    def _show_state(self, incident: Incident) -> None:
        stage = self._way[1] if self._way[0] == incident.id else ""
        self._state.setText(f"· {state_sentence(incident, stage)}")

    def _following(self, incident: Incident) -> str:
        """What is in trouble comes first, then the city's own way, then the contract's."""
        if not incident.refused and self._way[0] == incident.id and self._way[2]:
            return self._way[2]
        return next_step(incident)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_stack"):
            self._measure()

    def _show_facts(self, incident: Incident, now: datetime) -> None:
        facts = self._facts
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

    def _show_commands(self) -> None:
        wanted = self._following(self._incident) if self._incident is not None else ""
        self._command_grid.set_commands(self._commands, wanted)

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(16))
        self._box.setSpacing(look.px(8))
        self._command_grid.measure()
