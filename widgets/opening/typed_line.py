"""A line that is typed into with a list under it: its sign at the left, and while the list is open its keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.base import icons, theme
from widgets.base.key_button import key_width, paint_key
from widgets.opening.one_line import OneLine

KEYS = ("↑↓", "Enter")
GAP_PX, EDGE_PX = 4, 8
LETTERS_MOST = 200
"""As long as the contract takes a title: what is no kind becomes one."""


class TypedLine(OneLine):
    """`typed(text)`: what stands there now, letters that an input method still composes among it."""

    typed = Signal(str)

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        self._icon = icon
        self._has_keys = False
        self._composed = ""
        super().__init__(name, LETTERS_MOST, parent)
        self.textEdited.connect(lambda _text: self._tell())

    def words(self) -> str:
        """What is to be read there, composed letters as well."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composed + self.text()[at:]

    def write(self, text: str) -> None:
        """Let this stand there, and nothing be composed; nobody has typed it."""
        if self._composed:
            QGuiApplication.inputMethod().reset()
            self._composed = ""
        if self.text() != text:
            self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def show_keys(self, *, on: bool) -> None:
        """Print the keys that walk the list and take from it."""
        if on != self._has_keys:
            self._has_keys = on
            self.measure()
            self.update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt names it
        """Telex composes a word before it gives it: the list need not wait for the blank after it."""
        before = self.words()
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        if self.words() != before and not event.commitString():  # what was given is told as edited
            self._tell()

    def _tell(self) -> None:
        self.typed.emit(self.words())

    def measure(self) -> None:
        """Room for the sign, and for the keys where they are shown."""
        super().measure()
        look = theme.current()
        keys = sum(key_width(key) + look.px(GAP_PX) for key in KEYS) if self._has_keys else 0
        self.setTextMargins(look.px(icons.CONTROL + GAP_PX + 2), 0, keys, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The line as the style draws it, then sign and keys."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        side = look.px(icons.CONTROL)
        icons.paint(painter, QRectF(look.px(EDGE_PX), (self.height() - side) / 2, side, side), self._icon)
        right = self.width() - look.px(EDGE_PX)
        for key in reversed(KEYS) if self._has_keys else ():
            paint_key(painter, right, self.height() // 2, key)
            right -= key_width(key) + look.px(GAP_PX)
        painter.end()
