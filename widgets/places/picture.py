"""The picture of a map: its ground once for each view, and marks, names and captions over it once for each change."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from console.places.city_map import NO_GROUND, Ground
from console.places.map_view import RADIUS_M, View, pieces
from console.places.marks import Mark
from widgets.base import theme
from widgets.places.names import Board, paint_words, write_beside, write_ground
from widgets.places.paint import (
    Sheet,
    focus_px,
    mark_px,
    paint_focus,
    paint_ground,
    paint_mark,
    paint_north,
    paint_rings,
    paint_scale,
    paint_text,
    scale_bar,
)
from widgets.video.paint import CAPTION_PX

PAD_PX = 10
LEAST_PX = 40
"""Narrower than this there is nothing to see, and nothing is painted but the ground."""
SCALE_CORNERS, NORTH_CORNERS = ("bl", "br", "tl", "tr"), ("tr", "tl", "br", "bl")
"""Where each is looked for, the first one first."""
HAND_PX = 14
"""So far from its middle a mark is hit."""
APART = 1.15
"""Marks closer than what they are wide, and a little, would lie over each other."""
Key = tuple[object, ...]


@dataclass(frozen=True)
class PlaceScene:
    """What a map shows. `no_map` says that there is no ground, `north` is that direction's letter."""

    ground: Ground = NO_GROUND
    middle: tuple[float, float] | None = None
    radius_m: float = RADIUS_M
    focus: Mark | None = None
    marks: tuple[Mark, ...] = ()
    captions: tuple[str, str] = ("", "")
    trouble: str = ""
    no_map: str = ""
    north: str = ""
    calm: bool = True
    """Whether beside an incident that it is about no other one has a colour."""
    is_backdrop: bool = False
    """Whether words stand upon it: nothing on it has a name then, and nothing is measured."""

    def box(self, size: QSize) -> QRect:
        """The room of the map above its captions."""
        foot = theme.current().px(CAPTION_PX) if any(self.captions) else 0
        return QRect(0, 0, size.width(), size.height() - min(foot, size.height()))

    def view(self, size: QSize) -> View | None:
        """What is seen in a picture of this size; None where that is nothing."""
        box = self.box(size)
        if self.middle is None or min(box.width(), box.height()) < LEAST_PX:
            return None
        return View.around(*self.middle, self.radius_m, (box.width(), box.height()))


class _Same:
    """A ground as a part of a key: the same object, kept alive meanwhile, and never compared point by point."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._ground is self._ground

    def __hash__(self) -> int:
        return id(self._ground)


class PlacePicture:
    """Keeps both layers. `renders` counts how often each was painted."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Key, QPixmap]] = {}
        self._rings: list[tuple[str, QPointF]] = []
        self.renders = {"ground": 0, "whole": 0}

    def of(self, scene: PlaceScene, size: QSize, ratio: float) -> QPixmap:
        """The picture of this scene; the kept one where nothing of it is new."""

        def whole(painter: QPainter) -> None:
            self._paint_whole(painter, scene, size, ratio)

        key = (scene.middle, scene.radius_m, scene.focus, scene.marks, scene.captions, scene.trouble, scene.calm,
               scene.is_backdrop)  # fmt: skip
        return self._layer("whole", (*_worn(scene, size, ratio), *key), (size, ratio), whole)

    def _layer(self, name: str, key: Key, surface: tuple[QSize, float], paint: Callable[[QPainter], None]) -> QPixmap:
        kept = self._kept.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        size, ratio = surface
        made = QPixmap((size.toSizeF() * ratio).toSize().expandedTo(QSize(1, 1)))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.current().color("map_land"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)
        painter.end()
        self.renders[name] += 1
        self._kept[name] = (key, made)
        return made

    def _paint_whole(self, painter: QPainter, scene: PlaceScene, size: QSize, ratio: float) -> None:
        box, view = scene.box(size), scene.view(size)
        if scene.trouble or view is None:
            _paint_trouble(painter, box, scene.trouble)
        else:
            sheet = Sheet(view, QRectF(box))

            def ground(own: QPainter) -> None:
                own.setClipRect(box)
                self._paint_ground(own, scene, sheet)

            key = (scene.middle, scene.radius_m, box.height())
            painter.drawPixmap(0, 0, self._layer("ground", (*_worn(scene, size, ratio), *key), (size, ratio), ground))
            painter.setClipRect(box)
            if not scene.is_backdrop:
                _paint_marks(painter, scene, sheet, self._rings)
            painter.setClipping(False)
        _paint_captions(painter, size, scene.captions)

    def _paint_ground(self, painter: QPainter, scene: PlaceScene, sheet: Sheet) -> None:
        if scene.ground.is_map:
            self._rings = []
            paint_ground(painter, sheet, pieces(scene.ground, sheet.view))
        else:
            self._rings = paint_rings(painter, sheet)


