"""F1, the first page of Help: every key and what it does, in groups and columns, found by typing, and written as pages
to be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.desk_page import DeskPage
from widgets.base.fold import matches
from widgets.base.labels import ElidedLabel, label, set_tooltip
from widgets.base.scrolled import Scrolled
from widgets.help.tabs import HelpTabs

COLUMN_PX, KEY_PX = 420, 132
Group = tuple[str, Sequence[tuple[str, str]]]
"""Its title, and of each row the key and the words."""


class KeysSheet(DeskPage):
    """A still list; typing narrows it, Esc or F1 closes it. `save_wanted()`: it shall be a file; `open_wanted(path)`:
    that file shall be opened."""

    save_wanted = Signal()
    open_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self._groups: Sequence[Group] = ()
        self._filled: tuple[object, ...] = ()
        """What the list was made for."""
        self.tabs = HelpTabs("show-keys", self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("What do you want to do, or which key"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.textChanged.connect(self._fill)
        self._scroll = Scrolled(self)
        self._scroll.setAccessibleName(self.tr("Keys"))
        self._save, self._open = (
            QPushButton(self.tr("Save for printing"), self),
            QPushButton(self.tr("Open the file"), self),
        )
        for button in (self._save, self._open):
            button.setAccessibleName(button.text())
        icons.wear(self._save, "printer")
        set_tooltip(self._save, self.tr("All keys as a PDF, in the folder for files"))
        self._save.clicked.connect(self.save_wanted)
        self._told, self._made = label("", "caption", self), ""
        self._open.clicked.connect(lambda: self.open_wanted.emit(self._made))
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        for part in (self._told, self._open, self._save):
            line.addWidget(part)
        self.tell("")
        self.box.addWidget(self.tabs)
        self.box.addLayout(line)
        self.box.addWidget(self._scroll, 1)

    def set_groups(self, groups: Sequence[Group]) -> None:
        """In the order in which they are read."""
        self._groups = groups
        self._fill(self.search.text())

    def groups(self) -> Sequence[Group]:
        """All of them, whatever is typed."""
        return self._groups

    def tell(self, text: str, made: str = "") -> None:
        """What became of the file; `made` is where it lies, to be opened."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self._made = made
        self._open.setVisible(bool(made))

    def rows(self) -> list[str]:
        """The words of what is listed now."""
        return [words for _title, rows in self._fitting(self.search.text()) for _key, words in rows]

    def first_focus(self) -> QWidget:
        """The list, so that arrows and PageDown go through it."""
        return self._scroll

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """F1 closes what F1 opened; a slash goes to the search."""
        if event.key() == Qt.Key.Key_F1:
            self.close()
        elif event.key() == Qt.Key.Key_Slash and not self.search.hasFocus():
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _fitting(self, query: str) -> list[Group]:
        narrowed = [
            (title, [(key, words) for key, words in rows if matches(query, f"{words} {key} {title}")])
            for title, rows in self._groups
        ]
        return [(title, rows) for title, rows in narrowed if rows]

    def _fill(self, query: str) -> None:
        look = theme.current()
        groups = self._fitting(query)
        columns = max(1, (self._window.width() - look.px(160)) // look.px(COLUMN_PX))
        if (groups, columns, look) == self._filled:
            return  # some hundred labels: they stand there already
        self._filled = (groups, columns, look)
        page = QWidget(self._scroll)
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, look.px(8), 0)
        across.setSpacing(look.px(32))
        most = -(-sum(len(rows) + 2 for _title, rows in groups) // columns)
        column, taken = self._column(across), 0
        for title, rows in groups:
            if taken and taken + len(rows) > most + 2:
                column, taken = self._column(across), 0
            column.insertWidget(column.count() - 1, _group(title, rows, page))
            taken += len(rows) + 2
        if not groups:
            column.insertWidget(0, label(self.tr("No key matches"), "caption", page))
        self._scroll.setWidget(page)

    @staticmethod
    def _column(across: QHBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addStretch(1)
        across.addLayout(column, 1)
        return column


def _group(title: str, rows: Sequence[tuple[str, str]], parent: QWidget) -> QWidget:
    look, part = theme.current(), QWidget(parent)
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, look.px(12))
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(4))
    grid.addWidget(label(title, "panel_title", part), 0, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    for place, (key, words) in enumerate(rows, 1):
        name = label(key, "strong", part)
        name.setMinimumWidth(look.px(KEY_PX))
        grid.addWidget(name, place, 0)
        grid.addWidget(ElidedLabel(words, "text", part), place, 1)
    return part
