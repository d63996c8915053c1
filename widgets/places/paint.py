"""How the ground of a map, its marks and its scale are painted: calm greys, so that a mark is what is seen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from console.places.map_view import Piece, Point, View, round_length
from widgets.base import theme
from widgets.base.severity import level_of, paint_severity
from widgets.places.words import scale_text

ROAD_M = (0.0, 18.0, 11.0, 6.0)
"""How wide a road of each rank is; 0 is none."""
ROAD_PX = (0.0, 3.0, 1.8, 1.0)
"""How wide it is drawn at least, before scaling."""
LANES_FROM = 0.05
"""Pixels a metre, before scaling: from farther away lanes are a grey fog."""
WATER_M = 12.0
EDGE_PX = 4.5
"""A road as wide as this has an edge to it."""
FOCUS_PX, MARK_PX, THING_PX = 26, 20, 13
FOCUS_SHARE = 0.22
BAR_SHARE = 0.26


class Sheet:
    """Metres of a view as pixels of a picture; north is up."""

    def __init__(self, view: View, box: QRectF) -> None:
        self.view, self.box = view, box
        self.px = box.width() / 2 / view.east_m
        """Pixels a metre."""

    def at(self, point: Point) -> QPointF:
        """Where a point is painted."""
        middle = self.box.center()
        return QPointF(middle.x() + point[0] * self.px, middle.y() - point[1] * self.px)

    def place(self, lat: float, lon: float) -> QPointF:
        """Where a place is painted."""
        return self.at(self.view.metres(lat, lon))

    def line(self, points: Sequence[Point]) -> QPolygonF:
        """A line in pixels."""
        return QPolygonF([self.at(point) for point in points])


def paint_ground(painter: QPainter, sheet: Sheet, pieces: Sequence[Piece]) -> None:
    """All shapes of the map, the large ones first."""
    look = theme.current()
    painter.fillRect(sheet.box, look.color("map_land"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    areas = {kind: [one for one in pieces if one.kind == kind and one.form == "area"] for kind in ("green", "water")}
    for kind, found in areas.items():
        for piece in found:
            painter.fillPath(_path(sheet, piece), look.color(f"map_{kind}"))
    streams = [one for one in pieces if one.kind == "water" and one.form == "line"]
    _stroke(painter, sheet, streams, look.color("map_water"), max(look.px(1), WATER_M * sheet.px))
    _paint_wards(painter, sheet, [one for one in pieces if one.kind == "ward"])
    _paint_roads(painter, sheet, [one for one in pieces if one.kind == "road"])


def _path(sheet: Sheet, piece: Piece) -> QPainterPath:
    path = QPainterPath()  # odd and even: a ring within a ring is a hole
    for part in piece.parts:
        path.addPolygon(sheet.line(part))
        path.closeSubpath()
    return path


def _paint_wards(painter: QPainter, sheet: Sheet, wards: Iterable[Piece]) -> None:
    look = theme.current()
    pen = QPen(look.color("map_ward"), math.sqrt(look.scale))
    pen.setDashPattern([6, 4])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.setOpacity(0.7)
    border = QPainterPath()
    for piece in wards:
        border.addPath(_path(sheet, piece))
    painter.drawPath(border)
    painter.setOpacity(1.0)


def _paint_roads(painter: QPainter, sheet: Sheet, roads: Sequence[Piece]) -> None:
    look = theme.current()
    for rank in (2, 1):
        wide = _road_px(sheet, rank)
        if wide >= EDGE_PX * look.scale:
            own = [one for one in roads if one.rank == rank]
            _stroke(painter, sheet, own, look.color("map_road_edge"), wide + 2 * max(1.0, look.scale * 0.7))
    for rank, token in ((3, "map_lane"), (2, "map_street"), (1, "map_road")):
        if rank < 3 or sheet.px >= LANES_FROM:
            own = [one for one in roads if one.rank == rank]
            _stroke(painter, sheet, own, look.color(token), _road_px(sheet, rank))


def _road_px(sheet: Sheet, rank: int) -> float:
    return max(ROAD_PX[rank] * math.sqrt(theme.current().scale), ROAD_M[rank] * sheet.px)


def _stroke(painter: QPainter, sheet: Sheet, pieces: Iterable[Piece], color: QColor, wide: float) -> None:
    pen = QPen(color, wide)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for piece in pieces:
        for part in piece.parts:
            painter.drawPolyline(sheet.line(part))


def paint_rings(painter: QPainter, sheet: Sheet) -> list[tuple[str, QPointF]]:
    """An empty ground with rings of distance around its middle; their words, and where those stand."""
    look = theme.current()
    painter.fillRect(sheet.box, look.color("map_land"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("map_street"), max(1.0, look.scale * 0.8)))
    middle = sheet.box.center()
    step = round_length(min(sheet.view.east_m, sheet.view.north_m) * 0.55)
    words = []
    for number in range(1, 9):
        far = number * step * sheet.px
        if far > max(sheet.box.width(), sheet.box.height()) * 0.75:
            break
        painter.drawEllipse(middle, far, far)
        words.append((scale_text(number * step), QPointF(middle.x(), middle.y() - far)))
    painter.drawLine(QLineF(middle.x(), sheet.box.top(), middle.x(), sheet.box.bottom()))
    painter.drawLine(QLineF(sheet.box.left(), middle.y(), sheet.box.right(), middle.y()))
    return words


def focus_px(sheet: Sheet) -> float:
    """How wide the mark of the place is; on a small map it leaves something to see."""
    return min(theme.current().px(FOCUS_PX), FOCUS_SHARE * min(sheet.box.width(), sheet.box.height()))


def paint_focus(painter: QPainter, at: QPointF, severity: int, side: float) -> None:
    """The place that the map is about: a ring, and in it the severity; the one thing that has a colour."""
    look = theme.current()
    color = look.color(f"severity{level_of(severity)}" if severity else "text1")
    painter.setPen(QPen(color, max(2.0, look.px(2))))
    painter.setBrush(look.color("map_land"))
    painter.drawEllipse(at, side * 0.72, side * 0.72)
    if severity:
        box = QRectF(0, 0, side * 0.82, side * 0.82)
        box.moveCenter(QPointF(at.x(), at.y() - (side * 0.06 if severity == 1 else 0)))
        paint_severity(painter, box, severity)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(at, side * 0.2, side * 0.2)


def mark_px(kind: str) -> float:
    """How wide a mark that is not the place's own is."""
    return theme.current().px(MARK_PX if kind == "incident" else THING_PX)


