"""The chosen row beside the others, with what can be done: the same buttons in the same places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, PlainLabel, label, rule

COLUMNS = 2
FACTS_MOST = 10
BUTTONS_MOST = 6
DANGER_GAP_PX = 32
Fact = tuple[str, str, str]
"""Name, value and tone."""


class Sheet(QWidget):
    """`pressed(name)`: a button. What is dangerous stands apart, below a rule; `more` about the row between them."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget, more: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._head = label("", "title", self, wrap=True)
        self._below = label("", "caption", self, wrap=True)
        self._facts: list[tuple[PlainLabel, ElidedLabel]] = []
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(5))
        for row in range(FACTS_MOST):
            name, value = label("", "text", self), ElidedLabel("", "text", self, lines=2)
            name.set_tone("text2")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._facts.append((name, value))
        self._buttons = [KeyButton(self) for _ in range(BUTTONS_MOST)]
        self._danger = KeyButton(self)
        self._danger.setProperty("danger", True)
        self._rule = rule(self)
        self._commands: dict[KeyButton, str] = {}
        buttons = QGridLayout()
        buttons.setSpacing(look.px(6))
        for place, button in enumerate(self._buttons):
            buttons.addWidget(button, place // COLUMNS, place % COLUMNS)
        for button in (*self._buttons, self._danger):
            button.clicked.connect(self._on_clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        box.addWidget(self._head)
        box.addWidget(self._below)
        box.addWidget(rule(self))
        box.addLayout(grid)
        box.addSpacing(look.px(8))
        box.addLayout(buttons)
        if more is None:
            box.addStretch(1)
        else:
            box.addWidget(more, 1)
        box.addSpacing(look.px(DANGER_GAP_PX))
        box.addWidget(self._rule)
        box.addWidget(self._danger)
        self.show_one(("", ""), (), ())

    def show_one(
        self, head: tuple[str, str], facts: Sequence[Fact], buttons: Sequence[CommandButton],
        danger: CommandButton | None = None,
    ) -> None:  # fmt: skip
        """Show this under its `head` and the line below that; an empty head shows nothing at all."""
        self.setVisible(bool(head[0]))
        self._head.setText(head[0])
        self._below.setText(head[1])
        self._below.setVisible(bool(head[1]))
        for place, (name, value) in enumerate(self._facts):
            fact = facts[place] if place < len(facts) else ("", "", "")
            name.setText(fact[0])
            value.setText(fact[1])
            value.set_tone(fact[2])
            name.setVisible(bool(fact[0]))
            value.setVisible(bool(fact[0]))
        self._commands.clear()
        for place, button in enumerate(self._buttons):
            self._offer(button, buttons[place] if place < len(buttons) else None, primary=False)
        self._offer(self._danger, danger, primary=False)
        self._rule.setVisible(danger is not None)

    def _offer(self, button: KeyButton, command: CommandButton | None, *, primary: bool) -> None:
        button.setVisible(command is not None)
        if command is not None:
            button.show_command(command, primary=primary)
            self._commands[button] = command.name

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and button in self._commands:
            self.pressed.emit(self._commands[button])
