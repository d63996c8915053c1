"""Lines of the audit: rows on the left, the whole of the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.icons import icon
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label, rule, set_tooltip
from widgets.base.overlay import Overlay

ASK_MOST = 200
FOOT_PX = 275
"""What is not rows: title, lines, the sentence about the proof, foot, and the margins of the window."""


class AuditBoard(Overlay):
    """`asked(text)`: what to look for; `chosen(key)`: a row; `more`: older ones; `wanted(name)`: `read` or `export`."""

    asked = Signal(str)
    chosen = Signal(str)
    more = Signal()
    wanted = Signal(str)
    wide_px = 1600

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Who did what"))
        self.setAccessibleName(self.tr("Who did what"))
        self.search = QLineEdit(self)
        self.search.setMaxLength(ASK_MOST)
        self.search.setPlaceholderText(self.tr("who:, device:, kind:, incident:, a day 21/11/2026 or two"))
        self.search.setAccessibleName(self.tr("Search the audit"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_tooltip(self.search, self.tr("/ begins, Enter looks, Esc goes back to the rows."))
        self._found = label("", "caption", self)
        self._export = KeyButton(self)
        self._proof = label("", "text", self, wrap=True)
        self._list = GroupedList(self.tr("Who did what"), self)
        self._whole = QPlainTextEdit(self)
        self._whole.setReadOnly(True)
        self._whole.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._whole.setAccessibleName(self.tr("The whole line"))
        self._empty = EmptyState(self)
        self._lay_out()
        self.search.returnPressed.connect(self._on_asked)
        self._list.chosen.connect(self.chosen)
        self._export.clicked.connect(lambda: self.wanted.emit("export"))
        self._empty.chosen.connect(lambda: self.wanted.emit("read"))

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.search, 1)
        top.addWidget(self._found)
        top.addWidget(self._export)
        self._work = QWidget(self)
        middle = QHBoxLayout(self._work)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(look.px(16))
        middle.addWidget(self._list, 3)
        middle.addWidget(self._whole, 2)
        foot = self.tr("↑ ↓ walk through the rows · End the oldest, then older ones · / searches · F5 reads again")
        self.box.addLayout(top)
        self.box.addWidget(self._proof)
        self.box.addWidget(self._work, 1)
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(rule(self))
        self.box.addWidget(label(foot, "caption", self, wrap=True))

    def show_rows(self, found: str, lines: Sequence[Line], empty: tuple[str, str, str]) -> None:
        """Rows, and how many in words; `empty` (headline, sentence, button) where there is none."""
        self._found.setText(found)
        self._work.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._empty.set_text(*empty)
        self._list.set_lines(lines)
        room = max(theme.current().px(160), self._window.height() - theme.current().px(FOOT_PX))
        for part in (self._work, self._empty):
            part.setMinimumHeight(room)
        if self.isVisible():
            self.place()

    def show_proof(self, words: str, tone: str, export: CommandButton) -> None:
        """How far the audit is proven, and whether it can be had as a file."""
        self._proof.setText(words)
        self._proof.set_tone(tone)
        self._proof.setVisible(bool(words))
        self._export.show_command(export, primary=False)
        if self.isVisible():
            self.place()  # the sentence takes a line of its own

    def show_line(self, text: str) -> None:
        """The whole of a line."""
        if text != self._whole.toPlainText():
            self._whole.setPlainText(text)

    def line(self) -> str:
        """What is shown of the chosen line."""
        return self._whole.toPlainText()

    def key(self) -> str:
        """The chosen row."""
        return self._list.key()

    def rows(self) -> list[str]:
        """The keys of what is shown."""
        return self._list.keys()

    def place(self) -> None:
        """As high as the window allows, whatever was found."""
        self.box.invalidate()
        super().place()

    def _on_asked(self) -> None:
        self.setFocus()
        self.asked.emit(self.search.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the rows; beyond the last one there are older ones."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.search.hasFocus():
            self.setFocus()
        elif key == Qt.Key.Key_Slash and not self.search.hasFocus():
            self.search.setFocus()
        elif key == Qt.Key.Key_F5:
            self.wanted.emit("read")
        elif key == Qt.Key.Key_E and not self.search.hasFocus() and not event.isAutoRepeat():
            self.wanted.emit("export")
        else:
            was_last = self.key() == (self.rows() or [""])[-1]
            if not self._list.walk(event):
                super().keyPressEvent(event)
            elif was_last and key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
                self.more.emit()
