"""What is painted on a camera tile besides its picture: words, caption, edges, badge and statistics."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from widgets.base import theme
from widgets.base.labels import wrapped
from widgets.base.severity import level_of, paint_severity, side_of

CAPTION_PX = 24
BADGE_SHARE = 0.35
PLATE_ALPHA = 225
TITLE_SHARE = 0.7
"""A caption that would show less of its title than this goes without the age of a live picture."""


def paint_words(painter: QPainter, box: QRect, headline: str, detail: str, *, calm: bool, advice: str = "") -> None:
    """Why there is no live picture, in the middle of `box`: a headline on two lines where it needs them and `box` has
    them, one line below it, and what to do in between where all of it has room."""
    look = theme.current()
    line, small = look.line_height("panel_title"), look.line_height("caption")
    painter.setFont(look.font("panel_title"))
    metrics = painter.fontMetrics()
    room = box.height() - (small + look.px(2) if detail else 0)
    rows = wrapped(headline, metrics.horizontalAdvance, box.width(), 2 if room >= 2 * line else 1)
    spare = room - line * len(rows)
    told = _whole(advice, look, box.width(), min(3, spare // small)) if advice else []
    top = box.center().y() - (line * len(rows) + small * len(told) + (small if detail else 0)) // 2
    painter.setPen(look.color("video_text2" if calm else "video_late"))
    for number, row in enumerate(rows):
        text = metrics.elidedText(row, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), top + number * line, box.width(), line), Qt.AlignmentFlag.AlignCenter, text)
    painter.setFont(look.font("caption"))
    below = QRect(box.left(), top + len(rows) * line + look.px(2), box.width(), small)
    painter.setPen(look.color("video_text1"))
    for row in told:
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, row)
        below.translate(0, small)
    if detail:
        painter.setPen(look.color("video_text2"))
        if painter.fontMetrics().horizontalAdvance(detail) > box.width():
            detail = detail.rpartition(" · ")[2]  # the caption tells the age already
        text = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def _whole(text: str, look: theme.Theme, width: int, most: int) -> list[str]:
    """`text` in at most `most` rows; none at all where it would be cut."""
    metrics = QFontMetrics(look.font("caption"))
    rows = wrapped(text, metrics.horizontalAdvance, width, most) if most > 0 else []
    return rows if all(metrics.horizontalAdvance(row) <= width for row in rows) else []


def paint_caption(painter: QPainter, strip: QRect, title: str, ages: tuple[str, str], *, live: bool) -> None:
    """The strip at the foot: the camera's name left, the age of its picture right; the shorter of `ages` where the name
    would be cut otherwise."""
    look = theme.current()
    painter.fillRect(strip, look.color("video_caption"))
    inner = strip.adjusted(look.px(8), 0, -look.px(8), 0)
    painter.setFont(look.font("caption"))
    wanted = painter.fontMetrics().horizontalAdvance(title)
    painter.setFont(look.font("figures"))
    age = ages[0]
    taken = painter.fontMetrics().horizontalAdvance(age) + look.px(8)
    if wanted + taken > inner.width():
        age = ages[1]
        taken = painter.fontMetrics().horizontalAdvance(age) + look.px(8)
    if live and inner.width() - taken < wanted * TITLE_SHARE:
        taken = 0
    else:
        painter.setPen(look.color("video_text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, age)
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("video_text1"))
    text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width() - taken)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_edges(painter: QPainter, box: QRect, alarm: int | None, *, ringed: bool) -> None:
    """The alarm's border with its mark, and inside it the ring of what is chosen."""
    look = theme.current()
    if alarm is not None:
        width = look.px(2)
        color = look.color(f"severity{level_of(alarm)}")
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
        half = width // 2
        painter.drawRect(box.adjusted(half, half, -width + half, -width + half))
        side = side_of(18)
        paint_severity(painter, QRectF(look.px(8), look.px(8), side, side), alarm)
    if ringed:
        inset = look.px(4) if alarm is not None else 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("video_accent"), 2))
        painter.drawRect(box.adjusted(inset, inset, -inset, -inset))


def badge_within(lines: Sequence[str], width: int) -> list[str]:
    """A badge whole, or only what comes before its first dot where it would lie over more of the picture than
    `BADGE_SHARE` of its width."""
    metrics = QFontMetrics(theme.current().font("panel_title"))
    return [line if metrics.horizontalAdvance(line) <= width * BADGE_SHARE else line.split(" · ")[0] for line in lines]


def paint_plate(painter: QPainter, corner: QRect, lines: Sequence[str], *, right: bool, accent: bool = False) -> None:
    """Lines on a dark plate in the upper left (or right) of `corner`: statistics, or a badge."""
    look = theme.current()
    painter.setFont(look.font("panel_title" if accent else "figures"))
    metrics = painter.fontMetrics()
    pad, rounding = look.px(6), 2
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    width = min(widest + 2 * pad + rounding, corner.width() - 2 * pad)
    height = metrics.height() * len(lines) + 2 * pad
    left = corner.right() - pad - width if right else corner.left() + pad
    plate = QRect(left, corner.top() + pad, width, min(height, corner.height() - pad))
    ground = QColor(look.color("video_caption"))
    ground.setAlpha(PLATE_ALPHA)
    painter.fillRect(plate, ground)
    painter.setPen(look.color("video_accent" if accent else "video_text1"))
    inner = plate.adjusted(pad, pad, -pad, 0)
    for number, line in enumerate(lines):
        row = QRect(inner.left(), inner.top() + number * metrics.height(), inner.width(), metrics.height())
        if row.bottom() > plate.bottom():
            break
        painter.drawText(
            row,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, row.width()),
        )
