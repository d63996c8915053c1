"""The rail at the left: every place of the desk by its icon, with its key, and what waits there.

A window with room to spare has the places' names beside their icons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from widgets.base import icons, theme
from widgets.base.labels import set_tooltip

RAIL_PX, NAMED_RAIL_PX, ITEM_PX, ICON_PX, BADGE_PX, BAR_PX = 48, 152, 52, 20, 16, 3
MARK_PX, ROUND_PX = 44, 28
NAMED_FROM_PX = 2304
"""A window of this width has the names of the places beside their icons."""
BADGE_MOST = 99


def rail_px(window_px: int) -> int:
    """Its width in a window of this width."""
    return theme.current().px(NAMED_RAIL_PX if window_px >= NAMED_FROM_PX else RAIL_PX)


@dataclass(frozen=True)
class Place:
    """One place of the rail: the command that opens it, its words, icon and key; a short name where words are long."""

    command: str
    words: str
    icon: str
    key: str = ""
    name: str = ""


class RailButton(QAbstractButton):
    """An icon, or somebody's initials; checked where its place is what is shown."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.badge, self.is_grave = 0, False
        self.initials, self._is_named = "", False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.tell("")

    def tell(self, waits: str) -> None:
        """The place with its key, and what waits there in words."""
        words = f"{self.place.words}   {self.place.key}".rstrip()
        set_tooltip(self, f"{words}\n{waits}" if waits else words)
        self.setAccessibleName(f"{self.place.words}, {waits}" if waits else self.place.words)

    def set_badge(self, count: int, waits: str, *, is_grave: bool) -> None:
        """How many things wait there; 0 hides the number. Red is for what is critical and not acknowledged alone."""
        if (count, is_grave) != (self.badge, self.is_grave):
            self.badge, self.is_grave = count, is_grave
            self.update()
        self.tell(waits)

    def set_initials(self, initials: str) -> None:
        """Of who is meant, in place of the icon; empty: the icon."""
        if initials != self.initials:
            self.initials = initials
            self.update()

    def measure(self, *, named: bool) -> None:
        """Another scale has other measures; `named`: there is room for the name."""
        self._is_named = named
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Square, and large enough for a hurried hand."""
        look = theme.current()
        return QSize(look.px(NAMED_RAIL_PX if self._is_named else RAIL_PX), look.px(ITEM_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Ground, icon, key and badge."""
        look, painter = theme.current(), QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), look.color("selected"))
            painter.fillRect(QRect(0, 0, look.px(BAR_PX), self.height()), look.color("accent"))
        elif self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), look.color("ground2"))
        if self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        role = "text3" if not self.isEnabled() else "text1" if self.isChecked() else "text2"
        self._paint_icon(painter, look, role)
        self._paint_words(painter, look, role)
        if self.badge:
            self._paint_badge(painter, look)

    def _paint_icon(self, painter: QPainter, look: theme.Theme, role: str) -> None:
        side = look.px(ROUND_PX if self.initials else ICON_PX)
        at = QRectF((look.px(RAIL_PX) - side) / 2, (self.height() - side) / 2, side, side)
        if not self.initials:
            icons.paint(painter, at, self.place.icon, role)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawEllipse(at)
        painter.setFont(look.font("key"))
        painter.setPen(look.color("text1"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, self.initials)

    def _paint_words(self, painter: QPainter, look: theme.Theme, role: str) -> None:
        if self._is_named:
            painter.setFont(look.font("text"))
            painter.setPen(look.color(role))
            room = self.rect().adjusted(look.px(RAIL_PX), 0, -look.px(8), 0)
            words = painter.fontMetrics().elidedText(
                self.place.name or self.place.words, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(look.font("axis"))
        key = self.place.key.removeprefix("Alt+")
        if key and len(key) <= 2:
            painter.setPen(look.color("text3"))
            low = self.rect().adjusted(look.px(5), 0, 0, -look.px(3))
            painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, key)

    def _paint_badge(self, painter: QPainter, look: theme.Theme) -> None:
        text = str(self.badge) if self.badge <= BADGE_MOST else f"{BADGE_MOST}+"
        high = look.px(BADGE_PX)
        wide = max(high, painter.fontMetrics().horizontalAdvance(text) + look.px(7))
        box = QRect(look.px(RAIL_PX) - wide - look.px(4), look.px(4), wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("severity1" if self.is_grave else "line"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(look.color("on_severity" if self.is_grave else "text1"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class RailMark(QWidget):
    """The product's mark, on the strip's height."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """In the one colour that is not for what is wrong."""
        look = theme.current()
        side, wide = look.px(ICON_PX + 4), look.px(RAIL_PX)
        at = QRectF((wide - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), at, "landmark", "accent")


class Rail(QFrame):
    """`chosen(command)`: a place was pressed."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], foot: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Places of the desk"))
        self.buttons: dict[str, RailButton] = {}
        self._window_px = 0
        self._mark = RailMark(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._mark)
        for place in places:
            box.addWidget(self._made(place))
        box.addStretch(1)
        for place in foot:
            box.addWidget(self._made(place))
        self.measure(0)

    def _made(self, place: Place) -> RailButton:
        button = self.buttons[place.command] = RailButton(place, self)
        button.clicked.connect(lambda: self._on_clicked(place.command))
        return button

    def _on_clicked(self, command: str) -> None:
        button = self.buttons[command]
        button.setChecked(not button.isChecked())  # what is open is told by `set_shown`, not by the press
        self.chosen.emit(command)

    def set_shown(self, command: str) -> None:
        """Which place is on the screen; of a page that has none, none is."""
        for name, button in self.buttons.items():
            button.setChecked(name == command)

    def measure(self, window_px: int) -> None:
        """In a window of this width, or with another scale."""
        look, self._window_px = theme.current(), window_px
        self.setFixedWidth(rail_px(window_px))
        self._mark.setFixedHeight(look.px(MARK_PX))
        for button in self.buttons.values():
            button.measure(named=window_px >= NAMED_FROM_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The mark goes first where a screen is low and text is large."""
        super().resizeEvent(event)
        needed = len(self.buttons) * theme.current().px(ITEM_PX) + self._mark.minimumHeight()
        self._mark.setHidden(event.size().height() < needed)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.measure(self._window_px)
