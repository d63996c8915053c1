"""The report of one incident after it: what it came to in a few lines, its timeline, and where it is written to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.base.desk_page import DeskPage
from widgets.base.file_line import FileLine
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.base.sheet import Fact
from widgets.measures.cards import Card, Cards
from widgets.measures.report_side import ReportSide


class AfterActionBoard(DeskPage):
    """`only_chosen`: the next kind of line; `evidence_wanted`: what the server keeps about it. Arrows walk through the
    lines; `file` writes them."""

    only_chosen = Signal()
    evidence_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Report after action"))
        self.setAccessibleName(self.tr("Report after action"))
        self._name = ElidedLabel("", "strong", self, lines=2)
        self._evidence = KeyButton(self)
        self._evidence.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = CommandButton("show-evidence", self.tr("Evidence at the server"), "E")
        self._evidence.show_command(words, primary=False)
        self._evidence.clicked.connect(self.evidence_wanted)
        self._evidence.hide()
        self.cards, self.side = Cards(self), ReportSide(self)
        self._list = GroupedList(self.tr("What happened"), self)
        self.file = FileLine(self.tr("File: .pdf or .txt"), self)
        self._foot = label("", "caption", self, wrap=True)
        self._wholes: dict[str, str] = {}
        self._lay_out()
        self._list.chosen.connect(lambda key: self.side.show_line(self._wholes.get(key, "")))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._evidence)
        self.box.addLayout(top)
        self.box.addWidget(self.cards)
        self.stand_beside(((self._list, 1),), ((self.side, 1),))
        self.box.addWidget(self.file)
        self.box.addWidget(self._foot)

    def offer_evidence(self, *, on: bool) -> None:
        """Whether somebody is here who sees what evidence the server keeps."""
        self._evidence.setVisible(on)

    def show_report(self, name: str, summary: str, lines: Sequence[Line], wholes: dict[str, str], only: str) -> None:
        """The incident's name, what it came to, its lines with the whole text of each by its key, and which kind."""
        self._name.setText(name)
        self.cards.setAccessibleDescription(summary)  # the cards say the same in figures
        self._wholes = wholes
        self._list.set_lines(lines)
        self.side.show_line(wholes.get(self._list.key(), ""))
        self._foot.setText(self.tr("↑ ↓ choose · T kind of line: {kind} · Tab file · Esc closes").format(kind=only))

    def show_sum(self, cards: Sequence[Card], name: str, facts: Sequence[Fact]) -> None:
        """What it came to in figures, and what is known of the incident."""
        self.cards.set_cards(cards)
        self.side.facts.show_one((name, ""), facts, ())

    def keys(self) -> list[str]:
        """The rows in the order shown."""
        return self._list.keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, T takes the next kind, E shows the evidence."""
        if event.key() == Qt.Key.Key_T:
            self.only_chosen.emit()
        elif event.key() == Qt.Key.Key_E and not event.modifiers() and self._evidence.isVisible():
            self.evidence_wanted.emit()
        elif not self._list.walk(event):
            super().keyPressEvent(event)
