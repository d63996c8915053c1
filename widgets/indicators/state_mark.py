"""The word that says how a number stands, behind the shape of its gravity or a swatch of its legal colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.labels import set_tooltip
from widgets.base.severity import paint_severity, side_of

SHAPE_PX = 14
GAP_PX = 6


class StateMark(QWidget):
    """As wide as it needs to be; nothing while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._tone = "", "text2"
        self._severity: int | None = None
        self._badge: theme.Badge | None = None
        self._is_brief = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def clear(self) -> None:
        """Nothing to say."""
        self._show("", "text2", None, None)

    def set_state(self, word: str, tone: str, severity: int) -> None:
        """A word in a colour, behind the shape of this severity."""
        self._show(word, tone, severity, None)

    def set_level(self, word: str, badge: theme.Badge) -> None:
        """A step of a legal scale: its colour stays within its swatch, with its number; its word is plain text."""
        self._show(word, "text1", None, badge)

    def set_brief(self, *, brief: bool) -> None:
        """The mark alone, where its word has no room; it is still read out."""
        if brief != self._is_brief:
            self._is_brief = brief
            self.updateGeometry()
            self.update()

    def word(self) -> str:
        """What is said."""
        return self._word

    def _show(self, word: str, tone: str, severity: int | None, badge: theme.Badge | None) -> None:
        self.setVisible(bool(word) or badge is not None)
        if (word, tone, severity, badge) == (self._word, self._tone, self._severity, self._badge):
            return
        self._word, self._tone, self._severity, self._badge = word, tone, severity, badge
        self.setAccessibleName(f"{badge.level} · {word}" if badge is not None else word)
        set_tooltip(self, word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The mark, and its word behind it."""
        look = theme.current()
        self.setFont(look.font("caption"))
        word = "" if self._is_brief else self._word
        words = self.fontMetrics().horizontalAdvance(word) + look.px(GAP_PX) if word else 0
        return QSize(side_of(SHAPE_PX) + words + 1, max(side_of(SHAPE_PX), look.line_height("caption")))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A state is never cut: the name before it is."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The mark, then the word."""
        look = theme.current()
        painter = QPainter(self)
        side = side_of(SHAPE_PX)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        if self._badge is not None:
            self._paint_swatch(painter, box, self._badge)
        elif self._severity is not None:
            paint_severity(painter, box, self._severity)
        if self._is_brief:
            painter.end()
            return
        painter.setFont(look.font("caption"))
        painter.setPen(look.color(self._tone))
        room = QRect(side + look.px(GAP_PX), 0, self.width() - side - look.px(GAP_PX), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()

    def _paint_swatch(self, painter: QPainter, box: QRectF, badge: theme.Badge) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(badge.ground)
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(badge.text)
        painter.setFont(look.font("key"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(badge.level))
