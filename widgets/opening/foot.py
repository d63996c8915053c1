"""The foot of the sheet: open it, or leave it for later; what is wrong, and when it was last kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label

HIGH_PX, NARROW_PX = 36, 380
KEPT_LINES = 2


class SheetFoot(QWidget):
    """`open_wanted()`, `left()`."""

    open_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_button, self.later_button = KeyButton(self), KeyButton(self)
        for button in (self.open_button, self.later_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.set_high(HIGH_PX)
        self.open_button.clicked.connect(self.open_wanted)
        self.later_button.clicked.connect(self.left)
        self.later_button.show_command(CommandButton("", self.tr("Leave for later"), "Esc"), primary=False)
        self._sign = IconMark("circle-alert", "severity1", parent=self)
        self._trouble = label("", "text", self, wrap=True)
        self._trouble.set_tone("error")
        self._kept = ElidedLabel("", "caption", self, lines=KEPT_LINES)
        self._kept.set_tone("text3")
        self._kept.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._wrong = QHBoxLayout()
        self._wrong.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._wrong.addWidget(self._trouble, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.open_button)
        self._row.addWidget(self.later_button)
        self._row.addWidget(self._kept, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._wrong)
        self._box.addLayout(self._row)
        self.set_sending(on=False)
        self.set_trouble("")
        self.measure()

    def set_sending(self, *, on: bool) -> None:
        """Whether it is being stored just now, so that it cannot be opened twice."""
        words = self.tr("Storing…") if on else self.tr("Open incident")
        why = self.tr("It is being stored at this machine.") if on else ""
        self.open_button.show_command(
            CommandButton("", words, "Ctrl+Return", enabled=not on, reason=why, icon="siren"), primary=True
        )
        self.open_button.updateGeometry()

    def set_trouble(self, text: str) -> None:
        """What is wrong, in a sentence; empty where nothing is."""
        self._trouble.setText(text)
        for part in (self._sign, self._trouble):
            part.setVisible(bool(text))

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def set_kept(self, words: str) -> None:
        """When the draft was kept."""
        self._kept.setText(words)

    def kept(self) -> str:
        """As it was told."""
        return self._kept.whole()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        for layout in (self._wrong, self._row, self._box):
            layout.setSpacing(look.px(8))
        self._box.setContentsMargins(0, look.px(8), 0, look.px(8))
