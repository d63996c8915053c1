"""Severity as shape and digit: 1 triangle, 2 square, 3 diamond, 4 ring. Colour only underlines what they say."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from widgets.base import theme

LEVELS = (1, 2, 3, 4)
UNREAD = "?"
"""The digit of a severity that cannot be read: the worst one's shape, and no claim that it is the worst."""
DIGIT = 0.55
"""Size of the digit in parts of the shape's side."""


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
    color = look.color(role or f"severity{level}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    side = box.width()
    digit_box = QRectF(box)
    if level == 1:
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        digit_box.setTop(box.top() + side * 0.3)
    elif level == 2:
        inset = side * 0.09
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), side * 0.08, side * 0.08)
    elif level == 3:
        middle = box.center()
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
        painter.drawPolygon(QPolygonF(corners))
    else:
        stroke = max(1.5, side * 0.09)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, stroke))
        painter.drawEllipse(box.adjusted(stroke, stroke, -stroke, -stroke))
    font = look.font("caption")
    font.setPixelSize(max(7, round(side * DIGIT)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(color if level == 4 else look.color("ground0" if role else "on_severity"))
    painter.drawText(digit_box, Qt.AlignmentFlag.AlignCenter, digit or str(level))
    painter.restore()


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

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square as high as a line of text."""
        side = theme.current().px(20)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Draw the shape."""
        painter = QPainter(self)
        paint_severity(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._severity, digit=self._digit)
        painter.end()
