"""The head of the sheet: what it is, how it is left, and the call that it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.icon_button import IconButton
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import BOX, key_width, paint_key
from widgets.base.labels import ElidedLabel, label

CALL_PX = 36


class _Key(QWidget):
    """A key in its box, beside the sign that does the same."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The box."""
        return QSize(key_width(self._key), theme.current().px(BOX))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(self.sizeHint())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """As it is printed on buttons."""
        painter = QPainter(self)
        paint_key(painter, self.width(), self.height() // 2, self._key)
        painter.end()


class CallLine(QFrame):
    """The call that is on the line; none hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._sign = IconMark("phone-call", "text1", icons.CONTROL, self)
        self._number = label("", "strong", self)
        self._words = ElidedLabel("", "caption", self)
        self._lasts = label("", "strong", self)
        self._row = QHBoxLayout(self)
        for part in (self._sign, self._number, self._words, self._lasts):
            self._row.addWidget(part, 1 if part is self._words else 0)
        self.measure()
        self.hide()

    def set_call(self, number: str, words: str, lasts: str) -> None:
        """From this number, already masked; on which line; for how long."""
        self._number.setText(number)
        self._words.setText(words)
        self._lasts.setText(lasts)
        self._lasts.setVisible(bool(lasts))
        self.setAccessibleName(" · ".join(part for part in (number, words, lasts) if part))
        self.setVisible(bool(number or words))

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._row.setContentsMargins(look.px(10), 0, look.px(10), 0)
        self._row.setSpacing(look.px(8))
        self.setFixedHeight(look.px(CALL_PX))


class SheetHead(QWidget):
    """`left()`: the sheet shall go, and what stands in it be kept."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label(self.tr("Open an incident"), "title", self)
        self._beside = ElidedLabel("", "caption", self)
        self._key = _Key("Esc", self)
        self.close_button = IconButton("x", self.tr("Leave for later, what is written is kept"), "Esc", self)
        self.close_button.clicked.connect(self.left)
        self.call = CallLine(self)
        self._row = QHBoxLayout()
        self._row.addWidget(self._title)
        self._row.addWidget(self._beside, 1)
        self._row.addWidget(self._key)
        self._row.addWidget(self.close_button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._row)
        self._box.addWidget(self.call)
        self.say("")

    def say(self, words: str) -> None:
        """Beside the title, such as the number that it has until the server gives it one."""
        self._beside.setText(words or self.tr("its code comes when it is stored"))

    def measure(self, side: int) -> None:
        """Another scale has other measures; so many pixels are left at both sides."""
        look = theme.current()
        self._row.setSpacing(look.px(8))
        self._box.setSpacing(look.px(8))
        self._box.setContentsMargins(side, look.px(8), side, look.px(8))
        self.call.measure()
