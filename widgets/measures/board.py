"""Figures of a period: a table, two charts, and the line that writes them to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
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
from widgets.measures.cards import Cards, SeverityWaits
from widgets.measures.hour_plot import HourPlot

SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
"""Of a count, how large a part of the largest one it is; None where nothing is to be compared."""
SHORT_PX = 96
"""A column no wider than this keeps its width where others share what is left."""
COUNT_COLUMN, BAR_PX, TRACK_PX, FIGURE_PX = 1, 10, 150, 56


class _CountBar(QStyledItemDelegate):
    """A count with a bar before it, so that the eye finds the large ones."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The figure as it always is, at the right; what is left is the bar's."""
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if share is None:
            return
        look, box = theme.current(), QRect(option.rect)
        track = QRect(
            box.left() + look.px(8), box.center().y() - look.px(BAR_PX) // 2,
            box.width() - look.px(FIGURE_PX), look.px(BAR_PX),
        )  # fmt: skip
        painter.fillRect(track, look.color("ground2"))
        track.setWidth(round(track.width() * share))
        painter.fillRect(track, look.color("text3"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt names it
        """Room for both."""
        look, size = theme.current(), super().sizeHint(option, index)
        return QSize(look.px(TRACK_PX + FIGURE_PX), size.height()) if index.data(SHARE_ROLE) is not None else size


class _Table(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shares: list[float | None] = []
        self._head: tuple[str, ...] = ()
        self._rows: list[tuple[str, ...]] = []

    def set_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]], counts: Sequence[int]) -> None:
        """Show these; `counts` are what the bars compare, none where there is nothing to compare."""
        self.beginResetModel()
        self._head, self._rows = tuple(head), [tuple(row) for row in rows]
        most = max(counts, default=0)
        self._shares = [count / most if most else None for count in counts]
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
        if role == SHARE_ROLE:
            has_bar = index.column() == COUNT_COLUMN and index.row() < len(self._shares)
            return self._shares[index.row()] if has_bar else None
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
        self.cards, self.waits = Cards(self), SeverityWaits(self)
        self._sum = label("", "caption", self, wrap=True)
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
        charts.setSpacing(look.px(6))
        taken_on = label(self.tr("Time until acknowledged, nine in ten; the mark is the median"), "caption", self)
        shown = zip((*self._captions, taken_on), (self._arrivals, self._work, self.waits), strict=True)
        for caption, chart in shown:
            panel = QFrame(self)
            panel.setObjectName("panel")
            column = QVBoxLayout(panel)
            column.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
            column.addWidget(caption)
            chart.setFixedHeight(look.px(132))
            column.addWidget(chart)
            charts.addWidget(panel, 1)
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setAccessibleName(self.tr("Measures"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.px(32))
        table.setItemDelegateForColumn(COUNT_COLUMN, _CountBar(table))
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.box.addLayout(top)
        self.box.addWidget(self.cards)
        self.box.addLayout(charts)
        self.box.addWidget(table, 1)
        self.box.addWidget(self._sum)
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

    def set_table(
        self, summary: str, head: Sequence[str], rows: Sequence[Sequence[str]], counts: Sequence[int] = ()
    ) -> None:  # fmt: skip
        """The sum in words, and a row for each group; `counts` of the rows are compared by bars."""
        self._sum.setText(summary)
        self._model.set_rows(head, rows, counts)
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
            short = theme.current().px(SHORT_PX)
            for column in range(header.count()):
                natural = max(header.sectionSizeHint(column), self._table.sizeHintForColumn(column))
                if natural > short:
                    header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
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
