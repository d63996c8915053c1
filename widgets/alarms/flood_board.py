"""What stands for the rows of the queue in a flood: the critical ones singly, all others in groups, a drill apart.

The counts add up on the board itself, and no group hides what makes it urgent: the shape of its gravest, how many of
each severity, its nearest deadline and how many are overdue stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.flow import FlowLayout
from widgets.base.grouped_list import HEADING_PX, ROW_PX, GroupedList, Line
from widgets.base.labels import ElidedLabel, label
from widgets.queue.panel import Chip

MOST_DRILLS = 3
"""Rows of a drill that are seen at once; the others are scrolled to."""
TALL_PX, TIGHT_PX = 720, 360
"""A lower board leaves the room to what is real: one row of the drill is seen."""


@dataclass(frozen=True)
class FloodHead:
    """What the board says above its rows: since when, how many come, how the count adds up, when it ends."""

    since: str
    rate: str
    adds_up: str
    ends: str
    open: int
    mine: int = 0
    overdue: int = 0


class FloodBoard(QFrame):
    """`incident_chosen(id)`, `group_chosen(key)`; `filter_chosen(command)` shows the queue's rows through one of its
    filters; `whole_chosen` shows every row of the queue, or the groups again."""

    incident_chosen = Signal(str)
    group_chosen = Signal(str)
    whole_chosen = Signal()
    filter_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Flood of alarms, summed up"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._is_whole = False
        self._marked: str | None = None
        self._since = ElidedLabel("", "strong", self)
        self._rate = label("", "caption", self)
        self._adds_up = ElidedLabel("", "text", self, lines=2)
        self._ends = label("", "caption", self, wrap=True)
        self._list = GroupedList(self.tr("Flood of alarms, summed up"), self)
        self._drills = GroupedList(self.tr("Of the drill, in no count"), self)
        for rows in (self._list, self._drills):
            rows.clicked.connect(lambda _index, rows=rows: self._choose(rows.key()))
        self._drills.hide()
        self._groups = Chip("groups", self.tr("In groups"), self, key="W")
        self._whole = Chip("whole", self.tr("One by one"), self, key="W")
        for chip in (self._groups, self._whole):
            chip.chosen.connect(self._on_chip)
        self.mine = Chip("filter-mine", self.tr("Mine"), self, key="2")
        self.overdue = Chip("filter-overdue", self.tr("Overdue"), self, key="5")
        for chip in (self.mine, self.overdue):
            chip.chosen.connect(self._on_filter)
        self._lay_out()

    def _lay_out(self) -> None:
        look = theme.current()
        first = QHBoxLayout()
        first.addWidget(self._since, 1)
        first.addWidget(self._rate)
        chips = QWidget(self)
        flow = FlowLayout(chips)
        for chip in (self._groups, self._whole, self.mine, self.overdue):
            flow.addWidget(chip)
        self._card = QFrame(self)
        self._card.setObjectName("floodHead")
        head = QVBoxLayout(self._card)
        head.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        head.setSpacing(look.px(2))
        head.addLayout(first)
        head.addWidget(self._adds_up)
        head.addWidget(self._ends)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
        above.setSpacing(look.px(8))
        above.addWidget(self._card)
        above.addWidget(chips)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        rows = QVBoxLayout()
        rows.setContentsMargins(look.px(8), 0, 0, 0)  # their shapes and headings stand below the words above
        rows.setSpacing(0)
        rows.addWidget(self._list, 1)
        rows.addWidget(self._drills)
        box.addLayout(rows, 1)

    def set_flood(self, head: FloodHead, lines: Sequence[Line], drills: Sequence[Line], *, whole: bool) -> None:
        """What is said, the rows, and those of a drill; `whole`: the queue itself is shown below."""
        self._since.setText(head.since)
        self._rate.setText(head.rate)
        self._adds_up.setText(head.adds_up)
        self._ends.setText(head.ends)
        self._whole.set_count(head.open)
        self.mine.set_count(head.mine)
        self.overdue.set_count(head.overdue)
        self._is_whole = whole
        self._groups.setChecked(not whole)
        self._whole.setChecked(whole)
        self._list.setVisible(not whole)
        for rows, told in ((self._list, lines), (self._drills, drills)):
            before = rows.key()
            rows.set_lines(told)
            rows.choose_only(before)  # a row that nobody chose is not marked
        self._drills.setVisible(bool(drills) and not whole)
        look = theme.current()
        seen = MOST_DRILLS if self.height() >= look.px(TALL_PX) else 1
        most = min(seen, sum(bool(line.key) for line in drills))
        self._drills.setFixedHeight(look.px(HEADING_PX) + most * look.px(ROW_PX) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """On a narrow desk the chips stand closer."""
        super().resizeEvent(event)
        for chip in (self._groups, self._whole, self.mine, self.overdue):
            chip.set_tight(event.size().width() < theme.current().px(TIGHT_PX))

    def mark(self, key: str) -> None:
        """Show which row the selected incident stands in, its own or its group's; none where it is in none.

        Said again it changes nothing: a hand may be walking through the rows.
        """
        if key != self._marked:
            self._marked = key
            for rows in (self._list, self._drills):
                rows.choose_only(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk, Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.key())
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _on_chip(self, name: str) -> None:
        if (name == "whole") != self._is_whole:
            self.whole_chosen.emit()
        self._groups.setChecked(not self._is_whole)
        self._whole.setChecked(self._is_whole)

    def _on_filter(self, command: str) -> None:
        for chip in (self.mine, self.overdue):
            chip.setChecked(False)  # it leads away from the groups; they are none of its rows
        self.filter_chosen.emit(command)

    def _choose(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        if kind == "one":
            self.incident_chosen.emit(rest)
        elif kind == "group":
            self.group_chosen.emit(rest)
