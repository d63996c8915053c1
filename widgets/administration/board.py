"""People and their sign-ins: rows on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from widgets.administration.sheet import Sheet
from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.icons import icon
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label, rule, set_tooltip
from widgets.base.overlay import Overlay

PEOPLE, SESSIONS, DEVICES = "people", "sessions", "devices"
ASK_MOST = 200
FOOT_PX = 230
"""What is not rows: title, lines, foot, and the margins of the window."""
KEYS: Mapping[int, str] = MappingProxyType({
    int(Qt.Key.Key_N): "add", int(Qt.Key.Key_R): "role", int(Qt.Key.Key_P): "password", int(Qt.Key.Key_E): "end",
    int(Qt.Key.Key_U): "unlock", int(Qt.Key.Key_D): "disable", int(Qt.Key.Key_F5): "read",
    int(Qt.Key.Key_1): PEOPLE, int(Qt.Key.Key_2): SESSIONS, int(Qt.Key.Key_3): DEVICES,
    int(Qt.Key.Key_F): "forget",
})  # fmt: skip


class AdministrationBoard(Overlay):
    """`pressed(name)`: a button or its key; `chosen(key)`: another row; `sought(text)`: what is looked for."""

    pressed = Signal(str)
    chosen = Signal(str)
    sought = Signal(str)
    wide_px = 1600

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("People and sign-ins"))
        self.setAccessibleName(self.tr("People and sign-ins"))
        self.search = QLineEdit(self)
        self.search.setMaxLength(ASK_MOST)
        self.search.setPlaceholderText(self.tr("Name, role, desk, area, agency or device"))
        self.search.setAccessibleName(self.tr("Search people"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_tooltip(self.search, self.tr("/ begins, Esc goes back to the rows. Marks are not needed."))
        self.search.textChanged.connect(self.sought)
        self._tabs = {name: QPushButton(self) for name in (PEOPLE, SESSIONS, DEVICES)}
        self._add = KeyButton(self)
        self._add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._found = label("", "caption", self)
        self._list = GroupedList(self.tr("People and sign-ins"), self)
        self.sheet = Sheet(self)
        self._empty = EmptyState(self)
        self._lay_out()
        self._list.chosen.connect(self.chosen)
        self.sheet.pressed.connect(self.pressed)
        self._add.clicked.connect(lambda: self.pressed.emit("add"))
        self._empty.chosen.connect(lambda: self.pressed.emit("read"))

    def _lay_out(self) -> None:
        look = theme.current()
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        for name, tab in self._tabs.items():
            tab.setProperty("chip", True)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on=False, name=name: self.pressed.emit(name))
            top.addWidget(tab)
        top.addWidget(self.search, 1)
        top.addWidget(self._found)
        top.addWidget(self._add)
        self._work = QWidget(self)
        middle = QHBoxLayout(self._work)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(look.px(16))
        middle.addWidget(self._list, 3)
        middle.addWidget(self.sheet, 2)
        foot = self.tr("↑ ↓ walk through rows · / searches · 1 people, 2 sign-ins, 3 devices · F5 reads · Esc back")
        self.box.addLayout(top)
        self.box.addWidget(self._work, 1)
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(rule(self))
        self.box.addWidget(label(foot, "caption", self, wrap=True))

    def show_tab(self, chosen: str, words: Mapping[str, str]) -> None:
        """Which of the two is shown, and what each is called now."""
        for key, (name, tab) in enumerate(self._tabs.items(), 1):
            tab.setText(words[name])
            tab.setChecked(name == chosen)
            tab.setAccessibleName(words[name])
            set_tooltip(tab, str(key))

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

    def offer_new(self, words: str, *, on: bool) -> None:
        """What can be made here, and whether it can be now; nothing where there are no words."""
        self._add.setVisible(bool(words))
        self._add.show_command(CommandButton("add", words, "N", enabled=on), primary=True)
        self._add.updateGeometry()

    def key(self) -> str:
        """The chosen row."""
        return self._list.key()

    def choose(self, key: str) -> None:
        """Choose this row, where it is shown."""
        self._list.choose(key)

    def rows(self) -> list[str]:
        """The keys of what is shown."""
        return self._list.keys()

    def place(self) -> None:
        """As high as the window allows, whatever was found."""
        self.box.invalidate()
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the rows; letters are the buttons'."""
        key = event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key == Qt.Key.Key_Escape and self.search.hasFocus():
            self.setFocus()
        elif key == Qt.Key.Key_Slash and not self.search.hasFocus():
            self.search.setFocus()
        elif plain and int(key) in KEYS and not event.isAutoRepeat() and not self.search.hasFocus():
            self.pressed.emit(KEYS[int(key)])
        elif not self._list.walk(event):
            super().keyPressEvent(event)
