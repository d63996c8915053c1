"""How bad it is: the four severities side by side, each with its shape and its word, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.icon_button import tip_of
from widgets.base.labels import set_tooltip
from widgets.base.severity import LEVELS, paint_severity, severity_word

SHAPE_PX, GAP_PX, EDGE_PX, HIGH_PX = 16, 5, 5, 32
APART_PX = 4


class _Level(QPushButton):
    """One of the four. `walked(by)`: the arrows go to another; `numbered(level)`: a digit says which."""

    walked = Signal(int)
    numbered = Signal(int)

    def __init__(self, level: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._level = level
        self.setCheckable(True)
        self.setProperty("choice", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(severity_word(level))
        set_tooltip(self, tip_of(severity_word(level), str(level)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Shape and word, as wide as they are when it is chosen."""
        look = theme.current()
        words = QFontMetrics(look.font("strong")).horizontalAdvance(severity_word(self._level))
        return QSize(words + look.px(SHAPE_PX + GAP_PX + 2 * EDGE_PX) + 1, look.px(HIGH_PX))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The shape says it with its digit; the word may be cut."""
        look = theme.current()
        return QSize(look.px(SHAPE_PX + GAP_PX + 2 * EDGE_PX + 16), look.px(HIGH_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows and digits choose; the rest is a button's."""
        steps = ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 1))
        by = next((by for key, by in steps if key == event.key()), 0)
        digit = event.key() - int(Qt.Key.Key_0)
        if by:
            self.walked.emit(by)
        elif digit in LEVELS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.numbered.emit(digit)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The button as the style draws it, then shape and word in the middle."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("strong" if self.isChecked() else "text"))
        side, gap = look.px(SHAPE_PX), look.px(GAP_PX)
        room = self.width() - side - gap - 2 * look.px(EDGE_PX) + 1
        word = painter.fontMetrics().elidedText(severity_word(self._level), Qt.TextElideMode.ElideRight, max(0, room))
        taken = side + gap + painter.fontMetrics().horizontalAdvance(word)
        left = (self.width() - taken) // 2
        paint_severity(painter, QRectF(left, (self.height() - side) // 2, side, side), self._level)
        painter.setPen(look.color("text1"))
        at = QRect(left + side + gap, 0, self.width() - left - side - gap, self.height())
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        painter.end()


class SeverityChoice(QWidget):
    """`chosen(level)`: somebody chose it; what is shown by `show_level` says nothing."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Severity"))
        self._level: int | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._levels = tuple(_Level(level, self) for level in LEVELS)
        for level, button in zip(LEVELS, self._levels, strict=True):
            button.clicked.connect(lambda _on=False, level=level: self._choose(level))
            button.numbered.connect(self._choose)
            button.walked.connect(self._walk)
            self._row.addWidget(button)
        self.measure()
        self.show_level(None)

    def level(self) -> int | None:
        """What is chosen; None where nothing is."""
        return self._level

    def show_level(self, level: int | None) -> None:
        """Choose this one. The keyboard comes to it alone, and walks from there."""
        self._level = level if level in LEVELS else None
        first = self._level or LEVELS[0]
        for one, button in zip(LEVELS, self._levels, strict=True):
            button.setChecked(one == self._level)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if one == first else Qt.FocusPolicy.NoFocus)

    def measure(self) -> None:
        """Another scale has other measures."""
        self._row.setSpacing(theme.current().px(APART_PX))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self.measure()

    def _walk(self, by: int) -> None:
        level = (self._level or LEVELS[0] - by) + by
        self._choose(max(LEVELS[0], min(LEVELS[-1], level)))

    def _choose(self, level: int) -> None:
        had = any(button.hasFocus() for button in self._levels)
        self.show_level(level)
        if had:
            self._levels[level - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(level)
