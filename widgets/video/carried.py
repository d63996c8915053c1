"""A tile that can be enlarged, carried to another place, and walked through by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

_STEPS = (
    (Qt.Key.Key_Left, -1, 0),
    (Qt.Key.Key_Right, 1, 0),
    (Qt.Key.Key_Up, 0, -1),
    (Qt.Key.Key_Down, 0, 1),
)
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Carried(QWidget):
    """Signals: `activated` (double click, Enter), `dragged(QPoint)` and `dropped(QPoint)` in global coordinates while
    the operator carries the tile elsewhere, `stepped(dx, dy, carry)` by arrow keys."""

    activated = Signal()
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    stepped = Signal(int, int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press: QPoint | None = None
        self._carried = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """A press may become a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()
            self._carried = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Carry the tile once the pointer has left the spot."""
        if self._press is None:
            return
        far = (event.position().toPoint() - self._press).manhattanLength()
        if self._carried or far >= QApplication.startDragDistance():
            self._carried = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Put a carried tile down."""
        carried, self._carried, self._press = self._carried, False, None
        if carried:
            self.unsetCursor()
            self.dropped.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Enlarge, or go back to the grid."""
        self._press = None
        self.activated.emit()

    def event(self, event: QEvent) -> bool:
        """While a tile has the keyboard arrows, Enter and Space are its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            chord = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
            if (
                self.hasFocus()
                and not chord
                and (event.key() in _PRESSES or any(key == event.key() for key, _dx, _dy in _STEPS))
            ):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter enlarges; arrows go to the neighbour, with Ctrl and Shift they carry the tile along."""
        step = next(((dx, dy) for key, dx, dy in _STEPS if key == event.key()), None)
        if step is not None:
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(*step, event.modifiers() & both == both)
        elif event.key() in _PRESSES:
            if not event.isAutoRepeat():
                self.activated.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()
