"""The foot of the sheet: open it, or leave it for later; what is wrong, and when it was last kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.icon_button import tip_of
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import SPARE_PX, ElidedLabel, label, set_tooltip, wrapped

HIGH_PX = 36
KEPT_LINES = 2


class SheetFoot(QWidget):
    """`open_wanted()`, `left()`."""

    open_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = (self.tr("Open incident"), self.tr("Storing…"))
        self.open_button = KeyButton(self)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.open_button.set_high(HIGH_PX)
        self.later_button = QPushButton(self.tr("Leave for later"), self)
        self.later_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.open_button.clicked.connect(self.open_wanted)
        self.later_button.clicked.connect(self.left)
        set_tooltip(self.later_button, tip_of(self.tr("Leave for later, what is written is kept"), "Esc"))
        self.later_button.setAccessibleName(tip_of(self.later_button.text(), "Esc"))
        self._sign = IconMark("circle-alert", "severity1", parent=self)
        self._trouble = label("", "text", self, wrap=True)
        self._trouble.set_tone("error")
        self._kept = ElidedLabel("", "caption", self, lines=KEPT_LINES)
        self._kept.set_tone("text3")
        self._kept.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._above = ElidedLabel("", "caption", self)
        self._above.set_tone("text3")
        self._wrong = QHBoxLayout()
        self._wrong.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._wrong.addWidget(self._trouble, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.open_button)
        self._row.addWidget(self.later_button)
        self._row.addStretch(0)
        self._row.addWidget(self._kept, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._wrong)
        self._box.addWidget(self._above)
        self._box.addLayout(self._row)
        self.set_sending(on=False)
        self.set_trouble("")
        self.set_kept("")

    def set_sending(self, *, on: bool) -> None:
        """Whether it is being stored just now, so that it cannot be opened twice."""
        why = self.tr("It is being stored at this machine.") if on else ""
        self.open_button.show_command(
            CommandButton("", self._words[on], "Ctrl+Return", enabled=not on, reason=why, icon="siren"), primary=True
        )
        self._fit()

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
        for part in (self._kept, self._above):
            part.setText(words)
        self._fit()

    def kept(self) -> str:
        """As it was told."""
        return self._kept.whole()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has room for other things."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The button has one width, whatever its words are just now. What was kept has two lines beside it; where that
        leaves too little it stands above."""
        metrics, words = self.open_button.fontMetrics(), self._words
        now = words[0] if self.open_button.isEnabled() else words[1]
        widest = max(metrics.horizontalAdvance(one) for one in words) - metrics.horizontalAdvance(now)
        self.open_button.setFixedWidth(self.open_button.sizeHint().width() + widest)
        margins, gap = self._box.contentsMargins(), self._row.spacing()
        taken = self.open_button.width() + self.later_button.sizeHint().width() + 2 * gap
        room = self.width() - margins.left() - margins.right() - taken
        advance = self._kept.fontMetrics().horizontalAdvance
        rows = wrapped(self._kept.whole(), advance, room, KEPT_LINES)
        is_beside = all(advance(row) <= room - SPARE_PX for row in rows)
        self._kept.setVisible(is_beside)
        self._above.setVisible(not is_beside and bool(self._kept.whole()))

    def measure(self, side: int) -> None:
        """Another scale has other measures; so many pixels are left at both sides."""
        look = theme.current()
        self.later_button.setFixedHeight(look.px(HIGH_PX))
        for layout in (self._wrong, self._row, self._box):
            layout.setSpacing(look.px(8))
        self._box.setContentsMargins(side, look.px(8), side, look.px(8))
        self._fit()
