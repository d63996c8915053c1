"""Incidents near in place and time that may be the same: looked at, or written in there instead of opening another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.icon_button import tip_of
from widgets.base.labels import ElidedLabel, rule, set_tooltip
from widgets.base.severity import SeverityMark
from widgets.opening.rows import NearRow
from widgets.opening.section import SectionHead

ROWS_MOST = 4
"""More than these are in the words beside the title; the map shows them all. Made once: so the keyboard comes to them
in their order."""


class _Row(QWidget):
    """`looked(id)`, `joined(id)`."""

    looked = Signal(str)
    joined = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._id = ""
        self._mark = SeverityMark(self)
        self._title = ElidedLabel("", "text", self)
        self._beside = ElidedLabel("", "caption", self, lines=2)
        self.join = QPushButton(self.tr("Join into it"), self)
        self.look = QPushButton(self.tr("Look"), self)
        self.join.clicked.connect(lambda: self.joined.emit(self._id))
        self.look.clicked.connect(lambda: self.looked.emit(self._id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._beside)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addLayout(words, 1)
        for button in (self.join, self.look):
            button.setProperty("bar", True)
            button.setProperty("tight", True)
            self._row.addWidget(button)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._row.setSpacing(look.px(6))
        self._row.setContentsMargins(0, look.px(4), 0, look.px(4))

    def show_row(self, row: NearRow) -> None:
        """Stand for this one."""
        self._id = row.id
        self._mark.set_severity(row.severity)
        self._title.setText(row.title)
        self._beside.setText(row.beside)
        self.join.setVisible(row.may_join)
        said = self.tr("Do not open another: write it down in “{title}”").format(title=row.title)
        seen = self.tr("Show “{title}”; what is written here is kept").format(title=row.title)
        for button, tip in ((self.join, said), (self.look, seen)):
            set_tooltip(button, tip_of(tip, "Enter"))
            button.setAccessibleName(f"{button.text()}: {row.title}")
            button.setAccessibleDescription(row.beside)


class NearList(QWidget):
    """`look_at(id)`, `join_into(id)`. Without rows and words there is nothing of it."""

    look_at = Signal(str)
    join_into = Signal(str)

    def __init__(self, parent: QWidget, title: str = "") -> None:
        super().__init__(parent)
        self._shown: tuple[NearRow, ...] = ()
        self.head = SectionHead(title or self.tr("May be the same"), self, "strong")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        self._rows = tuple(_Row(self) for _place in range(ROWS_MOST))
        self._rules = tuple(rule(self) for _place in range(ROWS_MOST))
        for row, line in zip(self._rows, self._rules, strict=True):
            row.looked.connect(self.look_at)
            row.joined.connect(self.join_into)
            box.addWidget(line)
            box.addWidget(row)
        self.set_rows((), "")

    def rows(self) -> tuple[NearRow, ...]:
        """What is shown."""
        return self._shown

    def row_parts(self) -> tuple[_Row, ...]:
        """The rows that are seen."""
        return self._rows[: len(self._shown)]

    def set_rows(self, rows: Sequence[NearRow], words: str) -> None:
        """These, nearest first; `words` say how many there are and within what, or that they are looked for."""
        self._shown = tuple(rows[:ROWS_MOST])
        self.head.say(words)
        for place, (part, line) in enumerate(zip(self._rows, self._rules, strict=True)):
            if place < len(self._shown):
                part.show_row(self._shown[place])
            part.setVisible(place < len(self._shown))
            line.setVisible(0 < place < len(self._shown))
        self.setVisible(bool(self._shown or words))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            for row in self._rows:
                row.measure()