def paint_mark(painter: QPainter, at: QPointF, kind: str, severity: int, *, quiet: bool) -> None:
    """A camera, an indicator, or an incident; `quiet` ones have no colour of their own."""
    look = theme.current()
    side = mark_px(kind)
    box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
    if kind == "incident":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("map_land"))
        painter.drawEllipse(at, side * 0.68, side * 0.68)
        paint_severity(painter, box, severity, "text2" if quiet else "")
        return
    painter.setPen(QPen(look.color("map_land"), max(1.0, look.scale)))
    painter.setBrush(look.color("map_name"))
    painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), side * 0.22, side * 0.22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("map_land"))
    if kind == "camera":
        body = QRectF(box.left() + side * 0.16, box.top() + side * 0.3, side * 0.42, side * 0.4)
        painter.drawRect(body)
        right, middle = box.left() + side * 0.86, box.center().y()
        lens = [QPointF(body.right(), middle), QPointF(right, body.top()), QPointF(right, body.bottom())]
        painter.drawPolygon(QPolygonF(lens))
        return
    for column, high in enumerate((0.3, 0.6, 0.45)):
        left = box.left() + side * (0.2 + 0.22 * column)
        painter.drawRect(QRectF(left, box.bottom() - side * (0.18 + high), side * 0.15, side * high))


def scale_bar(sheet: Sheet) -> tuple[float, str]:
    """How many pixels long the scale is, and what it says."""
    metres = round_length(sheet.view.east_m * 2 * BAR_SHARE)
    return metres * sheet.px, scale_text(metres)


def paint_scale(painter: QPainter, left: float, bottom: float, long: float, words: str) -> None:
    """A bar with its length over it, and the ends upright."""
    look = theme.current()
    high = look.px(5)
    for color, wide in (("map_land", look.px(4)), ("map_name", max(1.5, look.px(1.5)))):
        pen = QPen(look.color(color), wide)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        ends = QPointF(left, bottom - high), QPointF(left + long, bottom - high)
        feet = QPointF(left, bottom), QPointF(left + long, bottom)
        painter.drawPolyline(QPolygonF([ends[0], feet[0], feet[1], ends[1]]))
    line = look.line_height("caption")
    paint_text(painter, QRectF(left, bottom - high - line, max(long, look.px(80)), line), words, left_sided=True)


def paint_text(painter: QPainter, box: QRectF, text: str, *, color: str = "map_name", left_sided: bool = False) -> None:
    """Words with a rim of the ground around them, so that they are read over whatever lies below."""
    look = theme.current()
    side = Qt.AlignmentFlag.AlignLeft if left_sided else Qt.AlignmentFlag.AlignHCenter
    align = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
    rim = max(1.0, look.scale)
    painter.setPen(look.color("map_land"))
    for east, south in ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
        painter.drawText(box.translated(east * rim, south * rim), align, text)
    painter.setPen(look.color(color))
    painter.drawText(box, align, text)


def paint_north(painter: QPainter, box: QRectF, word: str) -> None:
    """An arrow up, and the letter of north."""
    look = theme.current()
    top, middle, wide = box.top(), box.center().x(), box.width() * 0.3
    tip = [QPointF(middle, top), QPointF(middle + wide, top + wide * 2.2), QPointF(middle, top + wide * 1.6),
           QPointF(middle - wide, top + wide * 2.2)]  # fmt: skip
    painter.setPen(QPen(look.color("map_land"), max(1.0, look.scale)))
    painter.setBrush(look.color("map_name"))
    painter.drawPolygon(QPolygonF(tip))
    painter.setFont(look.font("caption"))
    line = look.line_height("caption")
    paint_text(painter, QRectF(box.left(), top + wide * 2.1, box.width(), line), word)
