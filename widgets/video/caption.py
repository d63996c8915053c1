"""The strip under a picture: shape and name at the left, what is to be known of the picture at the right."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from widgets.base import icons, theme
from widgets.base.severity import paint_severity, side_of

SHAPE_PX = 16
PAD_PX, GAP_PX = 8, 4
TITLE_SHARE = 0.7
"""A name of which less than this would be seen goes before the age of a fresh picture; on a wall, where nothing tells
it whole, any name that would be cut does."""


class Caption(NamedTuple):
    """What a caption says."""

    title: str
    severity: int | None = None
    """That of the incident which the camera belongs to."""
    marks: tuple[tuple[str, str], ...] = ()
    """Icons, each with the words beside it; the words go where there is no room for them."""
    end: str = ""
    """An age, the time of a replay, or when the next try is."""
    tone: str = "text3"
    may_yield: bool = False
    """Whether `end` is what nobody misses: the age of a fresh picture."""


def paint_caption(painter: QPainter, strip: QRect, said: Caption) -> None:
    """Paint it into `strip`; what is at the right has its room first, the name gets the rest."""
    look = theme.current()
    painter.fillRect(strip, look.color("ground1"))
    pad = look.px(PAD_PX)
    inner = strip.adjusted(pad, 0, -pad, 0)
    if said.severity is not None:
        side = min(side_of(SHAPE_PX), strip.height())
        shape = QRectF(inner.left(), strip.center().y() + 1.5 - side / 2, side, side)
        paint_severity(painter, shape, said.severity)
        inner.setLeft(inner.left() + side + look.px(6))
    painter.setFont(look.font("caption"))
    wanted = painter.fontMetrics().horizontalAdvance(said.title)
    marks, end = _fitting(painter, inner.width(), wanted, said)
    left = _paint_end(painter, inner, marks, end, said.tone)
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("text1"))
    text = painter.fontMetrics().elidedText(said.title, Qt.TextElideMode.ElideRight, left - inner.left())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _fitting(painter: QPainter, room: int, wanted: int, said: Caption) -> tuple[tuple[tuple[str, str], ...], str]:
    """Marks and end that leave the name its room: words beside icons go first, then the age that nobody misses, and an
    end that stands beside an icon of its own."""
    bare = tuple((icon, "") for icon, _words in said.marks)
    share = 1.0 if theme.current().is_wall else TITLE_SHARE
    for marks, end in ((said.marks, said.end), (bare, said.end)):
        if room - _width(painter, marks, end) >= wanted:
            return marks, end
    if room - _width(painter, bare, said.end) < wanted * share and (said.may_yield or bare):
        return bare, ""
    return bare, said.end


def _width(painter: QPainter, marks: tuple[tuple[str, str], ...], end: str) -> int:
    look = theme.current()
    painter.setFont(look.font("figures"))
    advance, gap, side = painter.fontMetrics().horizontalAdvance, look.px(GAP_PX), look.px(icons.CAPTION)
    words = sum(side + gap + (advance(beside) + gap if beside else 0) for _icon, beside in marks)
    return words + (advance(end) if end else 0) + look.px(PAD_PX)


def _paint_end(
    painter: QPainter, inner: QRect, marks: tuple[tuple[str, str], ...], end: str, tone: str
) -> int:  # fmt: skip
    """Paint what is at the right; where the name has to end."""
    look = theme.current()
    side, gap = look.px(icons.CAPTION), look.px(GAP_PX)
    painter.setFont(look.font("figures"))
    advance = painter.fontMetrics().horizontalAdvance
    right = inner.right() + 1

    def write(text: str, colour: str) -> None:
        nonlocal right
        right -= advance(text)
        painter.setPen(look.color(colour))
        box = QRect(right, inner.top(), advance(text), inner.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    if end:
        write(end, tone)
        right -= gap
    for icon, beside in reversed(marks):
        if beside:
            write(beside, "text2")
            right -= gap
        right -= side
        icons.paint(painter, QRectF(right, inner.center().y() + 2 - side // 2, side, side), icon, "text3")
        right -= gap
    return right - gap
