"""One tile on the canvas of a layout's editor: what it shows, in words, with a handle at each side and corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.base.labels import set_tooltip

HANDLE_PX = 9
GRAB_PX = 10
"""How near to a side a press takes the side."""
MOVED_PX = 4
"""A press that moves less is a click."""


@dataclass(frozen=True)
class TileFace:
    """What a tile says in the editor."""

    kind: str
    """Its type in words."""
    title: str
    """What it shows."""
    detail: str = ""
    trouble: str = ""
    """What is odd about it or hard to read, as sentences; empty where nothing is."""
    picture: QImage | None = field(default=None, compare=False)
    """What a picture's tile shows, where it is here."""


class LayoutTile(QWidget):
    """`pressed`, then `carried(by)` while the mouse moves and `dropped(by)` at its end, in pixels."""

    pressed = Signal()
    carried = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self._face = TileFace("", "")
        self._chosen = False
        self._from: QPointF | None = None
        self._moved = False
        self.handle: tuple[int, int] | None = None
        """Which side or corner is pulled: -1 up or left, 1 down or right, 0 neither; None for the whole tile."""

    def set_face(self, face: TileFace) -> None:
        """Say this."""
        self._face = face
        named = [face.kind, face.title, face.detail, face.trouble]
        self.setAccessibleName(", ".join(part for part in named if part))
        set_tooltip(self, "\n".join(part for part in named if part))
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """With handles, or without."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def discard(self) -> None:
        """It is gone from the layout."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Keys are the canvas's."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Take the tile, or the side under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from, self._moved = event.globalPosition(), False
            self.handle = self._handle_at(event.position().toPoint())
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Carry it; without a button show what a press would take."""
        if self._from is None:
            self.setCursor(_cursor(self._handle_at(event.position().toPoint())))
            return
        by = (event.globalPosition() - self._from).toPoint()
        self._moved = self._moved or by.manhattanLength() > MOVED_PX
        if self._moved:
            self.carried.emit(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Let go."""
        begun, self._from = self._from, None
        if begun is not None and self._moved:
            self.dropped.emit((event.globalPosition() - begun).toPoint())

    def _handle_at(self, at: QPoint) -> tuple[int, int] | None:
        near_y, near_x = min(GRAB_PX, self.height() // 4), min(GRAB_PX, self.width() // 4)
        down = -1 if at.y() < near_y else 1 if at.y() >= self.height() - near_y else 0
        right = -1 if at.x() < near_x else 1 if at.x() >= self.width() - near_x else 0
        return (down, right) if down or right else None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Ground, words, the mark of what is odd, and the handles of the chosen one."""
        look, face = theme.current(), self._face
        painter = QPainter(self)
        box = self.rect()
        painter.fillRect(box, look.color("selected" if self._chosen else "ground2"))
        painter.setPen(QPen(look.color("edge"), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if face.picture is not None:
            self._paint_picture(painter, face.picture, look)
        inner = box.adjusted(look.px(8), look.px(4), -look.px(8), -look.px(4))
        lines = ((face.title, "strong", "text1"), (face.kind, "caption", "text2"), (face.detail, "caption", "text2"))
        top = inner.top()
        for words, font, tone in lines[: 1 if face.picture is not None else 3]:
            text, high = words.partition("\n")[0], look.line_height(font)
            if not text or top + high > inner.bottom() + look.px(4):
                continue
            painter.setFont(look.font(font))
            painter.setPen(look.color(tone))
            room = inner.width() - (look.px(18) if face.trouble and top == inner.top() else 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(inner.left(), top, room, high), int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += high
        if face.trouble:
            _mark(painter, QPoint(box.right() - look.px(14), box.top() + look.px(14)), look)
        if self._chosen:
            self._paint_handles(painter, look)
        painter.end()

    def _paint_picture(self, painter: QPainter, picture: QImage, look: theme.Theme) -> None:
        """The whole of it, below a line for its title."""
        room = self.rect().adjusted(1, look.line_height("strong") + look.px(6), -1, -1)
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(room.center())
        painter.fillRect(room, look.color("video_ground"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)

    def _paint_handles(self, painter: QPainter, look: theme.Theme) -> None:
        box = self.rect().adjusted(1, 1, -2, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent"), 3 if self.hasFocus() else 2))
        painter.drawRect(box)
        side = look.px(HANDLE_PX)
        for x in (box.left(), box.center().x(), box.right()):
            for y in (box.top(), box.center().y(), box.bottom()):
                if (x, y) != (box.center().x(), box.center().y()):
                    painter.fillRect(QRect(x - side // 2, y - side // 2, side, side), look.color("accent"))


def _mark(painter: QPainter, at: QPoint, look: theme.Theme) -> None:
    """A triangle with an exclamation mark: shape before colour."""
    side = look.px(7)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("late"))
    painter.drawPolygon([QPoint(at.x(), at.y() - side), QPoint(at.x() - side, at.y() + side), at + QPoint(side, side)])
    painter.setPen(look.color("on_severity"))
    painter.setFont(look.font("caption"))
    painter.drawText(
        QRect(at.x() - side, at.y() - side + 2, 2 * side, 2 * side), int(Qt.AlignmentFlag.AlignCenter), "!"
    )


def _cursor(handle: tuple[int, int] | None) -> Qt.CursorShape:
    if handle is None:
        return Qt.CursorShape.SizeAllCursor
    down, right = handle
    if not down:
        return Qt.CursorShape.SizeHorCursor
    if not right:
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.SizeFDiagCursor if down == right else Qt.CursorShape.SizeBDiagCursor
