"""Incidents of the past as the server finds them: rows on the left, the chosen one with its history on the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.icons import icon
from widgets.base.labels import label, rule, set_tooltip
from widgets.base.overlay import Overlay
from widgets.incidents.facts import IncidentFacts
from widgets.incidents.head import IncidentHead
from widgets.incidents.history_list import HistoryList

ASK_MOST = 200
FOOT_PX = 210
"""What is not rows: title, line, foot, and the margins of the window."""


class _Opened(QScrollArea):
    """One incident to be read: nothing is done here. `older_wanted`: lines from before those that it has."""

    older_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Incident | None = None
        self._body = body = QWidget(self)
        self._head = IncidentHead(body)
        self._facts = IncidentFacts(body)
        self._facts.reporter.hide()
        self._why = label("", "caption", body, wrap=True)
        self._history = HistoryList(body)
        self._history.older_wanted.connect(self.older_wanted)
        box = QVBoxLayout(body)
        box.setSpacing(theme.current().px(8))
        for part in (self._head, self._facts, rule(body), self._why, self._history):
            box.addWidget(part)
        box.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(body)

    def show_incident(self, incident: Incident | None, now: datetime, why: str) -> None:
        """This one; `why` its history is not there."""
        other = incident is None or self.shown is None or incident.id != self.shown.id
        self.shown = incident
        self._body.setVisible(incident is not None)
        if incident is None:
            return
        self._head.set_incident(incident, incident.stage_name)
        self._facts.set_incident(incident, now)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        if other:
            self._history.fold()
        lines, before = ((), 0) if why else (incident.history, incident.history_before)
        self._history.set_history(lines, now, self.tr("History"), before)
        if other:
            self.verticalScrollBar().setValue(0)


class PastBoard(Overlay):
    """`asked(text)`: what to look for; `chosen(key)`: a row; `more`: older ones; `older_wanted`: older lines of the one
    that is opened."""

    asked = Signal(str)
    chosen = Signal(str)
    more = Signal()
    older_wanted = Signal()
    wide_px = 1600

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Incidents of the past"))
        self.setAccessibleName(self.tr("Incidents of the past"))
        self.search = QLineEdit(self)
        self.search.setMaxLength(ASK_MOST)
        self.search.setPlaceholderText(self.tr("Words, ward:, kind:, agency:, a day 21/11/2026 or a month 11/2026"))
        self.search.setAccessibleName(self.tr("Search the past"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_tooltip(self.search, self.tr("/ begins, Enter looks, Esc goes back to the rows. Marks are not needed."))
        self._found = label("", "caption", self)
        self._list = GroupedList(self.tr("Incidents of the past"), self)
        self._opened = _Opened(self)
        self._empty = EmptyState(self)
        self._lay_out()
        self.search.returnPressed.connect(self._on_asked)
        self._list.chosen.connect(self.chosen)
        self._opened.older_wanted.connect(self.older_wanted)

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self._found)
        self._work = QWidget(self)
        middle = QHBoxLayout(self._work)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(look.px(16))
        middle.addWidget(self._list, 3)
        middle.addWidget(self._opened, 2)
        foot = self.tr("↑ ↓ walk through the rows · End the oldest shown, then older ones · / searches · Esc back")
        self.box.addLayout(top)
        self.box.addWidget(self._work, 1)
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(rule(self))
        self.box.addWidget(label(foot, "caption", self, wrap=True))

    def show_rows(self, found: str, lines: Sequence[Line], empty: tuple[str, str]) -> None:
        """Rows, and how many in words; `empty` where there is none. The first is chosen where none was."""
        self._found.setText(found)
        self._work.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._empty.set_text(*empty)
        self._list.set_lines(lines)
        room = max(theme.current().px(160), self._window.height() - theme.current().px(FOOT_PX))
        for part in (self._work, self._empty):
            part.setMinimumHeight(room)
        if self.isVisible():
            self.place()

    def show_incident(self, incident: Incident | None, now: datetime, why: str = "") -> None:
        """The chosen one beside the rows; `why` its history is not there."""
        self._opened.show_incident(incident, now, why)

    def opened_id(self) -> str:
        """The incident beside the rows; empty where there is none."""
        return self._opened.shown.id if self._opened.shown is not None else ""

    def key(self) -> str:
        """The chosen row."""
        return self._list.key()

    def place(self) -> None:
        """As high as the window allows, whatever was found."""
        self.box.invalidate()
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the rows."""
        key, keys = event.key(), self._list.keys()
        if key == Qt.Key.Key_Escape and self.search.hasFocus():
            self.setFocus()
        elif key == Qt.Key.Key_Slash and not self.search.hasFocus():
            self.search.setFocus()
        elif key in (Qt.Key.Key_End, Qt.Key.Key_Down) and keys and self.key() == keys[-1]:
            self.more.emit()
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _on_asked(self) -> None:
        self.setFocus()
        self.asked.emit(self.search.text().strip())
