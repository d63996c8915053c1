"""The first minute with a fictional city: what it is, its network that can be cut, and five things to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label, rule

BUTTON_PX = 300


@dataclass(frozen=True)
class Step:
    """One thing to try: what it shows, and the command that begins it."""

    words: str
    sentence: str
    button: CommandButton


class FirstSteps(DeskPage):
    """`pressed(command)`."""

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Five things to try"))
        self.setAccessibleName(self.tr("Five things to try"))
        about = self.tr(
            "This is a fictional city: its people, incidents and pictures are drawn. Nothing that you do here reaches "
            "anybody."
        )
        self._network = label("", "text", self, wrap=True)
        self._cut = KeyButton(self)
        self._cut.setFixedWidth(theme.current().px(BUTTON_PX))
        self._cut.clicked.connect(lambda: self.pressed.emit("cut-network"))
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(theme.current().px(24))
        self._grid.setVerticalSpacing(theme.current().px(16))
        self._buttons: list[KeyButton] = []
        self.box.addWidget(label(about, "text", self, wrap=True))
        self.box.addSpacing(theme.current().px(8))
        self.box.addLayout(self._grid)
        self.box.addWidget(rule(self))
        self.box.addWidget(self._network)
        self.box.addWidget(self._cut)
        self.box.addStretch(1)
        self.box.addWidget(label(self.tr("Ctrl+F1 shows this again · Esc closes"), "caption", self))

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these; made once."""
        for row, step in enumerate(steps[len(self._buttons) :], len(self._buttons)):
            button = KeyButton(self)
            button.setFixedWidth(theme.current().px(BUTTON_PX))
            button.clicked.connect(lambda _checked=False, name=step.button.name: self.pressed.emit(name))
            self._grid.addWidget(label(str(row + 1), "value", self), 2 * row, 0, 2, 1)
            self._grid.addWidget(label(step.words, "strong", self), 2 * row, 1)
            self._grid.addWidget(label(step.sentence, "text", self, wrap=True), 2 * row + 1, 1)
            self._grid.addWidget(button, 2 * row, 2, 2, 1)
            self._buttons.append(button)
        for button, step in zip(self._buttons, steps, strict=True):
            button.show_command(step.button, primary=False)

    def set_network(self, words: str, button: CommandButton, *, is_cut: bool) -> None:
        """How the network of the city stands, and what can be done to it."""
        self._network.setText(words)
        self._network.set_tone("late" if is_cut else "")
        self._cut.show_command(button, primary=is_cut)

    def first_focus(self) -> QWidget:
        """The first thing to try."""
        return self._buttons[0] if self._buttons else self
