"""The row that all pages of Help have in common: one press from the keys to the manual and back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.base import theme
from widgets.base.labels import button_text

TOUR = "show-tour"


class HelpTabs(QWidget):
    """`chosen(command)`. The page that it stands on is checked, and stays so whatever is pressed."""

    chosen = Signal(str)

    def __init__(self, here: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._here = here
        self.chips: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(6))
        for command, words in (
            ("show-keys", self.tr("Keys")),
            ("show-manual", self.tr("Manual")),
            ("show-about", self.tr("What is new, and this machine")),
            (TOUR, self.tr("Tour of the desk")),
        ):
            chip = self.chips[command] = QPushButton(button_text(words), self)
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(command == here)
            chip.setAccessibleName(words)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _checked=False, command=command: self._on_chosen(command))
            row.addWidget(chip)
        row.addStretch(1)

    def _on_chosen(self, command: str) -> None:
        self.chips[command].setChecked(command == self._here)
        if command != self._here:
            self.chosen.emit(command)
