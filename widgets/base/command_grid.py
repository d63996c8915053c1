"""The commands of what is shown, as buttons in two columns; one whose words need more has a row of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.key_button import CommandButton, KeyButton

COLUMNS = 2
WIDE = frozenset({"decide-conflict", "show-outbox"})
"""What needs a decision stands alone, however short its words."""


def cells(wide: Sequence[bool]) -> list[tuple[int, int, int]]:
    """Row, column and span of each button in the order given; a wide one waits until the row above it is full."""
    found: dict[int, tuple[int, int, int]] = {}
    waiting: list[int] = []
    at = 0

    def put(place: int, span: int) -> None:
        nonlocal at
        found[place] = (at // COLUMNS, at % COLUMNS, span)
        at += span

    for place, is_wide in enumerate(wide):
        if is_wide:
            waiting.append(place)
        else:
            put(place, 1)
        while waiting and at % COLUMNS == 0:
            put(waiting.pop(0), COLUMNS)
    if waiting:
        at += -at % COLUMNS
    for place in waiting:
        put(place, COLUMNS)
    return [found[place] for place in range(len(wide))]


class CommandGrid(QWidget):
    """`command_chosen(name)`."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: list[CommandButton] = []
        self._buttons: list[KeyButton] = []
        self._placed: list[tuple[int, int, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.measure()

    def set_commands(self, commands: Sequence[CommandButton], wanted: str) -> None:
        """The buttons in their order; the one that is `wanted` next wears the accent where it can be used."""
        self._commands = list(commands)
        while len(self._buttons) < len(self._commands):
            button = KeyButton(self)
            place = len(self._buttons)
            button.clicked.connect(lambda _checked=False, place=place: self._on_clicked(place))
            self._buttons.append(button)
        for button, command in zip(self._buttons, self._commands, strict=False):
            button.show_command(command, primary=command.enabled and command.name == wanted)
        self._place()
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._commands))

    def measure(self) -> None:
        """Another scale has other measures."""
        self._grid.setSpacing(theme.current().px(6))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has room for other words."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = (self.width() - self._grid.spacing() * (COLUMNS - 1)) // COLUMNS
        shown = list(zip(self._buttons, self._commands, strict=False))
        wanted = cells([command.name in WIDE or button.sizeHint().width() > room for button, command in shown])
        if wanted == self._placed:
            return
        self._placed = wanted
        for (button, _command), (row, column, span) in zip(shown, wanted, strict=True):
            self._grid.addWidget(button, row, column, 1, span)

    def _on_clicked(self, place: int) -> None:
        self.command_chosen.emit(self._commands[place].name)
