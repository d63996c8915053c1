"""The wall in small: each screen in its place with what it really shows, what is the matter, and what would change.

Painted, since a still arrives every few seconds and nothing else moves. It never takes the keyboard: the panel that
holds it walks through the screens, so that letters stay commands.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.base import theme
from widgets.base.labels import tooltip_text
from widgets.walls.paint import FOOT_PX, MiniScreen, paint_screen

GAP_PX, DRAG_PX = 14, 8
WIDE, HIGH = 16, 9
"""The shape of a screen whose still has not come yet."""


class WallMiniature(QWidget):
    """`chosen(id)`: another screen was pressed; `swapped(a, b)`: one was dropped on another; `opened(id)`: twice."""

    chosen = Signal(str)
    swapped = Signal(str, str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens: tuple[MiniScreen, ...] = ()
        self._selected = ""
        self._pressed: tuple[str, QPoint] | None = None
        self._over = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Screens of the wall"))
        self.setMouseTracking(False)

    def set_screens(self, screens: Sequence[MiniScreen]) -> None:
        """Show these; the chosen one stays chosen."""
        self._screens = tuple(screens)
        if self._selected not in self.ids() and self._screens:
            self._selected = self._screens[0].id
        self._tell()

    def select(self, screen: str) -> None:
        """Choose this one, if it is there."""
        if screen in self.ids() and screen != self._selected:
            self._selected = screen
            self._tell()
            self.chosen.emit(screen)

    def selected(self) -> str:
        """The chosen screen's id; empty where there is none."""
        return self._selected if self._selected in self.ids() else ""

    def ids(self) -> list[str]:
        """Every screen's id."""
        return [screen.id for screen in self._screens]

    def neighbour(self, across: int, down: int) -> str:
        """The nearest screen in this direction of the chosen one; empty where the wall ends."""
        here = next((screen for screen in self._screens if screen.id == self._selected), None)
        if here is None:
            return ""
        ahead = []
        for screen in self._screens:
            right, below = screen.col - here.col, screen.row - here.row
            far, aside = right * across + below * down, abs(right * down) + abs(below * across)
            if far > 0:
                ahead.append((aside, far, screen.id))
        return min(ahead, default=(0, 0, ""))[2]

    def step(self, by: int) -> None:
        """Choose the next or previous screen in reading order."""
        order = [screen.id for screen in sorted(self._screens, key=lambda one: (one.row, one.col))]
        if order:
            here = order.index(self._selected) if self._selected in order else 0
            self.select(order[(here + by) % len(order)])

    def place_of(self, screen: str) -> QRect:
        """Where a screen is drawn; empty where there is no such screen."""
        return next((box for one, box in self._places() if one.id == screen), QRect())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Room for a wall of two by two."""
        look = theme.current()
        return QSize(look.px(820), look.px(480))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Below this nothing can be told."""
        look = theme.current()
        return QSize(look.px(320), look.px(200))

    # painting

    def _places(self) -> list[tuple[MiniScreen, QRect]]:
        return arranged(self._screens, self.size())

    def _closer(self, places: list[tuple[MiniScreen, QRect]]) -> tuple[MiniScreen, QRect] | None:
        return closer(places, self.selected(), self.size())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Draw every screen, then the frames of what is chosen and carried."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        places = self._places()
        closer = self._closer(places)
        for screen, box in (*places, closer) if closer is not None else places:
            painter.save()
            chosen, over = screen.id == self._selected, screen.id == self._over
            paint_screen(painter, screen, box, chosen=chosen, over=over)
            painter.restore()
        painter.end()

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Choose what is pressed; it may be carried on from there."""
        screen = self._at(event.position().toPoint())
        if screen and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (screen, event.position().toPoint())
            self.select(screen)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Show where what is carried would come to lie."""
        if self._pressed is None:
            return
        here = event.position().toPoint()
        far = (here - self._pressed[1]).manhattanLength() >= DRAG_PX
        over = self._at(here) if far else ""
        over = over if over != self._pressed[0] else ""
        if over != self._over:
            self._over = over
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Dropped on another screen: both change places."""
        pressed, over = self._pressed, self._over
        self._pressed, self._over = None, ""
        self.update()
        if pressed is not None and over:
            self.swapped.emit(pressed[0], over)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """As Enter on it."""
        screen = self._at(event.position().toPoint())
        if screen:
            self.opened.emit(screen)

    def event(self, event: QEvent) -> bool:
        """A tooltip tells all of one screen."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = next((one for one, box in self._places() if box.contains(event.pos())), None)
            if found is not None:
                QToolTip.showText(event.globalPos(), tooltip_text(found.spoken), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _at(self, here: QPoint) -> str:
        return next((one.id for one, box in self._places() if box.contains(here)), "")

    def _tell(self) -> None:
        here = next((one for one in self._screens if one.id == self._selected), None)
        self.setAccessibleDescription(here.spoken.replace("\n", ", ") if here is not None else "")
        self.update()


def arranged(screens: Sequence[MiniScreen], room: QSize) -> list[tuple[MiniScreen, QRect]]:
    """Each screen and its rectangle, as large as the wall's shape allows; at the top where there is room below."""
    if not screens:
        return []
    look = theme.current()
    gap, foot = look.px(GAP_PX), look.px(FOOT_PX)
    cols = max(screen.col for screen in screens) + 1
    rows = max(screen.row for screen in screens) + 1
    wide = (room.width() - gap * (cols + 1)) // cols
    high = (room.height() - gap * (rows + 1)) // rows - foot
    wide = max(32, min(wide, high * WIDE // HIGH))
    high = wide * HIGH // WIDE
    left = (room.width() - cols * wide - (cols - 1) * gap) // 2
    taken = rows * (high + foot) + (rows - 1) * gap
    top = gap if _is_flat(len(screens), taken, room) else max(gap, (room.height() - taken) // 2)
    return [
        (one, QRect(left + one.col * (wide + gap), top + one.row * (high + foot + gap), wide, high + foot))
        for one in screens
    ]


def closer(places: Sequence[tuple[MiniScreen, QRect]], selected: str, room: QSize) -> tuple[MiniScreen, QRect] | None:
    """The chosen screen once more, larger, where a wall of one row leaves the room."""
    look = theme.current()
    gap, foot = look.px(GAP_PX), look.px(FOOT_PX)
    bottom = max((box.bottom() for _one, box in places), default=0) + 1
    here = next((one for one, _box in places if one.id == selected), None)
    if here is None or not _is_flat(len(places), bottom - gap, room):
        return None
    high = room.height() - bottom - 2 * gap - foot
    wide = min(room.width() - 2 * gap, high * WIDE // HIGH)
    high = wide * HIGH // WIDE
    return here, QRect((room.width() - wide) // 2, bottom + gap, wide, high + foot)


def _is_flat(count: int, taken_px: int, room: QSize) -> bool:
    return count > 1 and taken_px < room.height() * 2 // 5
