"""A call that waits for somebody: offered at the foot of the queue, where it moves no row and takes no keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.icon_button import IconButton, tip_of
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label, set_tooltip

BAR_PX, SIDE_PX = 28, 8


@dataclass(frozen=True)
class CallOffer:
    """What is said of a call: its number, already masked, on which line, what it does (ringing, spoken with, over), for
    how long, and how many others wait."""

    number: str
    line: str
    doing: str
    lasts: str = ""
    others: str = ""

    @property
    def spoken(self) -> str:
        """All of it."""
        return " · ".join(part for part in (self.number, self.line, self.doing, self.lasts, self.others) if part)


class CallStrip(QFrame):
    """`open_wanted()`: a sheet shall take it up. `skip_wanted()`: it shall be offered no more. None hides it."""

    open_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = QFrame(self)
        self._card.setObjectName("card")
        self._sign = IconMark("phone-call", "text1", icons.CONTROL, self)
        self._number = label("", "strong", self)
        self._words = ElidedLabel("", "caption", self)
        self._lasts = label("", "strong", self)
        self.open_button = KeyButton(self)
        self.skip_button = QPushButton(self.tr("Skip"), self)
        self.skip_button.setProperty("bar", True)
        self.skip_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tooltip(self.skip_button, tip_of(self.tr("Offer this call no more"), "Enter"))
        self.open_button.set_high(BAR_PX)
        self.open_button.clicked.connect(self.open_wanted)
        self.skip_button.clicked.connect(self.skip_wanted)
        self._lay_out()
        self.measure()
        self.hide()

    def _lay_out(self) -> None:
        self._told = QHBoxLayout()
        self._told.addWidget(self._sign)
        self._told.addWidget(self._number)
        self._told.addWidget(self._words, 1)
        self._told.addWidget(self._lasts)
        self._done = QHBoxLayout()
        self._done.addWidget(self.open_button, 1)
        self._done.addWidget(self.skip_button)
        self._rows = QVBoxLayout(self._card)
        self._rows.addLayout(self._told)
        self._rows.addLayout(self._done)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._card)

    def show_call(self, call: CallOffer | None, key: str = "") -> None:
        """This one; `key` is printed on the button that takes it up."""
        if call is not None:
            self._number.setText(call.number)
            self._words.setText(" · ".join(part for part in (call.doing, call.others, call.line) if part))
            self._lasts.setText(call.lasts)
            self.open_button.show_command(
                CommandButton("new-incident", self.tr("Open an incident"), key), primary=False
            )
            self.setAccessibleName(call.spoken)
        self.setVisible(call is not None)

    def shown(self) -> str:
        """What is to be read there now; empty where no call waits."""
        return self.accessibleName() if not self.isHidden() else ""

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        side = look.px(SIDE_PX)
        self._box.setContentsMargins(side, side, side, side)
        self._rows.setContentsMargins(look.px(10), side, side, side)
        self._rows.setSpacing(look.px(6))
        for row in (self._told, self._done):
            row.setSpacing(side)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self.measure()


class FoldedCall(QWidget):
    """The same where the queue is folded: a sign to press, and for how long. `open_wanted()`."""

    open_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = IconButton("phone-call", "", parent=self)
        self.button.show_icon("phone-call", "text1")
        self._lasts = label("", "key", self)
        self._lasts.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button.clicked.connect(self.open_wanted)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box.addWidget(self._lasts)
        self.measure()
        self.hide()

    def show_call(self, call: CallOffer | None, key: str = "") -> None:
        """This one, its words in the tooltip."""
        if call is not None:
            words = self.tr("Open an incident for the call {call}").format(call=call.spoken)
            self.button.say(words, key)
            self._lasts.setText(call.lasts)
        self.setVisible(call is not None)

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._box.setContentsMargins(0, look.px(4), 0, look.px(SIDE_PX))
        self._box.setSpacing(0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self.measure()
