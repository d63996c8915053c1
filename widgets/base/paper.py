"""Pages of plain text as PDF, in the product's font. Nothing in it is markup: every text is drawn letter by letter.

May be called on a thread of its own: it touches no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from widgets.base.theme import FAMILY

DPI = 144
MARGIN_MM = 16.0
FIGURE_WIDTH, FIGURE_HEIGHT = 0.66, 0.36
"""Shares of a page that a picture takes at most."""
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Figure:
    """A picture by its file, and what stands under it; a file that is no picture leaves its words alone."""

    path: Path
    caption: str
    over: Callable[[QImage], QImage] | None = None
    """What is drawn over it before it leaves."""


@dataclass(frozen=True)
class Section:
    """A heading, rows of cells, and pictures; `widths` are shares of the line. The first row of a table is its head."""

    heading: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = (1.0,)
    has_head: bool = False
    figures: Sequence[Figure] = ()
    right_from: int = 99
    """From this column on cells stand on the right, as numbers do."""


class _Sheet:
    def __init__(self, writer: QPdfWriter, painter: QPainter, foot: str) -> None:
        self._writer, self._painter, self._foot = writer, painter, foot
        self._width = float(writer.width())
        self._height = float(writer.height())
        self._y = 0.0
        self.page = 1
        self._number()

    def write(
        self, cells: Sequence[str], widths: Sequence[float], *, points: float, bold: bool = False, right_from: int = 99
    ) -> None:
        """One row, as high as its highest cell; a new page where it does not fit."""
        font = QFont(FAMILY)
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        self._painter.setFont(font)
        whole = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        gap = DPI / 14
        boxes, left = [], 0.0
        for column, (text, share) in enumerate(zip(cells, widths, strict=True)):
            side = Qt.AlignmentFlag.AlignRight if column >= right_from else Qt.AlignmentFlag.AlignLeft
            flags = whole | int(side)
            room = QRectF(left, 0, self._width * share - gap, self._height * 0.8)
            found = self._painter.boundingRect(room, flags, text)
            boxes.append((QRectF(left, 0, room.width(), min(found.height(), room.height())), text, flags))
            left += self._width * share
        high = max(box.height() for box, _text, _flags in boxes)
        if self._y + high > self._height - DPI * 0.4:
            self._turn()
            self._painter.setFont(font)
        for box, text, flags in boxes:
            self._painter.drawText(box.translated(0, self._y), flags, text)
        self._y += high + DPI / 24

    def rule(self, *, strong: bool = False) -> None:
        """A line across the page, under what was written last."""
        y = self._y - DPI / 60
        pen = QPen(self._painter.pen().color(), DPI / 72 if strong else DPI / 360)
        before = self._painter.pen()
        self._painter.setPen(pen)
        self._painter.drawLine(QLineF(0, y, self._width, y))
        self._painter.setPen(before)
        self._y += DPI / 60

    def draw(self, figure: Figure) -> None:
        """A picture of at most two thirds of the line, with its caption on the same page."""
        image = QImage(str(figure.path))
        if not image.isNull():
            image = figure.over(image) if figure.over is not None else image
            share = min(self._width * FIGURE_WIDTH / image.width(), self._height * FIGURE_HEIGHT / image.height())
            wide, high = image.width() * share, image.height() * share
            if self._y + high > self._height - DPI * 0.9:
                self._turn()
            self._painter.drawImage(QRectF(0, self._y, wide, high), image)
            self._y += high + DPI / 24
        self.write([figure.caption], [1.0], points=8)
        self.skip(6)

    def skip(self, points: float) -> None:
        """Some room."""
        self._y += points * DPI / 72

    def _turn(self) -> None:
        self._writer.newPage()
        self.page += 1
        self._y = 0.0
        self._number()

    def _number(self) -> None:
        font = QFont(FAMILY)
        font.setPointSizeF(8)
        self._painter.setFont(font)
        box = QRectF(0, self._height - DPI * 0.25, self._width, DPI * 0.25)
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), self._foot)
        self._painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), str(self.page))


def write_pdf(
    path: Path, title: str, sections: Sequence[Section], foot: str, progress: Progress, *, wide: bool = False
) -> int:
    """Draw the sections onto A4 pages in `path`, `wide` ones across; how many pages.

    Raises OSError where it cannot be written, and
    `InterruptedError` where `progress` says to stop."""
    path.open("wb").close()  # Qt would only write a warning to the log
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(5, "the file cannot be written")
    try:
        sheet = _Sheet(writer, painter, foot)
        sheet.write([title], [1.0], points=16, bold=True)
        rows = sum(len(section.rows) for section in sections)
        done = 0
        for section in sections:
            sheet.skip(8)
            sheet.write([section.heading], [1.0], points=11, bold=True)
            for place, row in enumerate(section.rows):
                if done % 20 == 0 and not progress(done, rows):
                    raise InterruptedError
                head = section.has_head and place == 0
                sheet.write(row, section.widths, points=8.5, bold=head, right_from=section.right_from)
                if section.has_head:
                    sheet.rule(strong=head)
                done += 1
            for figure in section.figures:
                if not progress(done, rows):
                    raise InterruptedError
                sheet.draw(figure)
        progress(rows, rows)
        return sheet.page
    finally:
        painter.end()
