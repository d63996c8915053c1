"""What was told in passing since the program began, newest first: nothing is missed because somebody looked away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import GroupedList, Line


class NoticeList(DeskPage):
    """Rows to read; nothing is done here."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Notices"))
        self.setAccessibleName(self.tr("Notices"))
        self._list = GroupedList(self.tr("Notices"), self)
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("Nothing was told yet"),
            self.tr("What the console tells in passing at the foot of the window is kept here until it ends."),
        )
        self.box.addWidget(self._list, 1)
        self.box.addWidget(self._empty, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Newest first."""
        self._list.set_lines(lines)
        self._list.setVisible(bool(lines))
        self._empty.setVisible(not lines)
