"""Severity as shape, fill and digit: 1 filled triangle, 2 filled square, 3 outlined diamond, 4 thin ring.

Colour only underlines what they say, so that a picture without colours says it too. These shapes mean nothing else.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from widgets.base import theme

LEVELS = (1, 2, 3, 4)
UNREAD = "?"
"""The digit of a severity that cannot be read: the worst one's shape, and no claim that it is the worst."""
DIGIT = 0.55
"""Size of the digit in parts of the shape's side."""
DIAMOND_STROKE, RING_STROKE = 0.09, 0.07
"""Parts of the side: the diamond is outlined, the ring thin."""
TRIANGLE, SQUARE, RING = (0.9, 0.8), 0.8, 0.9
"""Parts of the side, so that the four look equally large: width and height of the triangle, sides, across."""
FOOT = 0.1
"""Between the foot of the triangle and that of its digit."""


def level_of(severity: int) -> int:
    """A severity within the four that have a shape; what a newer backend invents becomes the nearest."""
    return max(1, min(4, int(severity)))


def severity_word(severity: int) -> str:
    """The word beside the shape."""
    translate = QCoreApplication.translate
    words = (
        translate("severity", "Critical"),
        translate("severity", "High"),
        translate("severity", "Medium"),
        translate("severity", "Low"),
    )
    return words[level_of(severity) - 1]


def severity_label(severity: int) -> str:
    """Digit and word, where there is no shape: in a sentence, in a report, for those who listen."""
    level = level_of(severity)
    return f"{level} {severity_word(level)}"


def severity_said(incident: Incident) -> str:
    """The word of an incident's severity; of one that cannot be read that it cannot, for it may be the worst."""
    if "severity" in incident.unread:
        return QCoreApplication.translate("severity", "Severity unreadable")
    return severity_word(incident.severity)


def unread_words(incident: Incident) -> str:
    """That something of an incident could not be read; its severity by name. Empty where all could."""
    if "severity" in incident.unread:
        return QCoreApplication.translate("severity", "severity unreadable")
    return QCoreApplication.translate("severity", "not fully readable") if incident.unread else ""


def side_of(desk_px: float) -> int:
    """Side of a shape that has so many pixels on a desk; on a wall its digit is as high as all text there must be."""
    look = theme.current()
    least = math.ceil(look.font("text").pixelSize() / DIGIT) if look.is_wall else 0
    return max(look.px(desk_px), least)


def paint_severity(painter: QPainter, box: QRectF, severity: int, role: str = "", digit: str = "") -> None:
    """Draw the shape of `severity` into the square `box`, in its own colour or `role`, with its digit or another."""
    look = theme.current()
    level = level_of(severity)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_shape(painter, box, level, look.color(role or f"severity{level}"))
    side = box.width()
    font = look.font("caption")
    font.setPixelSize(max(7, round(side * DIGIT)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(look.color(_ink(level, role)))
    _paint_digit(painter, box, level, digit or str(level))
    painter.restore()


def is_filled(level: int) -> bool:
    """Whether a level's shape is filled, as those two are that cannot wait."""
    return level <= 2


def _ink(level: int, role: str) -> str:
    """The colour of a digit: on a fill its own, else that of the shape, or one of it that can be read as text."""
    if is_filled(level):
        return "ground0" if role else "on_severity"
    return role or ("digit3" if level == 3 else f"severity{level}")


def _paint_digit(painter: QPainter, box: QRectF, level: int, digit: str) -> None:
    """By its height as it is seen: a font's own has room for marks above letters, which would let it hang too low."""
    metrics = QFontMetricsF(painter.font())
    foot = box.center().y() + metrics.capHeight() / 2
    if level == 1:
        foot = box.center().y() + box.width() * (TRIANGLE[1] / 2 - FOOT)
    left = box.center().x() - metrics.horizontalAdvance(digit) / 2
    painter.drawText(QPointF(left, foot), digit)


def _paint_shape(painter: QPainter, box: QRectF, level: int, color: QColor) -> None:
    side, middle = box.width(), box.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color if is_filled(level) else Qt.BrushStyle.NoBrush)
    if level == 1:
        across, foot = side * TRIANGLE[0] / 2, round(middle.y() + side * TRIANGLE[1] / 2)
        corners = [QPointF(middle.x(), foot - side * TRIANGLE[1])]
        corners += [QPointF(middle.x() + step, foot) for step in (across, -across)]
        painter.drawPolygon(QPolygonF(corners))
    elif level == 2:
        inset: float = round(side * (1 - SQUARE) / 2)  # whole pixels: its edges are level
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 1, 1)
    elif level == 3:
        stroke = max(1.5, side * DIAMOND_STROKE)
        half = side / 2 - stroke / math.sqrt(2)
        painter.setPen(QPen(color, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
        steps = ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
        painter.drawPolygon(QPolygonF([middle + QPointF(*step) for step in steps]))
    else:
        stroke = max(1.25, side * RING_STROKE)
        painter.setPen(QPen(color, stroke))
        inset = (side * (1 - RING) + stroke) / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


class SeverityMark(QWidget):
    """The shape as a widget of its own, beside a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = 4
        self._digit = ""
        self.setFixedSize(self.sizeHint())

    def set_severity(self, severity: int, digit: str = "", word: str = "") -> None:
        """Show this severity; with another digit and word where it stands for one that cannot be read."""
        self._severity, self._digit = severity, digit
        self.setAccessibleName(word or severity_word(severity))
        self.setFixedSize(self.sizeHint())
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme may be of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square as high as a line of text."""
        side = theme.current().px(20)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Draw the shape."""
        painter = QPainter(self)
        paint_severity(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._severity, digit=self._digit)
        painter.end()
