"""Naming a view of the queue, and choosing something from a short list by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.base.forms import Form
from widgets.base.labels import label
from widgets.shell.command_palette import CommandPalette, Entry

NAME_MOST = 60


class NameForm(Form):
    """A name for what the line filters now: `{"name": …}`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, self.tr("Save this view"), self.tr("Save"))
        self._said = label("", "caption", self, wrap=True)
        self._name = QLineEdit(self)
        self._name.setMaxLength(NAME_MOST)
        self._name.setAccessibleName(self.tr("Name of the view"))
        self._name.setPlaceholderText(self.tr("Name of the view"))
        self.finish(self._said, self._name)
        self._name.returnPressed.connect(self.send)

    def set_line(self, line: str) -> None:
        """What will be saved, as it was typed."""
        self._said.setText(line)

    def first_focus(self) -> QWidget:
        """The name."""
        return self._name

    def values(self) -> dict[str, Any]:
        """The name without blanks around it."""
        return {"name": self._name.text().strip()}

    def fault(self) -> str:
        """A view needs a name."""
        return "" if self._name.text().strip() else self.tr("Give the view a name first.")

    def clear(self) -> None:
        """Begin with an empty name."""
        self._name.clear()


class PickList(CommandPalette):
    """`chosen(name)` of a list with a title of its own; found by typing like a command."""

    def ask(self, title: str, hint: str, entries: Sequence[Entry]) -> None:
        """Open over `entries`."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._line.setPlaceholderText(hint)
        self._line.setAccessibleName(hint)
        self._nothing.setText(self.tr("Nothing matches"))
        self.set_entries(entries)
        self.open()


class SearchList(PickList):
    """A list that begins with some entries and goes on with what is found elsewhere: `searched(text)` asks for it."""

    searched = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._found_for = ""
        self._found: list[Entry] = []
        self._line.textEdited.connect(lambda text: self.searched.emit(text.strip()))

    def set_found(self, text: str, entries: Sequence[Entry]) -> None:
        """What was found for `text`; of no use any more where something else is typed by now."""
        if text == self._line.text().strip():
            self._found_for, self._found = text, list(entries)
            self._filter(text)

    def fitting(self, query: str) -> list[Entry]:
        """Those that it began with and that fit, then what was found for just these words."""
        first = super().fitting(query)
        known = {entry[0] for entry in first}
        more = self._found if query.strip() and query.strip() == self._found_for else []
        return [*first, *(entry for entry in more if entry[0] not in known)]
