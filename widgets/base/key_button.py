"""A command's button with its key printed on it, in the small box that stands for a key everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.base import icons, theme
from widgets.base.icon_button import tip_of
from widgets.base.labels import button_text, set_tooltip

HIGH = 32
"""Desk pixels of a button; in a bar 28."""
BOX, BOX_PAD = 18, 5
"""Height and least width of a key's box, and what is left of its letters on either side."""

PRINTED: Mapping[str, str] = MappingProxyType(
    dict(pair.split("=") for pair in ["Return=Enter", "Left=←", "Right=→", "Up=↑", "Down=↓"])
)
"""What stands on a key that a toolkit calls otherwise."""


def printed(key: str) -> str:
    """A key as it is printed on the keyboard: `Alt+←` of `Alt+Left`."""
    return "+".join(PRINTED.get(part, part) for part in key.split("+"))


def key_width(key: str) -> int:
    """Pixels of the box of `key`, such as `Ctrl+N`; none where there is no key."""
    look = theme.current()
    if not key:
        return 0
    return max(look.px(BOX), QFontMetrics(look.font("key")).horizontalAdvance(key) + 2 * look.px(BOX_PAD))


def paint_key(painter: QPainter, right: int, middle: int, key: str, *, on_accent: bool = False) -> None:
    """Draw `key` in its box, which ends at `right` and is centred on the line `middle`."""
    look = theme.current()
    width, height = key_width(key), look.px(BOX)
    box = QRect(right - width, middle - height // 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("on_accent" if on_accent else "line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(look.font("key"))
    painter.setPen(look.color("on_accent" if on_accent else "text3"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


@dataclass(frozen=True)
class CommandButton:
    """What a button offers: the command's name, its words, its key, why it is off (a sentence), and its icon."""

    name: str
    text: str
    key: str = ""
    enabled: bool = True
    reason: str = ""
    icon: str = ""


class KeyButton(QPushButton):
    """An icon where there is one, words on the left, the key in a small box on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("keyed", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._key = ""
        self._whole = ""
        self._icon = ""
        self._high = HIGH

    def set_high(self, desk_px: int) -> None:
        """Be so high: 28 in a bar, 36 in the grid of actions."""
        self._high = desk_px
        self.setProperty("bar", desk_px < HIGH)
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def show_command(self, command: CommandButton, *, primary: bool) -> None:
        """Offer this command; the main next step alone wears the accent."""
        self._key, self._whole, self._icon = printed(command.key), command.text, command.icon
        self.setText(button_text(command.text))
        ink = "severity1" if self.property("danger") else "on_accent" if primary else "text2"
        icons.wear(self, command.icon, ink)
        self.setEnabled(command.enabled)
        tip = command.reason if not command.enabled else ""
        set_tooltip(self, "\n".join(part for part in (tip_of(command.text, self._key), tip) if part))
        spoken = f"{command.text}, {self._key}" if self._key else command.text
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
        width = metrics.horizontalAdvance(self._whole) + key_width(self._key) + self._icon_width() + look.px(40)
        return QSize(width, look.px(self._high))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Words may be cut; the key may not."""
        look = theme.current()
        return QSize(key_width(self._key) + self._icon_width() + look.px(72), look.px(self._high))

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt names it
        """Fit the words to the width that is left of the key."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The button as the style draws it, then the key."""
        super().paintEvent(event)
        if not self._key:
            return
        primary = bool(self.property("primary")) and self.isEnabled()
        painter = QPainter(self)
        right = self.width() - theme.current().px(8)
        paint_key(painter, right, self.height() // 2, self._key, on_accent=primary)
        painter.end()

    def _icon_width(self) -> int:
        return theme.current().px(icons.CONTROL + 8) if self._icon else 0

    def _fit(self) -> None:
        room = self.width() - key_width(self._key) - self._icon_width() - theme.current().px(36)
        if room > 0:
            shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
            self.setText(button_text(shown))
