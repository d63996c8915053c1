"""The head of an incident: its code, its shape and title, how much time is left, and what it is not part of."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.icon_button import IconButton
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.base.severity import UNREAD, SeverityMark, level_of, severity_said
from widgets.incidents.countdown import countdown, deadline_name
from widgets.queue.incident_delegate import channel_word

HEAD_PX, SHAPE_PX = 88, 24
WHOLE = "show-after-action"
"""What shows all of an incident on a page of its own."""


class _Shape(SeverityMark):
    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """As high as a line of a title."""
        side = theme.current().px(SHAPE_PX)
        return QSize(side, side)


class IncidentHead(QWidget):
    """What is read first. `command_chosen(name)`; `put_away`: it shall not be shown any more."""

    command_chosen = Signal(str)
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ElidedLabel("", "caption", self)
        self._apart = label("", "caption", self)
        self._apart.set_tone("late")
        self._apart.hide()
        self._title = ElidedLabel("", "title", self, lines=2)
        self._mark = _Shape(self)
        self._left = label("", "countdown", self)
        self._due = label("", "caption", self)
        self._copied = self._kind = ""
        self._copy = IconButton("link", self.tr("Copy code and title"), parent=self)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._copied))
        self.whole = IconButton("maximize-2", self.tr("All of it on a page"), parent=self)
        self.whole.clicked.connect(lambda: self.command_chosen.emit(WHOLE))
        self._close = IconButton("x", self.tr("Close the incident's pane"), parent=self)
        self._close.clicked.connect(self.put_away)
        self._lay_out()
        self.measure()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self._code, 1)
        for part in (self._apart, self._copy, self.whole, self._close):
            top.addWidget(part)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        for figure in (self._left, self._due):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            clock.addWidget(figure)
        clock.addStretch(1)
        self._row = QHBoxLayout()
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(clock)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(self._row)
        box.addStretch(1)

    def clock_part(self) -> QWidget:
        """Where the time left stands; the whole head where nothing runs."""
        return self if self._left.isHidden() else self._left

    def only_read(self) -> None:
        """Nothing opens or closes from here: it stands in something that does."""
        self.whole.hide()
        self._close.hide()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._row.setSpacing(look.px(8))
        clock = look.line_height("countdown") + look.line_height("caption")
        self.setFixedHeight(max(look.px(HEAD_PX), look.px(28) + max(2 * look.line_height("title"), clock)))

    def set_incident(self, incident: Incident, now: datetime) -> None:
        """Show this one; call again as `now` moves on."""
        self.show_kind(incident)
        self._title.setText(incident.title)
        self._copied = f"{incident.code} {incident.title}"
        odd = "severity" in incident.unread
        word = severity_said(incident) if odd else ""
        self._mark.set_severity(level_of(incident.severity), UNREAD if odd else "", word)
        left = countdown(incident, now)
        self._left.setText(left.figure)
        self._left.set_tone(left.tone)
        self._left.setVisible(bool(left.figure))
        self._due.setText(left.below)
        set_tooltip(self._due, " · ".join(part for part in (deadline_name(incident), incident.level_name) if part))
        self._due.setVisible(bool(left.below))

    def set_kind(self, name: str) -> None:
        """What kind it is in the city's words, from when it is shown next; empty where that is not known."""
        self._kind = name

    def show_kind(self, incident: Incident) -> None:
        """Its code, with its kind; where that is not known, with where it came from."""
        kind = self._kind or incident.source_name or channel_word(incident.channel)
        self._code.setText(f"{incident.code} · {kind}")

    def set_apart(self, words: str, tip: str = "") -> None:
        """What it is not part of, such as the filter of the queue; empty where it stands where it is looked for."""
        self._apart.setText(words)
        set_tooltip(self._apart, tip)
        self._apart.setVisible(bool(words))
