"""A list to choose one thing from, which is empty until somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from widgets.base.marked_fields import DropDown

Choice = tuple[str, str]
"""What is sent, and what is read."""


class Chooser(DropDown):
    """A list with a name; nothing is chosen until somebody chooses."""

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """What can be chosen, and what is."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.setCurrentIndex(self.findData(chosen) if chosen else -1)
