"""A map that is moved and looked into by hand: drag, wheel and buttons; what is pressed on it says which it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from console.places.map_view import View, radius_of
from widgets.base import theme
from widgets.base.icon_button import CONTROL, IconButton
from widgets.places.map import PlaceMap
from widgets.places.nearby import metres_text

ZOOM = 1.5
STEP = 0.3
"""An arrow moves by this share of what is seen from the middle to the side."""
WHEEL_NOTCH = 120
REST_MS = 250
STILL_PX = 5
"""A hand that moved no farther pressed; farther, it dragged."""
EDGE_PX, GAP_PX = 12, 2
NORTH_MOST = 85.0
_ARROWS = ((Qt.Key.Key_Left, -1, 0), (Qt.Key.Key_Right, 1, 0), (Qt.Key.Key_Up, 0, 1), (Qt.Key.Key_Down, 0, -1))


class MovingMap(PlaceMap):
    """`looked`: it shows another part, and wants the marks of that. `chosen(kind, id)`: a mark was pressed.
    `homed`: the place that it is about is wanted again. `rested(kind, id, at)`: the pointer rests on a mark at this
    point of the map; empty words where it rests on none any more. `menu_wanted(lat, lon, at)`: what can be done with a
    place is wanted at this point of the screen."""

    looked = Signal()
    chosen = Signal(str, str)
    rested = Signal(str, str, QPointF)
    homed = Signal()
    menu_wanted = Signal(float, float, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: QPointF | None = None
        self._from = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._over = ("", "")
        self._at = QPointF()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._closer = IconButton("plus", self.tr("Closer"), "+", self, side=CONTROL)
        self._farther = IconButton("minus", self.tr("Farther"), "−", self, side=CONTROL)
        self._home = IconButton("locate", self.tr("Back to the place"), "0", self, side=CONTROL)
        for button in (self._closer, self._farther, self._home):
            button.setProperty("upon", "map")
        self._closer.clicked.connect(lambda: self.zoom(1))
        self._farther.clicked.connect(lambda: self.zoom(-1))
        self._home.clicked.connect(self.homed)

    def zoom(self, notches: float) -> None:
        """Closer for more than 0, farther for less."""
        if self.middle is not None:
            self.look_at(*self.middle, radius_of(self.radius_m / ZOOM**notches))
            self.looked.emit()

    def move_by(self, east: float, north: float) -> None:
        """Move by shares of what is seen from the middle to the nearer side."""
        if self.middle is not None:
            far = self.radius_m
            lat, lon = View(*self.middle, far, far).place(east * far, north * far)
            self.look_at(max(-NORTH_MOST, min(NORTH_MOST, lat)), lon, far)
            self.looked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The buttons stay in their corner."""
        super().resizeEvent(event)
        look = theme.current()
        edge, gap = look.px(EDGE_PX), look.px(GAP_PX)
        bottom = self.height() - edge
        for button in (self._home, self._farther, self._closer):
            side = button.sizeHint().height()
            bottom -= side
            button.setGeometry(self.width() - edge - side, bottom, side, side)
            bottom -= gap

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Plus, minus, arrows and 0."""
        key = event.key()
        arrow = next(((east, north) for one, east, north in _ARROWS if one == key), None)
        if arrow is not None:
            self.move_by(arrow[0] * STEP, arrow[1] * STEP)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(-1)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.homed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its own keys are no commands while it has the keyboard; what lies under the pointer is named."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._name(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _name(self, at: QPoint, on_screen: QPoint) -> None:
        mark = self.mark_at(QPointF(at))
        if mark is None:
            QToolTip.hideText()
            return
        far = f" · {metres_text(mark.metres)}" if mark.metres else ""
        QToolTip.showText(on_screen, f"{mark.name}{far}", self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt names it
        """Of the place under the pointer; by the key, of the middle."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.middle if by_key else self.place_at(QPointF(event.pos()))
        if place is not None:
            at = self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
            self.menu_wanted.emit(*place, at)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt names it
        """As plus and minus."""
        self.zoom(event.angleDelta().y() / WHEEL_NOTCH)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Take the map, or press a mark."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = self._from = event.position()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """The ground follows the hand; what can be pressed says so."""
        if self._held is None:
            mark = self.mark_at(event.position())
            self.setCursor(Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor)
            self._go_over((mark.kind, mark.id) if mark is not None else ("", ""), event.position())
            return
        self._go_over(("", ""), event.position())
        if _apart(event.position(), self._from) <= STILL_PX and self._held == self._from:
            return
        by, self._held = event.position() - self._held, event.position()
        half = max(1, min(self.width(), self.height())) / 2
        self.move_by(-by.x() / half, by.y() / half)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """The pointer is elsewhere."""
        super().leaveEvent(event)
        self._go_over(("", ""), self._at)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt names it
        """Nobody looks any more."""
        super().hideEvent(event)
        self._go_over(("", ""), self._at)

    def _go_over(self, mark: tuple[str, str], at: QPointF) -> None:
        if mark == self._over:
            return
        self._over, self._at = mark, at
        self._rest.stop()
        if mark[1]:
            self._rest.start()
        else:
            self.rested.emit("", "", at)

    def _on_rest(self) -> None:
        self.rested.emit(*self._over, self._at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Let it go; a hand that stood still meant what lies under it."""
        held, self._held = self._held, None
        event.accept()
        if held is None or held != self._from:
            return
        mark = self.mark_at(event.position())
        if mark is not None:
            self.chosen.emit(mark.kind, mark.id)


def _apart(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()


def _is_own(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    own = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Underscore, Qt.Key.Key_0, Qt.Key.Key_Home)
    return not held and event.key() in (*own, *(arrow for arrow, _east, _north in _ARROWS))
