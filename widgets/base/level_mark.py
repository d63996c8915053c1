"""The level in force: its number on a small plate in the colour that the law gives it, its word beside it as text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.plans.in_force import LEGAL_SCALE, InForce
from widgets.base import theme
from widgets.base.labels import ElidedLabel, set_tooltip

SWATCH_PX = 24


class Swatch(QWidget):
    """The number alone, in a square; nothing of the colour leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = 0
        self._scale = LEGAL_SCALE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(self, level: int, scale: str) -> None:
        """Show this number in the colour of its scale; neutral where no law has one for it."""
        self._level, self._scale = level, scale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square that the digit fits into."""
        look = theme.current()
        side = max(look.px(SWATCH_PX), look.line_height("strong"))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Plate and digit."""
        look = theme.current()
        badge = look.badge(self._scale, self._level) if self._scale == LEGAL_SCALE else None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(badge.ground if badge is not None else look.color("selected"))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setPen(badge.text if badge is not None else look.color("text1"))
        painter.setFont(look.font("strong"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._level))
        painter.end()


class LevelMark(QWidget):
    """`set_level(None)` hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._swatch = Swatch(self)
        self._text = ElidedLabel("", "strong", self)
        for part in (self, self._text):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(self._swatch)
        row.addWidget(self._text)
        self.shown: InForce | None = None
        self.hide()

    def set_level(self, found: InForce | None) -> None:
        """Show the gravest level in force."""
        if found == self.shown:
            return
        self.shown = found
        if found is not None:
            self._swatch.set_level(found.level, found.scale)
            self._text.setText(found.text)
            words = found.text if str(found.level) in found.text else f"{found.level} · {found.text}"
            self.setAccessibleName(words)
            set_tooltip(self, words)
        self.setVisible(found is not None)
