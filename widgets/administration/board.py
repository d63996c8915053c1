"""People and their sign-ins: rows on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import set_tooltip
from widgets.base.row_board import READ_AGAIN, BoardWords, RowBoard
from widgets.base.sheet import Sheet

PEOPLE, SESSIONS, DEVICES = "people", "sessions", "devices"
KEYS: Mapping[int, str] = MappingProxyType({
    int(Qt.Key.Key_N): "add", int(Qt.Key.Key_R): "role", int(Qt.Key.Key_P): "password", int(Qt.Key.Key_E): "end",
    int(Qt.Key.Key_U): "unlock", int(Qt.Key.Key_D): "disable", int(Qt.Key.Key_F): "forget",
    int(Qt.Key.Key_1): PEOPLE, int(Qt.Key.Key_2): SESSIONS, int(Qt.Key.Key_3): DEVICES, **READ_AGAIN,
})  # fmt: skip


class AdministrationBoard(RowBoard):
    """`sought(text)`: what is looked for, at each letter."""

    sought = Signal(str)
    letters = KEYS
    is_paged = False

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = {name: QPushButton(self) for name in (PEOPLE, SESSIONS, DEVICES)}
        for name, tab in self._tabs.items():
            tab.setProperty("chip", True)
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on=False, name=name: self.pressed.emit(name))
        self._add = KeyButton(self)
        self._add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sheet = Sheet(self)
        words = BoardWords(
            title=self.tr("People and sign-ins"),
            line=self.tr("Search people"),
            hint=self.tr("Name, role, desk, area, agency or device"),
            tip=self.tr("/ begins, Esc goes back to the rows. Marks are not needed."),
            keys=(self.tr("1 people, 2 sign-ins, 3 devices"),),
        )
        self.finish(words, self.sheet, before=tuple(self._tabs.values()), after=(self._add,))
        self.search.textChanged.connect(self.sought)
        self.sheet.pressed.connect(self.pressed)
        self._add.clicked.connect(lambda: self.pressed.emit("add"))

    def show_tab(self, chosen: str, words: Mapping[str, str]) -> None:
        """Which of them is shown, and what each is called now."""
        for key, (name, tab) in enumerate(self._tabs.items(), 1):
            tab.setText(words[name])
            tab.setChecked(name == chosen)
            tab.setAccessibleName(words[name])
            set_tooltip(tab, str(key))

    def offer_new(self, words: str, *, on: bool) -> None:
        """What can be made here, and whether it can be now; nothing where there are no words."""
        self._add.setVisible(bool(words))
        self._add.show_command(CommandButton("add", words, "N", enabled=on), primary=True)
        self._add.updateGeometry()
