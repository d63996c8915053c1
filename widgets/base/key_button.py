"""A command's button with its key printed on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.labels import button_text, set_tooltip


@dataclass(frozen=True)
class CommandButton:
    """What a button offers: the command's name, its words, its key, and why it is off (a sentence)."""

    name: str
    text: str
    key: str = ""
    enabled: bool = True
    reason: str = ""


class KeyButton(QPushButton):
    """Words on the left, the key in a small frame on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("keyed", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._key = ""
        self._whole = ""

    def show_command(self, command: CommandButton, *, primary: bool) -> None:
        """Offer this command; the main next step alone wears the accent."""
        self._key = command.key
        self._whole = command.text
        self.setText(button_text(command.text))
        self.setEnabled(command.enabled)
        tip = command.reason if not command.enabled else ""
        set_tooltip(self, tip or command.text)
        spoken = f"{command.text}, {command.key}" if command.key else command.text
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(tip)
        if bool(self.property("primary")) != primary:
            self.setProperty("primary", primary)
            self.style().unpolish(self)
            self.style().polish(self)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Room for the words and the key."""
        look = theme.current()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._whole) + self._key_width() + look.px(40)
        return QSize(width, look.px(34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Words may be cut; the key may not."""
        return QSize(self._key_width() + theme.current().px(72), theme.current().px(34))

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt names it
        """Fit the words to the width that is left of the key."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The button as the style draws it, then the key."""
        super().paintEvent(event)
        if not self._key:
            return
        look = theme.current()
        primary = bool(self.property("primary")) and self.isEnabled()
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        width, height = self._key_width(), look.px(18)
        box = QRect(self.width() - width - look.px(8), (self.height() - height) // 2, width, height)
        painter.setPen(QPen(look.color("on_accent" if primary else "line"), 1))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(look.color("on_accent" if primary else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def _key_width(self) -> int:
        look = theme.current()
        return max(look.px(20), self.fontMetrics().horizontalAdvance(self._key) + look.px(8)) if self._key else 0

    def _fit(self) -> None:
        room = self.width() - self._key_width() - theme.current().px(36)
        if room > 0:
            shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
            self.setText(button_text(shown))
