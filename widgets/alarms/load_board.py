"""The load of alarms: the board of figures and lists, and the form that puts aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.formats import age_text
from widgets.base.forms import Form, TextBox
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label
from widgets.base.marked_fields import DropDown
from widgets.words.verb_words import form_title

SPANS_MIN = (15, 30, 60, 120, 240, 480)
"""How long something may be put aside, in minutes; a shift's eight hours are the most."""


class LoadBoard(DeskPage):
    """Figures on top, lists below. `opened_incident(id)` on Enter; `unshelve_chosen(id)` on Delete.

    A row's key is `group:id`; rows of the group `shelved` can be brought back.
    """

    opened_incident = Signal(str)
    unshelve_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Alarm load"))
        self.setAccessibleName(self.tr("Alarm load"))
        self._figures = label("", "figures", self, wrap=True)
        self._list = GroupedList(self.tr("Alarm load"), self)
        self._list.opened.connect(self._open)
        foot = self.tr("↑ ↓ choose · Enter opens the incident · Del brings back what is shelved · Esc closes")
        self.box.addWidget(self._figures)
        self._none = EmptyState(self)
        self._none.set_text(
            self.tr("Nothing is put aside, chatters or has grown old"),
            self.tr("What takes attention without need is listed here, with the way to end it."),
        )
        self._none.hide()
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._none, 1)
        self.box.addWidget(label(foot, "caption", self, wrap=True))

    def set_lines(self, figures: str, lines: Sequence[Line]) -> None:
        """The figures as lines of text, and the lists."""
        self._figures.setText(figures)
        self._list.set_lines(lines)
        is_quiet = bool(lines) and not any(line.key for line in lines)
        self._list.setVisible(not is_quiet)
        self._none.setVisible(is_quiet)

    def shown_keys(self) -> list[str]:
        """The rows in the order shown."""
        return self._list.keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter opens, Delete brings back."""
        group, _, incident = self._list.key().partition(":")
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._list.key())
        elif event.key() == Qt.Key.Key_Delete and group == "shelved":
            self.unshelve_chosen.emit(incident)
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _open(self, key: str) -> None:
        group, _, incident = key.partition(":")
        if incident and group != "chatter":
            self.close()
            self.opened_incident.emit(incident)


class ShelveForm(Form):
    """How long, and why. Sends `minutes` and `reason`."""

    verb = "shelve"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, form_title(self.verb), "")
        words = self.tr("Put aside")
        self._send.setText(words)
        self._send.setAccessibleName(f"{words}, Ctrl+Enter")
        self._span = DropDown(self)
        self._span.setAccessibleName(self.tr("For how long"))
        for minutes in SPANS_MIN:
            self._span.addItem(age_text(minutes * 60), minutes)
        self._reason = TextBox(self.tr("Reason"), self)
        self._reason.sent.connect(self.send)
        says = self.tr("It comes back by itself when the time is up, for everybody.")
        self.finish(
            label(self.tr("For how long"), "caption", self), self._span, label(self.tr("Reason"), "caption", self),
            self._reason, label(says, "caption", self, wrap=True),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        """The reason is what has to be written."""
        return self._reason

    def clear(self) -> None:
        """Half an hour, no reason yet."""
        self._span.setCurrentIndex(1)
        self._reason.clear()

    def values(self) -> dict[str, Any]:
        """Minutes and reason."""
        return {"minutes": int(self._span.currentData()), "reason": self._reason.toPlainText().strip()}

    def fault(self) -> str:
        """A reason is required."""
        return "" if self._reason.toPlainText().strip() else self.tr("Say why it is put aside.")
