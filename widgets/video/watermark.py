"""Who let a picture out of the room, of which place and when: drawn over the copy that leaves, never the original."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

SHARE = 1 / 34
"""Of the picture's height, a line of the words at its foot: read at arm's length on paper."""
LEAST_PX = 11
GHOST = 46
"""Of 255: how strongly the same words stand across the picture, so that cutting the foot off does not free it."""
BAND = 150
_ACROSS = 3


def mark_of(width: int, height: int, lines: Sequence[str]) -> QImage:
    """An overlay of that size (pixels) with `lines`, clear where the picture shows through."""
    mark = QImage(width, height, QImage.Format.Format_RGBA8888)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    try:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        _across(painter, width, height, lines)
        _foot(painter, width, height, lines)
    finally:
        painter.end()
    return mark


def marked(image: QImage, lines: Sequence[str]) -> QImage:
    """A copy of `image` with `lines` over it; the image itself stays as it is."""
    copy = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(copy)
    try:
        painter.drawImage(QPoint(0, 0), mark_of(copy.width(), copy.height(), lines))
    finally:
        painter.end()
    return copy


def _clear(colour: Qt.GlobalColor, alpha: int) -> QColor:
    """The same on every theme: the picture is the city's, and leaves the room."""
    found = QColor(colour)
    found.setAlpha(alpha)
    return found


def _font(height: int, share: float) -> QFont:
    font = QFont()
    font.setPixelSize(max(LEAST_PX, round(height * share)))
    return font


def _foot(painter: QPainter, width: int, height: int, lines: Sequence[str]) -> None:
    """The words on a dark band, whole: what is too wide is set smaller."""
    font = _font(height, SHARE)
    painter.setFont(font)
    widest = max((painter.fontMetrics().horizontalAdvance(line) for line in lines), default=0)
    room = width - 2 * font.pixelSize()
    if widest > room > 0:
        font.setPixelSize(max(6, font.pixelSize() * room // widest))
        painter.setFont(font)
    step = painter.fontMetrics().height()
    top = height - step * len(lines) - font.pixelSize() // 2
    painter.fillRect(QRect(0, top, width, height - top), _clear(Qt.GlobalColor.black, BAND))
    painter.setPen(QColor(Qt.GlobalColor.white))
    for place, line in enumerate(lines):
        painter.drawText(font.pixelSize(), top + step * place + painter.fontMetrics().ascent(), line)


def _across(painter: QPainter, width: int, height: int, lines: Sequence[str]) -> None:
    """The first line, faint and slanted, some times over the whole picture; light with a dark edge shows on both."""
    painter.save()
    painter.setFont(_font(height, 1.6 * SHARE))
    painter.translate(width / 2, height / 2)
    painter.rotate(-24)
    text = lines[0] if lines else ""
    for row in range(-_ACROSS, _ACROSS + 1):
        place = QRectF(-width, row * height / (2 * _ACROSS - 1) - height / 12, 2 * width, height / 6)
        for offset, colour in ((1, _clear(Qt.GlobalColor.black, GHOST)), (0, _clear(Qt.GlobalColor.white, GHOST))):
            painter.setPen(colour)
            painter.drawText(place.translated(offset, offset), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
