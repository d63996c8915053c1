"""Figures of a period: a table, two charts, and the line that writes them to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.file_line import FileLine
from widgets.base.grouped_list import Index
from widgets.base.labels import label
from widgets.base.marked_fields import DropDown
from widgets.measures.hour_plot import HourPlot


class _Table(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: tuple[str, ...] = ()
        self._rows: list[tuple[str, ...]] = []

    def set_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._head, self._rows = tuple(head), [tuple(row) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt names and asks it so
        """One a group."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt names and asks it so
        """The group and its figures."""
        return len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self._head[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words and figures; figures of equal width, on the right."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme.current().font("figures" if index.column() else "text")
        return None


class MeasuresBoard(DeskPage):
    """`asked(period, grouping, since, until)`: another choice; the last two are what was typed, empty for none.

    `file` writes what is shown."""

    asked = Signal(str, str, str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Measures"))
        self.setAccessibleName(self.tr("Measures"))
        self._period, self._grouping = DropDown(self), DropDown(self)
        self._period.setAccessibleName(self.tr("Period"))
        self._grouping.setAccessibleName(self.tr("Group by"))
        for box in (self._period, self._grouping):
            box.setProperty("no_draft", True)  # chosen is asked at once
        self._ends = (QLineEdit(self), QLineEdit(self))
        self._sum = label("", "figures", self, wrap=True)
        self._model = _Table(self)
        self._table = QTableView(self)
        self._arrivals, self._work = HourPlot(self), HourPlot(self)
        self._captions = (label("", "caption", self), label("", "caption", self))
        self.file = FileLine(self.tr("File: .xlsx, .csv or .pdf"), self)
        self._lay_out()
        for box in (self._period, self._grouping):
            box.activated.connect(lambda _place: self.ask())

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        for name, part in ((self.tr("Period"), self._period), (self.tr("Group by"), self._grouping)):
            part.setMinimumWidth(look.px(200))
            top.addWidget(label(name, "caption", self))
            top.addWidget(part)
        for name, line in zip((self.tr("Period from"), self.tr("Period to")), self._ends, strict=True):
            line.setPlaceholderText("01/11/2026 07:00")
            line.setAccessibleName(name)
            line.setMaxLength(32)
            line.returnPressed.connect(self.ask)
            top.addWidget(label(name, "caption", self))
            top.addWidget(line)
        top.addStretch(1)
        charts = QHBoxLayout()
        charts.setSpacing(look.px(24))
        for caption, chart in zip(self._captions, (self._arrivals, self._work), strict=True):
            column = QVBoxLayout()
            column.addWidget(caption)
            chart.setFixedHeight(look.px(132))
            column.addWidget(chart)
            charts.addLayout(column, 1)
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAccessibleName(self.tr("Measures"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.px(28))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.box.addLayout(top)
        self.box.addWidget(self._sum)
        self.box.addLayout(charts)
        self.box.addWidget(table, 1)
        self.box.addWidget(self.file)

    def first_focus(self) -> QWidget:
        """The period is chosen first."""
        return self._period

    def set_choices(self, periods: Sequence[tuple[str, str]], groupings: Sequence[tuple[str, str]], path: str) -> None:
        """Names and words of what can be chosen, and where a file would go."""
        for box, choices in ((self._period, periods), (self._grouping, groupings)):
            here = box.currentData()
            box.clear()
            for name, words in choices:
                box.addItem(words, name)
            box.setCurrentIndex(max(0, box.findData(here)))
        if not self.file.path():
            self.file.set_path(path)

    def choose(self, period: str, grouping: str) -> None:
        """Show these as chosen."""
        self._period.setCurrentIndex(max(0, self._period.findData(period)))
        self._grouping.setCurrentIndex(max(0, self._grouping.findData(grouping)))

    def ask(self) -> None:
        """Say what is chosen."""
        since, until = (line.text().strip() for line in self._ends)
        self.asked.emit(str(self._period.currentData()), str(self._grouping.currentData()), since, until)

    def set_table(self, summary: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The sum in words, and a row for each group."""
        self._sum.setText(summary)
        self._model.set_rows(head, rows)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as their words; where that is more than there is, they share it, and a tooltip has the whole word."""
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if header.length() > self._table.viewport().width():
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if header.count():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def set_charts(
        self, begin: datetime, arrivals: Sequence[int], work: Sequence[int], captions: tuple[str, str]
    ) -> None:
        """How many came, and how much was done, in each hour of the period, of which the first starts at `begin`."""
        for chart, caption, values, words in zip(
            (self._arrivals, self._work), self._captions, (arrivals, work), captions, strict=True
        ):
            chart.set_counts(begin, values)
            chart.setAccessibleName(words)
            caption.setText(f"{words} (≤ {max(values, default=0)})")
