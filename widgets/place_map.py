"""The map of a place: the city's own ground, north up, with its scale; one mark that has a colour, and quiet ones.

Ground and marks are painted once into a picture and only again when something of them is new, so that a repaint is
no more than putting that picture up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from console.city_map import NO_GROUND, Ground
from console.map_view import RADIUS_M, View, pieces, radius_of
from console.place_marks import Mark
from widgets import theme
from widgets.place_names import Board, paint_words, write_beside, write_ground
from widgets.place_paint import (
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
from widgets.place_words import near_words
from widgets.video_paint import CAPTION_PX

PAD_PX = 10
LEAST_PX = 40
"""Narrower than this there is nothing to see, and nothing is painted but the ground."""
SCALE_CORNERS, NORTH_CORNERS = ("bl", "br", "tl", "tr"), ("tr", "tl", "br", "bl")
"""Where each is looked for, the first one first."""
APART = 1.15
"""Marks closer than what they are wide, and a little, would lie over each other."""
Key = tuple[object, ...]


class PlaceMap(QWidget):
    """Setters only; whoever holds it moves it. `renders` counts how often ground and marks were painted anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = NO_GROUND
        self._middle: tuple[float, float] | None = None
        self._radius_m = RADIUS_M
        self._focus: Mark | None = None
        self._marks: tuple[Mark, ...] = ()
        self._captions = ("", "")
        self._trouble = ""
        self._kept: dict[str, tuple[Key, QPixmap]] = {}
        self._rings: list[tuple[str, QPointF]] = []
        self.renders = {"ground": 0, "whole": 0}
        self.setAccessibleName(self.tr("Map"))

    # what to show

    def set_ground(self, ground: Ground) -> None:
        """What lies below the marks; without shapes the city has no map, and the map says so."""
        if ground is not self._ground:
            self._ground = ground
            self.update()

    def look_at(self, lat: float, lon: float, radius_m: float) -> None:
        """Show this place, and so many metres around it."""
        found = (lat, lon), radius_of(radius_m)
        if found != (self._middle, self._radius_m):
            self._middle, self._radius_m = found
            self.update()

    def set_marks(self, focus: Mark | None, marks: Sequence[Mark]) -> None:
        """`focus` is what the map is about; where that is an incident, it is the one that has a colour."""
        if (focus, tuple(marks)) != (self._focus, self._marks):
            self._focus, self._marks = focus, tuple(marks)
            self.update()
        self._speak()

    def set_captions(self, left: str, right: str = "") -> None:
        """The strip at the foot, as a camera's; two empty ones leave it out."""
        if (left, right) != self._captions:
            self._captions = left, right
            self.update()

    def set_trouble(self, words: str) -> None:
        """Why there is no map to see; empty where there is one."""
        if words != self._trouble:
            self._trouble = words
            self.update()
        self._speak()

    # what is shown

    @property
    def radius_m(self) -> float:
        """How far it reaches from the middle, on its shorter side."""
        return self._radius_m

    @property
    def middle(self) -> tuple[float, float] | None:
        """Latitude and longitude of its middle."""
        return self._middle

    def shown(self) -> list[str]:
        """Ids of the marks within the picture, the place's own first."""
        view = self._view(self._map_box())
        if view is None:
            return []
        own = [self._focus] if self._focus is not None else []
        return [one.id for one in (*own, *self._marks) if view.holds(view.metres(one.lat, one.lon))]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Some room to see streets in."""
        look = theme.current()
        return QSize(look.px(640), look.px(420))

    def _speak(self) -> None:
        if self._trouble:
            self.setAccessibleDescription(self._trouble)
            return
        place = self._focus.name if self._focus is not None else self._captions[0]
        near = near_words(self._middle, self._marks) if self._middle is not None else ""
        none = "" if self._ground.is_map else self._no_map()
        self.setAccessibleDescription("; ".join(part for part in (place, near, none) if part))

    def _no_map(self) -> str:
        return self.tr("This city has no map of its own yet: distances alone")

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Put up what was painted before."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture("whole", self._whole_key(), self._paint_whole))
        painter.end()

    def _picture(self, name: str, key: Key, paint: Callable[[QPainter], None]) -> QPixmap:
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            ratio = self.devicePixelRatioF()
            made = QPixmap((self.size().toSizeF() * ratio).toSize().expandedTo(QSize(1, 1)))
            made.setDevicePixelRatio(ratio)
            made.fill(theme.current().color("map_land"))
            painter = QPainter(made)
            paint(painter)
            painter.end()
            self.renders[name] += 1
            kept = self._kept[name] = (key, made)
        return kept[1]

    def _ground_key(self) -> Key:
        look = theme.current()
        size = self.width(), self.height(), self.devicePixelRatioF(), bool(any(self._captions))
        return look.name, look.scale, size, id(self._ground), self._middle, self._radius_m

    def _whole_key(self) -> Key:
        return *self._ground_key(), self._focus, self._marks, self._captions, self._trouble

    def _map_box(self) -> QRect:
        foot = theme.current().px(CAPTION_PX) if any(self._captions) else 0
        return self.rect().adjusted(0, 0, 0, -min(foot, self.height()))

    def _view(self, box: QRect) -> View | None:
        if self._middle is None or min(box.width(), box.height()) < LEAST_PX:
            return None
        return View.around(*self._middle, self._radius_m, (box.width(), box.height()))

    def _paint_ground(self, painter: QPainter) -> None:
        box = self._map_box()
        view = self._view(box)
        if view is None:
            return
        sheet = Sheet(view, QRectF(box))
        painter.setClipRect(box)
        self._rings = []
        if self._ground.is_map:
            paint_ground(painter, sheet, pieces(self._ground, view))
        else:
            self._rings = paint_rings(painter, sheet)

    def _paint_whole(self, painter: QPainter) -> None:
        box = self._map_box()
        view = self._view(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._trouble or view is None:
            self._paint_trouble(painter, box)
        else:
            painter.drawPixmap(0, 0, self._picture("ground", self._ground_key(), self._paint_ground))
            painter.setClipRect(box)
            self._paint_marks(painter, Sheet(view, QRectF(box)))
            painter.setClipping(False)
        self._paint_captions(painter)

    def _paint_trouble(self, painter: QPainter, box: QRect) -> None:
        look = theme.current()
        painter.setFont(look.font("text"))
        painter.setPen(look.color("text2"))
        room = box.adjusted(look.px(PAD_PX), 0, -look.px(PAD_PX), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._trouble)

    def _paint_marks(self, painter: QPainter, sheet: Sheet) -> None:
        """Marks first, then what is beside the ground, then names where there is room between them."""
        look = theme.current()
        board = Board(sheet.box, look.px(PAD_PX) / 2)
        spots = self._spots(sheet)
        quiet = self._focus is not None and self._focus.kind == "incident"
        for mark, at in reversed(spots):
            paint_mark(painter, at, mark.kind, mark.severity, quiet=quiet)
            board.take(_around(at, mark_px(mark.kind) * 0.6))
        reach = focus_px(sheet) * 0.72
        if self._focus is not None:
            board.take(_around(sheet.place(self._focus.lat, self._focus.lon), reach))
        self._paint_beside(painter, sheet, board)
        said = [mark.name for mark, _at in spots]
        if self._focus is not None:
            at = sheet.place(self._focus.lat, self._focus.lon)
            paint_focus(painter, at, self._focus.severity, focus_px(sheet))
            write_beside(board, self._focus.name, at, reach, "strong")
            said.append(self._focus.name)
        # What is nearest to the place is named first; without a place the gravest is.
        for mark, at in sorted(spots, key=lambda one: one[0].metres) if self._focus is not None else spots:
            if self._focus is not None and mark.name.casefold() == self._focus.name.casefold():
                continue  # said already, and larger
            write_beside(board, mark.name, at, mark_px(mark.kind) * 0.6)
        if self._ground.is_map:
            write_ground(board, sheet, pieces(self._ground, sheet.view), said)
        paint_words(painter, board.words)

    def _spots(self, sheet: Sheet) -> list[tuple[Mark, QPointF]]:
        """Marks that are seen, the gravest and nearest first; what would lie over one of them is left out."""
        focus = sheet.place(self._focus.lat, self._focus.lon) if self._focus is not None else None
        found: list[tuple[Mark, QPointF]] = []
        for mark in self._marks:
            at = sheet.place(mark.lat, mark.lon)
            reach = mark_px(mark.kind) / 2
            if focus is not None:
                at = _beside(at, focus, focus_px(sheet) * 0.8 + reach)
            if not sheet.box.adjusted(reach, reach, -reach, -reach).contains(at):
                continue
            if all(_far(at, other) >= APART * (reach + mark_px(one.kind) / 2) for one, other in found):
                found.append((mark, at))
        return found

    def _paint_beside(self, painter: QPainter, sheet: Sheet, board: Board) -> None:
        """The scale and the arrow of north, in corners without a mark; rings' words, and that there is no map."""
        look = theme.current()
        pad, line = look.px(PAD_PX), look.line_height("caption")
        painter.setFont(look.font("caption"))
        long, words = scale_bar(sheet)
        wide = max(long, painter.fontMetrics().horizontalAdvance(words))
        bar = board.corner(QSizeF(wide + 1.5 * pad, line + look.px(8) + pad), SCALE_CORNERS)
        paint_scale(painter, bar.left() + pad, bar.bottom() - pad, long, words)
        north = board.corner(QSizeF(look.px(20) + 2 * pad, look.px(16) + line + pad), NORTH_CORNERS)
        paint_north(painter, north.adjusted(pad, pad, -pad, 0), self.tr("N"))
        if self._ground.is_map:
            return
        text = self._no_map()
        room = sheet.box.width() - bar.width() - pad
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        note = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(text) + pad, line)
        note.moveBottomLeft(QPointF(bar.right() if bar.left() <= sheet.box.left() else pad, sheet.box.bottom() - pad))
        painter.fillRect(note, look.color("map_land"))
        paint_text(painter, note, text, left_sided=True)
        board.take(note)
        for said, at in self._rings:
            board.beside(said, at, 0)

    def _paint_captions(self, painter: QPainter) -> None:
        """As a camera's strip: what it is left, how far it reaches right."""
        left, right = self._captions
        if not left and not right:
            return
        look = theme.current()
        strip = QRect(0, self.height() - look.px(CAPTION_PX), self.width(), look.px(CAPTION_PX))
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