def _worn(scene: PlaceScene, size: QSize, ratio: float) -> Key:
    """What every layer depends on."""
    look = theme.current()
    return look.name, look.scale, size.width(), size.height(), ratio, _Same(scene.ground)


def _paint_trouble(painter: QPainter, box: QRect, words: str) -> None:
    look = theme.current()
    painter.setFont(look.font("text"))
    painter.setPen(look.color("text2"))
    room = box.adjusted(look.px(PAD_PX), 0, -look.px(PAD_PX), 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)


def _paint_marks(painter: QPainter, scene: PlaceScene, sheet: Sheet, rings: list[tuple[str, QPointF]]) -> None:
    """Marks first, then what is beside the ground, then names where there is room between them."""
    board = Board(sheet.box, theme.current().px(PAD_PX) / 2)
    focus, spots, reach = scene.focus, _spots(scene, sheet), focus_px(sheet) * 0.72
    quiet = scene.calm and focus is not None and focus.kind == "incident"
    for mark, at in reversed(spots):
        paint_mark(painter, at, mark.kind, mark.severity, quiet=quiet)
        board.take(_around(at, mark_px(mark.kind) * 0.6))
    said = [mark.name for mark, _at in spots]
    if focus is not None:
        at = sheet.place(focus.lat, focus.lon)
        board.take(_around(at, reach))
        paint_focus(painter, at, focus.severity, focus_px(sheet))
        said.append(focus.name)
    _paint_beside(painter, scene, sheet, board)
    if not scene.ground.is_map:
        _paint_no_map(painter, scene.no_map, sheet, board)
        for words, at in rings:
            board.beside(words, at, 0)
    _write_marks(board, scene, sheet, spots)
    if scene.ground.is_map:
        write_ground(board, sheet, pieces(scene.ground, sheet.view), said)
    paint_words(painter, board.words)


def _write_marks(board: Board, scene: PlaceScene, sheet: Sheet, spots: list[tuple[Mark, QPointF]]) -> None:
    """What is nearest to the place is named first; without a place the gravest is."""
    focus = scene.focus
    if focus is not None:
        write_beside(board, focus.name, sheet.place(focus.lat, focus.lon), focus_px(sheet) * 0.72, "strong")
        spots = sorted(spots, key=lambda one: one[0].metres)
    for mark, at in spots:
        if focus is None or mark.name.casefold() != focus.name.casefold():  # said already, and larger
            write_beside(board, mark.name, at, mark_px(mark.kind) * 0.6)


