"""Small things painted into a row: a word in a thin frame, a number in a pill, an icon, the stripes of a drill."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygon

from widgets.base import icons, theme
from widgets.base.severity import paint_severity, severity_word

_CENTRE = Qt.AlignmentFlag.AlignCenter
TAG_PX, PAD_PX, SHAPE_PX = 17, 6, 14
HATCH_PX = 5
Shares = tuple[tuple[int, int], ...]
"""How many there are of which severity, the gravest first."""


def tag_width(text: str, font: QFont) -> int:
    """How wide the frame around `text` is; nothing for no text."""
    return QFontMetrics(font).horizontalAdvance(text) + 2 * theme.current().px(PAD_PX) if text else 0


def paint_tag(
    painter: QPainter, box: QRect, text: str, font: QFont, *, role: str = "text2", round_: bool = False
) -> int:
    """`text` in a thin frame at the right end of `box`, in its middle; the width that it took."""
    look = theme.current()
    wide = tag_width(text, font)
    if not wide:
        return 0
    frame = QRect(box.right() - wide + 1, 0, wide, look.px(TAG_PX))
    frame.moveTop(box.top() + (box.height() - frame.height()) // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = frame.height() / 2 if round_ else look.px(3)
    if round_:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ground2"))
    else:
        painter.setPen(look.color("line"))
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(font)
    painter.setPen(look.color(role))
    painter.drawText(frame, _CENTRE, text)
    painter.restore()
    return wide


def paint_icon(painter: QPainter, box: QRect, name: str, role: str) -> int:
    """An icon of a caption at the right end of `box`, in its middle; the width that it took."""
    side = theme.current().px(icons.CAPTION)
    icons.paint(painter, QRectF(box.right() - side + 1, box.top() + (box.height() - side) / 2, side, side), name, role)
    return side


def paint_shares(painter: QPainter, box: QRect, shares: Shares, font: QFont) -> None:
    """Each severity by its shape and how many there are of it, from the left end of `box`."""
    look = theme.current()
    side = look.px(SHAPE_PX)
    left = box.left()
    painter.save()
    for severity, count in shares:
        shape = QRectF(left, 0, side, side)
        shape.moveTop(box.top() + (box.height() - side) / 2)
        paint_severity(painter, shape, severity)
        left += side + look.px(4)
        painter.setFont(font)
        painter.setPen(look.color("text1"))
        words = str(count)
        wide = QFontMetrics(font).horizontalAdvance(words)
        painter.drawText(QRect(left, box.top(), wide + 1, box.height()), _CENTRE, words)
        left += wide + look.px(8)
    painter.restore()


def shares_width(shares: Shares, font: QFont) -> int:
    """How wide they are painted; nothing for none."""
    look, metrics = theme.current(), QFontMetrics(font)
    return sum(look.px(SHAPE_PX) + look.px(12) + metrics.horizontalAdvance(str(count)) for _level, count in shares)


def shares_words(shares: Shares) -> str:
    """The same for those who cannot see it."""
    return ", ".join(f"{count} {severity_word(severity)}" for severity, count in shares)


def paint_hatch(painter: QPainter, box: QRect) -> None:
    """Slanting stripes all over `box`: what stands there belongs to a drill."""
    look = theme.current()
    stripe = look.px(HATCH_PX)
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, look.color("ground0"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("late"))
    for left in range(box.left() - box.height(), box.right() + 1, 2 * stripe):
        low, high = box.bottom() + 1, box.top()
        across = box.height()
        corners = ((left, low), (left + stripe, low), (left + stripe + across, high), (left + across, high))
        painter.drawPolygon(QPolygon([QPoint(x, y) for x, y in corners]))
    painter.restore()
