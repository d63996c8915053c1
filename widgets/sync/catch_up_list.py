"""What happened while the server was away, in groups; Enter opens the incident."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.base.desk_page import DeskPage
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label


class CatchUpList(DeskPage):
    """`opened_incident(id)`: Enter or two clicks on a row. A row's key is `group:id`, since one may stand in two."""

    opened_incident = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("While we were away"))
        self.setAccessibleName(self.tr("While we were away"))
        self._sum = label("", "text", self, wrap=True)
        self._list = GroupedList(self.tr("While we were away"), self)
        self._list.opened.connect(self._open)
        self.box.addWidget(self._sum)
        self.box.addWidget(self._list, 1)
        self.box.addWidget(label(self.tr("↑ ↓ choose · Enter opens the incident · Esc closes"), "caption", self))

    def set_lines(self, summary: str, lines: Sequence[Line]) -> None:
        """The sum as a sentence, and the groups."""
        self._sum.setText(summary)
        self._list.set_lines(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._list.key())
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _open(self, key: str) -> None:
        incident = key.partition(":")[2]
        if incident:
            self.close()
            self.opened_incident.emit(incident)