def _spots(scene: PlaceScene, sheet: Sheet) -> list[tuple[Mark, QPointF]]:
    """Marks that are seen, the gravest and nearest first; what would lie over one of them is left out."""
    focus = sheet.place(scene.focus.lat, scene.focus.lon) if scene.focus is not None else None
    found: list[tuple[Mark, QPointF]] = []
    for mark in scene.marks:
        at = sheet.place(mark.lat, mark.lon)
        reach = mark_px(mark.kind) / 2
        if focus is not None:
            at = _beside(at, focus, focus_px(sheet) * 0.8 + reach)
        if not sheet.box.adjusted(reach, reach, -reach, -reach).contains(at):
            continue
        if all(_far(at, other) >= APART * (reach + mark_px(one.kind) / 2) for one, other in found):
            found.append((mark, at))
    return found


def mark_at(scene: PlaceScene, size: QSize, at: QPointF) -> Mark | None:
    """The mark under a point of a picture of this size, the nearest where there are several; None for bare ground."""
    view = scene.view(size)
    if scene.trouble or view is None:
        return None
    sheet = Sheet(view, QRectF(scene.box(size)))
    spots = _spots(scene, sheet)
    if scene.focus is not None:
        spots.append((scene.focus, sheet.place(scene.focus.lat, scene.focus.lon)))
    found = min(spots, key=lambda one: _far(one[1], at), default=None)
    reach = theme.current().px(HAND_PX)
    return found[0] if found is not None and _far(found[1], at) <= reach else None


def _paint_beside(painter: QPainter, scene: PlaceScene, sheet: Sheet, board: Board) -> None:
    """The scale and the arrow of north, in corners without a mark."""
    look = theme.current()
    pad, line = look.px(PAD_PX), look.line_height("caption")
    painter.setFont(look.font("caption"))
    long, words = scale_bar(sheet)
    wide = max(long, painter.fontMetrics().horizontalAdvance(words))
    bar = board.corner(QSizeF(wide + 1.5 * pad, line + look.px(8) + pad), SCALE_CORNERS)
    paint_scale(painter, bar.left() + pad, bar.bottom() - pad, long, words)
    north = board.corner(QSizeF(look.px(20) + 2 * pad, look.px(16) + line + pad), NORTH_CORNERS)
    paint_north(painter, north.adjusted(pad, pad, -pad, 0), scene.north)


def _paint_no_map(painter: QPainter, text: str, sheet: Sheet, board: Board) -> None:
    """That the city has no map, in the corner that is left."""
    look = theme.current()
    pad, line = look.px(PAD_PX), look.line_height("caption")
    painter.setFont(look.font("caption"))
    room = max(0.0, sheet.box.width() * 0.7 - 2 * pad)
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
    wide = painter.fontMetrics().horizontalAdvance(text) + 2 * pad
    note = board.corner(QSizeF(wide, line + pad), ("br", "tl", "bl", "tr"))
    paint_text(painter, note.adjusted(pad, 0, 0, 0), text, left_sided=True)


def _paint_captions(painter: QPainter, size: QSize, captions: tuple[str, str]) -> None:
    """As a camera's strip: what it is left, how many incidents are open right."""
    left, right = captions
    if not left and not right:
        return
    look = theme.current()
    strip = QRect(0, size.height() - look.px(CAPTION_PX), size.width(), look.px(CAPTION_PX))
    painter.fillRect(strip, look.color("ground1"))
    inner = strip.adjusted(look.px(8), 0, -look.px(8), 0)
    painter.setFont(look.font("figures"))
    painter.setPen(look.color("text2"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, right)
    taken = painter.fontMetrics().horizontalAdvance(right) + look.px(8) if right else 0
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("text1"))
    text = painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, inner.width() - taken)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _around(at: QPointF, reach: float) -> QRectF:
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)


def _far(at: QPointF, other: QPointF) -> float:
    by = at - other
    return math.hypot(by.x(), by.y())


def _beside(at: QPointF, middle: QPointF, near: float) -> QPointF:
    """A mark that the place's own would cover stands at its rim, on the side where it is."""
    by, far = at - middle, _far(at, middle)
    if far >= near:
        return at
    return middle + (by * (near / far) if far > 1 else QPointF(near * 0.7, near * 0.7))
