"""How one screen of a wall is painted in small: its still, what is the matter, and what a change would bring."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap, QPixmapCache

from widgets.base import theme

FOOT_PX = 24


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


def paint_screen(painter: QPainter, screen: MiniScreen, box: QRect, *, chosen: bool, over: bool) -> None:
    """One screen: its picture, its foot, and a frame that tells whether it is chosen or carried over."""
    look = theme.current()
    foot = look.px(FOOT_PX)
    picture = box.adjusted(0, 0, 0, -foot)
    painter.fillRect(picture, look.color("video_ground"))
    if screen.still is not None:
        painter.drawPixmap(picture.topLeft(), _scaled(screen.still, picture.size()))
    if screen.would or screen.middle:
        shade = look.color("video_ground")
        shade.setAlphaF(0.88 if screen.would else 0.72)
        painter.fillRect(picture, shade)
    if screen.would or (screen.still is None and not screen.middle):
        _tiles(painter, screen, picture)
    _marks(painter, screen, picture)
    if screen.middle:
        painter.setFont(look.font("panel_title"))
        painter.setPen(look.color("video_text2" if screen.calm else "video_late"))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(picture.adjusted(8, 8, -8, -8), flags, screen.middle)
    _foot(painter, screen, QRect(box.left(), picture.bottom() + 1, box.width(), foot))
    _frame(painter, screen, box, chosen=chosen, over=over)


def _scaled(still: QImage, size: QSize) -> QPixmap:
    """The still at this size; a smooth one takes milliseconds, and ages are painted anew every second."""
    key = f"wall-still:{still.cacheKey()}:{size.width()}x{size.height()}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        smooth = Qt.TransformationMode.SmoothTransformation
        made = QPixmap.fromImage(still.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        QPixmapCache.insert(key, made)
    return made


def _tiles(painter: QPainter, screen: MiniScreen, picture: QRect) -> None:
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


def _marks(painter: QPainter, screen: MiniScreen, picture: QRect) -> None:
    look = theme.current()
    painter.setFont(look.font("strong"))
    metrics = painter.fontMetrics()
    high, top = metrics.height() + look.px(4), picture.top() + look.px(4)
    marks = ((screen.would, "accent"),) if screen.would else screen.marks  # what is the matter now is not what would be
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


def _foot(painter: QPainter, screen: MiniScreen, box: QRect) -> None:
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


def _frame(painter: QPainter, screen: MiniScreen, box: QRect, *, chosen: bool, over: bool) -> None:
    look = theme.current()
    style = Qt.PenStyle.DashLine if over or screen.would else Qt.PenStyle.SolidLine
    color = "accent" if chosen or over or screen.would else "line"
    width = 3 if chosen or over else 2 if screen.would else 1
    painter.setPen(QPen(look.color(color), width, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def _on_picture(tone: str) -> str:
    """The colour role over pictures, which stay dark in every theme."""
    return {"late": "video_late", "text1": "video_text1", "severity1": "video_late"}.get(tone, "video_text2")
