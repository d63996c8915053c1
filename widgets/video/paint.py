"""What is painted on a camera tile instead of a picture or around it: words, outline, ring, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from widgets.base import icons, theme
from widgets.base.labels import wrapped

CAPTION_PX = 24
"""Height of the strip under a picture."""
OUTLINE_PX = 2
PLATE_ALPHA = 225


def paint_words(
    painter: QPainter, box: QRect, headline: str, detail: str, *, calm: bool, advice: str = "", icon: str = ""
) -> None:
    """Why there is no live picture, in the middle of `box`: a headline on two lines where it needs them and `box` has
    them, up to two lines below it (parts of `detail` that are not cut), and between them what to do where all of it has
    room; an icon on top of them where that has."""
    look = theme.current()
    line, small = look.line_height("panel_title"), look.line_height("caption")
    painter.setFont(look.font("panel_title"))
    metrics = painter.fontMetrics()
    room = box.height() - (small if detail else 0)
    rows = wrapped(headline, metrics.horizontalAdvance, box.width(), 2 if room >= 2 * line else 1)
    spare = box.height() - line * len(rows)
    captions = QFontMetrics(look.font("caption"))
    below = packed(detail.split(" · "), captions.horizontalAdvance, box.width(), min(2, spare // small))
    spare -= small * len(below)
    told = _whole(advice, look, box.width(), min(3, spare // small)) if advice else []
    spare -= small * len(told)
    side = look.px(icons.RAIL)
    crown = side + look.px(2) if icon and spare >= side + look.px(2) else 0
    height = crown + line * len(rows) + small * (len(below) + len(told))
    top = box.top() + (box.height() - height) // 2
    if crown:
        icons.paint(painter, QRectF(box.center().x() - side // 2, top, side, side), icon, "video_text1")
        top += crown
    painter.setPen(look.color("video_text2" if calm else "video_text1"))
    for row in rows:
        _write(painter, QRect(box.left(), top, box.width(), line), row)
        top += line
    painter.setFont(look.font("caption"))
    for text, role in (*((row, "video_text1") for row in told), *((row, "video_text2") for row in below)):
        painter.setPen(look.color(role))
        _write(painter, QRect(box.left(), top, box.width(), small), text)
        top += small


def _write(painter: QPainter, box: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def packed(parts: Sequence[str], advance: Callable[[str], int], width: int, most: int) -> list[str]:
    """`parts` in at most `most` rows, several in one where they fit; what has no row is left out, the last first."""
    rows: list[str] = []
    for part in filter(None, parts):
        if rows and advance(f"{rows[-1]} · {part}") <= width:
            rows[-1] = f"{rows[-1]} · {part}"
        elif len(rows) < most:
            rows.append(part)
    return rows


def _whole(text: str, look: theme.Theme, width: int, most: int) -> list[str]:
    """`text` in at most `most` rows; none at all where it would be cut."""
    metrics = QFontMetrics(look.font("caption"))
    rows = wrapped(text, metrics.horizontalAdvance, width, most) if most > 0 else []
    return rows if all(metrics.horizontalAdvance(row) <= width for row in rows) else []


FAINT = 0.35


def paint_edges(
    painter: QPainter, box: QRect, *, alarmed: bool, ringed: bool, replaying: bool, faint: bool = False
) -> None:
    """The outline of a picture that shows an incident, or the past; within it the ring of what is chosen. That of an
    incident is `faint` for the half of each second while it pulses."""
    look = theme.current()
    width = look.px(OUTLINE_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = 0
    for worn, role in ((alarmed, "alarm"), (replaying, "video_text1"), (ringed, "video_accent")):
        if not worn:
            continue
        color = look.color(role)
        color.setAlphaF(FAINT if faint and role == "alarm" else 1.0)
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap,
                            Qt.PenJoinStyle.MiterJoin))  # fmt: skip
        half = inset + width // 2
        painter.drawRect(box.adjusted(half, half, half - inset * 2 - width, half - inset * 2 - width))
        inset += width


def paint_plate(painter: QPainter, box: QRect, lines: Sequence[str]) -> None:
    """Lines on a dark plate at the foot of `box`, clear of a camera's clock: what was asked for, or what keys do."""
    look = theme.current()
    painter.setFont(look.font("figures"))
    metrics = painter.fontMetrics()
    pad, rounding = look.px(6), 2
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    width = min(widest + 2 * pad + rounding, box.width() - 2 * pad)
    height = min(metrics.height() * len(lines) + 2 * pad, box.height() - pad)
    plate = QRect(box.left() + pad, box.bottom() + 1 - pad - height, width, height)
    ground = QColor(look.color("video_caption"))
    ground.setAlpha(PLATE_ALPHA)
    painter.fillRect(plate, ground)
    painter.setPen(look.color("video_text1"))
    inner = plate.adjusted(pad, pad, -pad, 0)
    for number, line in enumerate(lines):
        row = QRect(inner.left(), inner.top() + number * metrics.height(), inner.width(), metrics.height())
        if row.bottom() > plate.bottom():
            break
        text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
