"""Naming a view of the queue, and choosing something from a short list by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.forms import Form
from widgets.labels import label
from widgets.palette import CommandPalette, Entry

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
