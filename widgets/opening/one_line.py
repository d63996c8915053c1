"""One line of the sheet: Enter goes on, Ctrl+Enter is the sheet's, and what is left shows its beginning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from widgets.base import theme
from widgets.base.labels import set_tooltip

HIGH_PX = 32
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
CUT = "…"


class OneLine(QLineEdit):
    """`entered()`: Enter alone, once a press."""

    entered = Signal()

    def __init__(self, name: str, longest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(longest)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        self.setMinimumHeight(theme.current().px(HIGH_PX))

    def is_cut(self) -> bool:
        """Whether its end is not to be seen while nobody is in it."""
        return not self.hasFocus() and self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """What a line itself knows nothing of is the sheet's, so Esc and Ctrl+Enter are."""
        if event.key() not in ENTERS:
            super().keyPressEvent(event)
            return
        is_plain = not event.modifiers() & CHORD
        if is_plain and not event.isAutoRepeat():
            self.entered.emit()
        event.setAccepted(is_plain)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Its beginning says more than its end."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.measure()

    def event(self, event: QEvent) -> bool:
        """What is cut stands whole in the tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            set_tooltip(self, self.text() if self.is_cut() else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """As the style draws it; a line that is cut says so."""
        super().paintEvent(event)
        if not self.is_cut():
            return
        look, room = theme.current(), self._room()
        painter = QPainter(self)
        painter.setFont(self.font())
        wide = painter.fontMetrics().horizontalAdvance(CUT)
        box = QRect(room.right() - wide, room.top(), wide + 2, room.height())
        painter.fillRect(box, look.color("ground0"))
        painter.setPen(look.color("text1"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, CUT)
        painter.end()

    def _room(self) -> QRect:
        """Where the letters stand."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        margins = self.textMargins()
        return inner.adjusted(margins.left(), 0, -margins.right(), 0)
