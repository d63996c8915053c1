"""Names on a map: each stands where there is room for it, none lies over another, and one without room is left out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from console.places.map_view import Piece, name_spots
from widgets.base import theme
from widgets.places.paint import Sheet, paint_text

SHORTER = (26, 19, 13)
"""So many letters of a name stand beside a mark; fewer where those have no room."""
MOST = 60
SLOPES = 1.0
"""Words that slope by fewer degrees are written level."""
_ORDER = ("place", "ward", "water", "road", "green")


@dataclass(frozen=True)
class Written:
    """Words on the map: their middle, their slope in degrees by the clock, and how they look."""

    text: str
    at: QPointF
    size: QRectF
    slope: float = 0.0
    role: str = "caption"
    color: str = "map_name"
    spaced: bool = False
    opacity: float = 1.0


class Board:
    """The room of a map, and what of it is taken."""

    def __init__(self, room: QRectF, margin: float = 0.0) -> None:
        self._whole = room
        self._room = room.adjusted(margin, margin, -margin, -margin)
        self._taken: list[QRectF] = []
        self.words: list[Written] = []

    def take(self, box: QRectF) -> None:
        """Nothing is written there."""
        self._taken.append(box)

    def corner(self, size: QSizeF, corners: Sequence[str]) -> QRectF:
        """Take the one of these corners (`tl`, `tr`, `bl`, `br`) in which least stands, of equals the first."""
        boxes = []
        for one in corners:
            box = QRectF(self._whole.topLeft(), size)
            if one[0] == "b":
                box.moveBottom(self._whole.bottom())
            if one[1] == "r":
                box.moveRight(self._whole.right())
            boxes.append(box)
        found = min(boxes, key=self._covered)
        self.take(found)
        return found

    def _covered(self, box: QRectF) -> float:
        over = (box.intersected(taken) for taken in self._taken)
        return sum(one.width() * one.height() for one in over)

    def write(self, words: Written) -> bool:
        """Put these there; false where they would lie over something, or beyond the map."""
        boxes = list(rooms_of(words))
        if not all(self._room.contains(box) for box in boxes):
            return False
        if any(box.intersects(taken) for box in boxes for taken in self._taken):
            return False
        self._taken += boxes
        self.words.append(words)
        return True

    def beside(self, text: str, at: QPointF, reach: float, role: str = "caption") -> bool:
        """Write beside a mark of this reach: right of it, left, above, below; false where there is no room."""
        size = _size(text, font_of(role, spaced=False))
        gap = reach + theme.current().px(3)
        wide, high = size.width() / 2, size.height() / 2
        for east, south in (
            (gap + wide, 0), (-gap - wide, 0), (0, -gap - high), (0, gap + high),
            (wide + gap * 0.7, -high - gap * 0.5), (wide + gap * 0.7, high + gap * 0.5),
            (-wide - gap * 0.7, -high - gap * 0.5), (-wide - gap * 0.7, high + gap * 0.5),
        ):  # fmt: skip
            if self.write(Written(text, at + QPointF(east, south), size, role=role)):
                return True
        return False


def write_ground(board: Board, sheet: Sheet, pieces: Sequence[Piece], said: Iterable[str]) -> None:
    """Names of places, wards, waters and roads, each once; not those in `said`, which marks say already."""
    written = {one.casefold() for one in said}
    named = [one for kind in _ORDER for one in pieces if one.kind == kind and one.name]
    roads = sorted((one for one in named if one.kind == "road"), key=lambda one: one.rank)
    for piece in [*(one for one in named if one.kind != "road"), *roads]:
        if len(board.words) >= MOST or piece.name.casefold() in written:
            continue
        if any(board.write(words) for words in _attempts(piece, sheet)):
            written.add(piece.name.casefold())


def _attempts(piece: Piece, sheet: Sheet) -> Iterator[Written]:
    look = theme.current()
    spaced = piece.kind == "ward"
    text = piece.name.upper() if spaced else piece.name
    size = _size(text, font_of("caption", spaced=spaced))
    color = "map_water_name" if piece.kind == "water" else "map_name"
    opacity = 0.75 if piece.kind in ("ward", "road", "green") else 0.9
    for spot in name_spots(piece, sheet.view):
        at = sheet.at(spot.at)
        if spot.room_m * sheet.px < size.width():
            continue
        if piece.form == "point":
            at += QPointF(0, -size.height() / 2 - look.px(2))
        yield Written(text, at, size, -math.degrees(spot.slope), color=color, spaced=spaced, opacity=opacity)


def font_of(role: str, *, spaced: bool) -> QFont:
    """The font of a role, its letters wide apart where it is the name of an area."""
    font = theme.current().font(role)
    if spaced:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 112)
    return font


def write_beside(board: Board, name: str, at: QPointF, reach: float, role: str = "caption") -> bool:
    """A mark's name, and where that has no room fewer letters of it."""
    return any(board.beside(text, at, reach, role) for text in dict.fromkeys(shortened(name, n) for n in SHORTER))


def shortened(text: str, most: int = SHORTER[0]) -> str:
    """A name in so many letters, ended by an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ,.;:-") + "…"


def paint_words(painter: QPainter, found: Iterable[Written]) -> None:
    """All of them."""
    for one in found:
        painter.save()
        painter.setOpacity(one.opacity)
        font = font_of(one.role, spaced=one.spaced)
        painter.setFont(font)
        painter.translate(one.at)
        if abs(one.slope) >= SLOPES:
            painter.rotate(one.slope)
            _paint_outlines(painter, one, font)
            painter.restore()
            continue
        box = QRectF(one.size)
        box.moveCenter(QPointF(0, 0))
        paint_text(painter, box, one.text, color=one.color)
        painter.restore()


def _paint_outlines(painter: QPainter, words: Written, font: QFont) -> None:
    """Words that slope, by the outlines of their letters: else each letter is put on the next whole pixel."""
    look = theme.current()
    metrics = QFontMetricsF(font)
    path = QPainterPath()
    path.addText(-words.size.width() / 2, metrics.ascent() - words.size.height() / 2, font, words.text)
    painter.strokePath(path, QPen(look.color("map_land"), 2 * max(1.0, look.scale)))
    painter.fillPath(path, look.color(words.color))


def _size(text: str, font: QFont) -> QRectF:
    metrics = QFontMetricsF(font)
    return QRectF(0, 0, metrics.horizontalAdvance(text) + 2, metrics.ascent() + metrics.descent())


def rooms_of(words: Written) -> Iterator[QRectF]:
    """The room that they take: one box, or where they slope several along them."""
    wide, high = words.size.width(), words.size.height()
    if abs(words.slope) < SLOPES:
        box = QRectF(words.size)
        box.moveCenter(words.at)
        yield box
        return
    turn = math.radians(words.slope)
    count = max(1, math.ceil(wide / high))
    for number in range(count):
        along = (number + 0.5) / count * wide - wide / 2
        box = QRectF(0, 0, high, high)
        box.moveCenter(words.at + QPointF(along * math.cos(turn), along * math.sin(turn)))
        yield box
