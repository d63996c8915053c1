"""The page of settings: on the left what can be chosen, each with a sentence; on the right every command's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.choices import Choice, Chooser
from widgets.base.desk_page import DeskPage
from widgets.base.fold import matches
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton, printed
from widgets.base.labels import label
from widgets.base.scrolled import Scrolled
from widgets.words.marked_text import QT_TRANSLATE_NOOP

FIELD_PX, EDGE_PX = 260, 12
PLACEHOLDER = QT_TRANSLATE_NOOP("QKeySequenceEdit", "Press shortcut")
"""Qt's own words in its field for a key, translated with ours."""


@dataclass(frozen=True)
class Field:
    """One thing that can be chosen. Without `choices` it is a line of text."""

    name: str
    words: str
    sentence: str
    value: str
    choices: Sequence[Choice] = ()


@dataclass(frozen=True)
class KeyRow:
    """A command with its first key; `is_own` where somebody chose that."""

    command: str
    group: str
    words: str
    key: str
    is_own: bool = False


class SettingsPage(DeskPage):
    """`chosen(name, value)`; `rekeyed(command, key)`, the declared key again where it is empty."""

    chosen = Signal(str, str)
    rekeyed = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self._fields: dict[str, Chooser | QLineEdit] = {}
        self._keys: dict[str, KeyRow] = {}
        inner = QWidget(self)
        self._left = QVBoxLayout(inner)
        edge = theme.current().px(EDGE_PX)
        self._left.setContentsMargins(edge, edge, edge, edge)
        self._left.setSpacing(theme.current().px(12))
        self._left.addStretch(1)
        self._choices = Scrolled(self)
        self._choices.setWidget(inner)
        self._choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field, and brings each into sight
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("A command, or a key"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.textChanged.connect(self._list_keys)
        self._list = GroupedList(self.tr("Keys of the commands"), self)
        self._list.chosen.connect(lambda _key: self._show_key())
        self._new = QKeySequenceEdit(self)
        self._new.setMaximumSequenceLength(1)
        self._new.setAccessibleName(self.tr("The new key: press it"))
        self._set, self._reset = KeyButton(self), KeyButton(self)
        self._set.clicked.connect(self._on_set)
        self._reset.clicked.connect(lambda: self.rekeyed.emit(self._list.key(), ""))
        self._told = label("", "text", self, wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        row, deeds = QHBoxLayout(), QHBoxLayout()
        row.addWidget(label(self.tr("The new key: press it"), "caption", self))
        row.addWidget(self._new, 1)
        deeds.addWidget(self._set, 1)
        deeds.addWidget(self._reset, 1)
        for button, words in ((self._set, self.tr("Take this key")), (self._reset, self.tr("As it was"))):
            button.show_command(CommandButton(words, words), primary=False)
        right = ((self.search, 0), (self._list, 1), (row, 0), (deeds, 0))
        self.stand_beside(((self._choices, 1),), right, (1, 1))
        self.box.addWidget(self._told)
        keys = self.tr("Tab goes on · ↑ ↓ walk through the keys · Esc back. What is chosen is in force at once.")
        self.box.addWidget(label(keys, "caption", self))

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Show these with their values; the first time they are made."""
        for field in fields:
            made = self._fields.get(field.name) or self._made(field)
            made.blockSignals(True)
            if isinstance(made, Chooser):
                made.set_choices(field.choices, field.value)
            elif not made.hasFocus():
                made.setText(field.value)
            made.blockSignals(False)

    def _made(self, field: Field) -> Chooser | QLineEdit:
        part: Chooser | QLineEdit = Chooser(field.words, "", self) if field.choices else QLineEdit(self)
        part.setAccessibleName(field.words)
        part.setProperty("no_draft", True)
        part.setFixedWidth(theme.current().px(FIELD_PX))
        if isinstance(part, Chooser):
            part.activated.connect(lambda _place: self.chosen.emit(field.name, str(part.currentData())))
        else:
            part.editingFinished.connect(lambda: self.chosen.emit(field.name, part.text().strip()))
        row, words = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(field.words, "strong", self))
        words.addWidget(label(field.sentence, "caption", self, wrap=True))
        row.setSpacing(theme.current().px(16))
        row.addLayout(words, 1)
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._left.insertLayout(self._left.count() - 1, row)
        self._fields[field.name] = part
        return part

    def set_keys(self, rows: Sequence[KeyRow]) -> None:
        """Every command, in the order of the reference."""
        self._keys = {row.command: row for row in rows}
        self._list_keys()

    def tell(self, text: str, tone: str = "text2") -> None:
        """What came of the last choice."""
        self._told.set_tone(tone)
        self._told.setText(text)

    def point_at(self, name: str) -> None:
        """Give the keyboard to this setting; nothing happens where there is none of this name."""
        if name in self._fields:
            self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def first_focus(self) -> QWidget:
        """The first thing that can be chosen."""
        return next(iter(self._fields.values()), self)

    def values(self) -> dict[str, str]:
        """What is shown as chosen."""
        return {
            name: str(one.currentData()) if isinstance(one, Chooser) else one.text()
            for name, one in self._fields.items()
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the keys."""
        if event.key() == Qt.Key.Key_Slash:
            self.search.setFocus()
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def _list_keys(self) -> None:
        lines: list[Line] = []
        group = None
        for row in self._keys.values():
            if not matches(self.search.text(), f"{row.words} {row.key}"):
                continue
            if row.group != group:
                group = row.group
                lines.append(Line("", group))
            state = self.tr("own") if row.is_own else ""
            lines.append(Line(row.command, row.words, state, printed(row.key) or self.tr("no key")))
        self._list.set_lines(lines)
        self._show_key()

    def _show_key(self) -> None:
        row = self._keys.get(self._list.key())
        self._set.setEnabled(row is not None)
        self._reset.setEnabled(row is not None and row.is_own)
        self._new.clear()

    def _on_set(self) -> None:
        key = self._new.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if key and self._list.key():
            self.rekeyed.emit(self._list.key(), key)
