"""What a widget really writes, and where: its own painting is drawn into an SVG, which keeps texts as texts.

So a text is found whoever paints it: a label, a style that draws a button, a delegate, a painter of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QPoint, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QRegion, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

DOTS_PER_INCH = 96
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Words:
    """One run of text in one line. `ink` is where its letters are, in the coordinates of `owner`."""

    owner: QWidget
    text: str
    ink: QRectF
    color: QColor

    def within(self, window: QWidget) -> QRectF:
        """Where its letters are in `window`."""
        at = QPoint(0, 0) if self.owner is window else self.owner.mapTo(window, QPoint(0, 0))
        return self.ink.translated(at.toPointF())


def painted(owner: QWidget) -> list[Words]:
    """All that `owner` itself writes, without what stands in it; what it writes beyond its edge as well."""
    svg = QBuffer()
    paper = QSvgGenerator()
    paper.setOutputDevice(svg)
    paper.setResolution(DOTS_PER_INCH)
    paper.setSize(owner.size())
    paper.setViewBox(owner.rect())
    painter = QPainter(paper)
    QWidget.render(owner, painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag(0))  # a graphics view has another render
    painter.end()
    root = ElementTree.fromstring(bytes(svg.data().data()))  # noqa: S314 - written a line above
    return [made for one, moved in _texts(root, QTransform()) if (made := _words(owner, one, moved)) is not None]


def _texts(part: ElementTree.Element, moved: QTransform) -> Iterator[tuple[ElementTree.Element, QTransform]]:
    for one in part:
        here = _transform(one.get("transform", "")) * moved
        if one.tag == f"{_SVG}text":
            yield one, here
        else:
            yield from _texts(one, here)


def _transform(written: str) -> QTransform:
    if not written.startswith("matrix("):
        return QTransform()
    numbers = [float(one) for one in written[len("matrix(") : -1].split(",")]
    return QTransform(*numbers)


def _words(owner: QWidget, one: ElementTree.Element, moved: QTransform) -> Words | None:
    text = "".join(one.itertext())
    if not text.strip():
        return None
    font = QFont(one.get("font-family", ""))
    font.setPixelSize(max(1, round(float(one.get("font-size", "12").removesuffix("px")))))
    font.setWeight(QFont.Weight(int(one.get("font-weight", "400"))))
    font.setItalic(one.get("font-style") == "italic")
    ink = QFontMetricsF(font).tightBoundingRect(text)
    ink.translate(float(one.get("x", "0")), float(one.get("y", "0")))
    color = QColor(one.get("fill", "#000000"))
    color.setAlphaF(float(one.get("fill-opacity", "1")))
    return Words(owner, text, moved.mapRect(ink), color)
