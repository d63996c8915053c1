"""Every camera with its state, since when, how much of today it was live, and how often it came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.grouped_list import Index
from widgets.base.labels import label

Row = tuple[str, str, str, str, str, bool] | tuple[str, str, str, str, str, bool, str]
"""Camera, state, since, live today, reconnects, whether it needs somebody, and what to do about it."""
NAME_PX = 120
"""A camera's name has this at least."""


class HealthModel(QAbstractTableModel):
    """Rows of words; the last field decides the colour of the state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; rows that only changed their words stay where they are."""
        if len(rows) == len(self._rows):
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt names and asks it so
        """One a camera."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt names and asks it so
        """Camera, state, since, live today, reconnects."""
        return 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Camera"),
            self.tr("State"),
            self.tr("Since"),
            self.tr("Live today"),
            self.tr("Reconnects"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, their colour and their side."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            return " · ".join(part for part in (row[1], *row[6:]) if part)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return row[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1:
            return theme.current().color("late" if row[5] else "text2")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= 3:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class HealthTable(QTableView):
    """The board as a table; the camera's name takes what room is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = HealthModel(self)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.current().px(28))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if theme.current().is_wall:  # nobody is there to scroll
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(self.tr("Health of the cameras"))

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self._model.set_rows(rows)

    def fit_columns(self) -> None:
        """On a narrow tile the name and the state come first; what then has no room is left out."""
        look, header = theme.current(), self.horizontalHeader()
        name = max((self.sizeHintForColumn(0), look.px(NAME_PX)))
        wide = [max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in range(5)]
        room = self.width() - min(name, self.width() // 2) - wide[1]
        for column in range(2, 5):
            room -= wide[column]
            self.setColumnHidden(column, room < 0)


class HealthBoard(DeskPage):
    """The board over the desk, with one line that sums it up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Health of the cameras"))
        self._sum = label("", "caption", self, wrap=True)
        self._table = HealthTable(self)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.box.addWidget(self._sum)
        self.box.addWidget(self._table, 1)

    def first_focus(self) -> QWidget:
        """Arrows walk through the list at once."""
        return self._table

    def set_board(self, summary: str, rows: Sequence[Row]) -> None:
        """The sum and a row a camera."""
        self._sum.setText(summary)
        self._table.set_rows(rows)
