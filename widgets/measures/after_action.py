"""The report of one incident after it: what it came to in a few lines, its timeline, and where it is written to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.base.file_line import FileLine
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import ElidedLabel, label
from widgets.base.overlay import Overlay

REST_PX = 330
"""What of the window's height the rest of the panel takes."""


class AfterActionBoard(Overlay):
    """`only_chosen`: the next kind of line. Arrows walk through the lines; `file` writes them."""

    only_chosen = Signal()
    wide_px = 980

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Report after action"))
        self.setAccessibleName(self.tr("Report after action"))
        self._name = ElidedLabel("", "strong", self, lines=2)
        self._sum = label("", "figures", self, wrap=True)
        self._list = GroupedList(self.tr("What happened"), self)
        self._whole = label("", "text", self, wrap=True)
        self.file = FileLine(self.tr("File: .pdf or .txt"), self)
        self._foot = label("", "caption", self, wrap=True)
        self._wholes: dict[str, str] = {}
        self._lay_out()
        self._list.chosen.connect(lambda key: self._whole.setText(self._wholes.get(key, "")))

    def _lay_out(self) -> None:
        for part in (self._name, self._sum):
            self.box.addWidget(part)
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._whole)
        self.box.addWidget(self.file)
        self.box.addWidget(self._foot)

    def show_report(self, name: str, summary: str, lines: Sequence[Line], wholes: dict[str, str], only: str) -> None:
        """The incident's name, what it came to, its lines with the whole text of each by its key, and which kind."""
        self._name.setText(name)
        self._sum.setText(summary)
        self._wholes = wholes
        self._list.set_lines(lines)
        self._whole.setText(wholes.get(self._list.key(), ""))
        self._foot.setText(self.tr("↑ ↓ choose · T kind of line: {kind} · Tab file · Esc closes").format(kind=only))
        look = theme.current()
        wanted = sum(look.px(46 if line.key else 34) for line in lines) + 4
        room = self._window.height() - look.px(REST_PX)
        self._list.setMinimumHeight(max(look.px(80), min(wanted, room)))
        if self.isVisible():
            self.place()

    def keys(self) -> list[str]:
        """The rows in the order shown."""
        return self._list.keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, T takes the next kind."""
        if event.key() == Qt.Key.Key_T:
            self.only_chosen.emit()
        elif not self._list.walk(event):
            super().keyPressEvent(event)
