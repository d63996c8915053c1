"""Records of which something could not be read, with the field and the reason; Enter opens an incident."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.base.desk_page import DeskPage
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label


class MisreadList(DeskPage):
    """`opened_incident(id)`: Enter or two clicks on an incident's row. A row's key is `type:id`."""

    opened_incident = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        title = self.tr("Records that could not be read")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._list = GroupedList(title, self)
        self._list.opened.connect(self._open)
        advice = self.tr("Tell whoever runs the source. A record goes from here as soon as it is mended there.")
        self.box.addWidget(label(advice, "text", self, wrap=True))
        self.box.addWidget(self._list, 1)
        self.box.addWidget(label(self.tr("↑ ↓ choose · Enter opens the incident · Esc closes"), "caption", self))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """The rows in their groups."""
        self._list.set_lines(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._list.key())
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _open(self, key: str) -> None:
        kind, _, record = key.partition(":")
        if kind == "incident":
            self.close()
            self.opened_incident.emit(record)
