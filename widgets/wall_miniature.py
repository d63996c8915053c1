"""The wall in small: each screen in its place with what it really shows, what is the matter, and what would change.

Painted, since a still arrives every few seconds and nothing else moves. It never takes the keyboard: the panel that
holds it walks through the screens, so that letters stay commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets import theme
from widgets.labels import tooltip_text

GAP_PX, FOOT_PX, DRAG_PX = 14, 24, 8
WIDE, HIGH = 16, 9
"""The shape of a screen whose still has not come yet."""


@dataclass(frozen=True)
class MiniTile:
    """A tile of a screen's grid, for a screen without a still and for what a change would bring."""

    row: int
    col: int
    rows: int
    cols: int
    words: str
    tone: str = "text2"


@dataclass(frozen=True)
class MiniScreen:
    """One screen as it is told: `row` and `col` are its place on the wall. Tones are colour roles of the theme."""

    id: str
    row: int
    col: int
    title: str
    still: QImage | None = None
    foot: str = ""
    """At the right of the foot: the still's age."""
    marks: tuple[tuple[str, str], ...] = ()
    """What is the matter: words and tone, the gravest first."""
    middle: str = ""
    """In the middle over a dimmed picture: cut off, black, nothing heard yet."""
    calm: bool = False
    """Whether `middle` is as wished."""
    grid: tuple[int, int] = (1, 1)
    tiles: tuple[MiniTile, ...] = ()
    """Drawn where there is no still, and always while `would` says something."""
    would: str = ""
    """What a change that is not sent would do to it; empty for nothing."""

    @property
    def spoken(self) -> str:
        """Everything that is told of it, for those who cannot see it, and for the tooltip."""
        marks = [words for words, _tone in self.marks]
        return "\n".join(part for part in (self.title, self.middle, *marks, self.would, self.foot) if part)


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
        """Each screen and its rectangle, as large as the wall's shape allows; at the top where there is room below."""
        if not self._screens:
            return []
        look = theme.current()
        gap, foot = look.px(GAP_PX), look.px(FOOT_PX)
        cols = max(screen.col for screen in self._screens) + 1
        rows = max(screen.row for screen in self._screens) + 1
        wide = (self.width() - gap * (cols + 1)) // cols
        high = (self.height() - gap * (rows + 1)) // rows - foot
        wide = max(32, min(wide, high * WIDE // HIGH))
        high = wide * HIGH // WIDE
        left = (self.width() - cols * wide - (cols - 1) * gap) // 2
        taken = rows * (high + foot) + (rows - 1) * gap
        top = gap if self._is_flat(taken) else max(gap, (self.height() - taken) // 2)
        return [
            (one, QRect(left + one.col * (wide + gap), top + one.row * (high + foot + gap), wide, high + foot))
            for one in self._screens
        ]

    def _is_flat(self, taken_px: int) -> bool:
        return len(self._screens) > 1 and taken_px < self.height() * 2 // 5

    def _closer(self, places: list[tuple[MiniScreen, QRect]]) -> tuple[MiniScreen, QRect] | None:
        """The chosen screen once more, larger, where a wall of one row leaves the room."""
        look = theme.current()
        gap, foot = look.px(GAP_PX), look.px(FOOT_PX)
        bottom = max((box.bottom() for _one, box in places), default=0) + 1
        here = next((one for one, _box in places if one.id == self._selected), None)
        if here is None or not self._is_flat(bottom - gap):
            return None
        high = self.height() - bottom - 2 * gap - foot
        wide = min(self.width() - 2 * gap, high * WIDE // HIGH)
        high = wide * HIGH // WIDE
        return here, QRect((self.width() - wide) // 2, bottom + gap, wide, high + foot)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Draw every screen, then the frames of what is chosen and carried."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        places = self._places()
        closer = self._closer(places)
        for screen, box in (*places, closer) if closer is not None else places:
            painter.save()
            self._screen(painter, screen, box)
            painter.restore()
        painter.end()

    def _screen(self, painter: QPainter, screen: MiniScreen, box: QRect) -> None:
        look = theme.current()
        foot = look.px(FOOT_PX)
        picture = box.adjusted(0, 0, 0, -foot)
        painter.fillRect(picture, look.color("video_ground"))
        if screen.still is not None:
            painter.drawImage(picture, screen.still)
        if screen.would or screen.middle:
            shade = look.color("video_ground")
            shade.setAlphaF(0.88 if screen.would else 0.72)
            painter.fillRect(picture, shade)
        if screen.would or (screen.still is None and not screen.middle):
            self._tiles(painter, screen, picture)
        self._marks(painter, screen, picture)
        if screen.middle:
            painter.setFont(look.font("panel_title"))
            painter.setPen(look.color("video_text2" if screen.calm else "video_late"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(picture.adjusted(8, 8, -8, -8), flags, screen.middle)
        self._foot(painter, screen, QRect(box.left(), picture.bottom() + 1, box.width(), foot))
        self._frame(painter, screen, box)

    def _tiles(self, painter: QPainter, screen: MiniScreen, picture: QRect) -> None:
        look = theme.current()
        rows, cols = max(1, screen.grid[0]), max(1, screen.grid[1])
        painter.setFont(look.font("caption"))
        for tile in screen.tiles:
            left = picture.left() + picture.width() * tile.col // cols
            top = picture.top() + picture.height() * tile.row // rows
            right = picture.left() + picture.width() * (tile.col + tile.cols) // cols
            bottom = picture.top() + picture.height() * (tile.row + tile.rows) // rows
            box = QRect(left, top, right - left, bottom - top).adjusted(2, 2, -2, -2)
            edge = look.color("video_text2")
            edge.setAlphaF(0.4)
            painter.setPen(QPen(edge, 1))
            painter.drawRect(box)
            painter.setPen(look.color("video_late" if tile.tone == "late" else "video_text1"))
            metrics = painter.fontMetrics()
            if box.height() >= metrics.height() and box.width() >= look.px(24):
                shown = metrics.elidedText(tile.words, Qt.TextElideMode.ElideRight, box.width() - 6)
                painter.drawText(box.adjusted(3, 0, -3, 0), Qt.AlignmentFlag.AlignCenter, shown)

    def _marks(self, painter: QPainter, screen: MiniScreen, picture: QRect) -> None:
        look = theme.current()
        painter.setFont(look.font("strong"))
        metrics = painter.fontMetrics()
        high, top = metrics.height() + look.px(4), picture.top() + look.px(4)
        marks = (*(((screen.would, "accent"),) if screen.would else ()), *screen.marks)
        for words, tone in marks:
            if top + high > picture.bottom():
                return
            room = picture.width() - look.px(24)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            wide = metrics.horizontalAdvance(shown) + look.px(12)
            box = QRect(picture.left() + look.px(4), top, wide, high)
            painter.fillRect(box, look.color("accent") if tone == "accent" else look.color("video_caption"))
            painter.setPen(look.color("on_accent") if tone == "accent" else look.color(_on_picture(tone)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
            top += high + look.px(2)

    def _foot(self, painter: QPainter, screen: MiniScreen, box: QRect) -> None:
        look = theme.current()
        painter.fillRect(box, look.color("ground2"))
        inner = box.adjusted(look.px(8), 0, -look.px(8), 0)
        painter.setFont(look.font("figures"))
        painter.setPen(look.color("text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, screen.foot)
        taken = painter.fontMetrics().horizontalAdvance(screen.foot) + look.px(12)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text1"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(screen.title, Qt.TextElideMode.ElideRight, inner.width() - taken)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _frame(self, painter: QPainter, screen: MiniScreen, box: QRect) -> None:
        look = theme.current()
        chosen, carried_over = screen.id == self._selected, screen.id == self._over
        style = Qt.PenStyle.DashLine if carried_over or screen.would else Qt.PenStyle.SolidLine
        color = "accent" if chosen or carried_over or screen.would else "line"
        width = 3 if chosen or carried_over else 2 if screen.would else 1
        painter.setPen(QPen(look.color(color), width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, -1))

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


def _on_picture(tone: str) -> str:
    """The colour role over pictures, which stay dark in every theme."""
    return {"late": "video_late", "text1": "video_text1", "severity1": "video_late"}.get(tone, "video_text2")
