"""What was on the wall: rows by time, the picture of the chosen one, and a line of time to walk along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.formats import clock_text, date_text, minute_text
from widgets.base.grouped_list import Line
from widgets.base.labels import ElidedLabel
from widgets.base.row_board import BoardWords, Empty, RowBoard
from widgets.base.still import StillPicture

LANE_PX, NAME_PX, AXIS_PX = 26, 150, 20
TICKS = 6
SECONDS_TELL = timedelta(minutes=20)
"""Below this a tick needs its seconds to be another than its neighbour."""


@dataclass(frozen=True)
class Lane:
    """One screen on the line of time: what it showed, from when to when, each under its row's key."""

    name: str
    spans: tuple[tuple[str, datetime, datetime], ...]


class TimeLine(QWidget):
    """A lane for each screen. `chosen(key)`: a span was pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: tuple[Lane, ...] = ()
        self._begin = self._end = datetime.now().astimezone()
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Line of time"))

    def set_lanes(self, lanes: Sequence[Lane], begin: datetime, end: datetime) -> None:
        """Show these within this time."""
        self._lanes, self._begin = tuple(lanes), begin
        self._end = max(end, begin + timedelta(seconds=1))
        self.updateGeometry()
        self.update()

    def mark(self, key: str) -> None:
        """Show which span is chosen."""
        self._key = key
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A lane for each screen and the axis."""
        look = theme.current()
        return QSize(look.px(400), look.px(LANE_PX) * max(1, len(self._lanes)) + look.px(AXIS_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Lanes, spans, and hours below."""
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        for place, lane in enumerate(self._lanes):
            top = place * look.px(LANE_PX)
            painter.setPen(look.color("text2"))
            name = painter.fontMetrics().elidedText(lane.name, Qt.TextElideMode.ElideRight, look.px(NAME_PX - 10))
            painter.drawText(QRect(0, top, look.px(NAME_PX), look.px(LANE_PX)), Qt.AlignmentFlag.AlignVCenter, name)
            for key, box in self._boxes(place, lane):
                chosen = key == self._key
                painter.fillRect(box, look.color("accent" if chosen else "ground2"))
                painter.setPen(QPen(look.color("accent" if chosen else "edge"), 1))
                painter.drawRect(box)
        self._axis(painter)
        painter.end()

    def _axis(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("figures"))
        painter.setPen(look.color("text3"))
        left, wide = look.px(NAME_PX), self.width() - look.px(NAME_PX)
        top = len(self._lanes) * look.px(LANE_PX)
        span = self._end - self._begin
        for tick in range(TICKS + 1):
            at = self._begin + span * tick / TICKS
            words = clock_text(at) if span < SECONDS_TELL else minute_text(at)
            words = f"{date_text(at)[:5]} {words}" if span > timedelta(days=1) else words
            long = painter.fontMetrics().horizontalAdvance(words)
            here = min(left + wide * tick // TICKS - long // 2, self.width() - long)
            painter.drawText(QRect(max(left, here), top, long + 2, look.px(AXIS_PX)), Qt.AlignmentFlag.AlignTop, words)

    def _boxes(self, place: int, lane: Lane) -> list[tuple[str, QRect]]:
        look = theme.current()
        left, wide = look.px(NAME_PX), self.width() - look.px(NAME_PX) - 1
        whole = (self._end - self._begin).total_seconds()
        found = []
        for key, begin, end in lane.spans:
            one = left + round(wide * max(0.0, (begin - self._begin).total_seconds()) / whole)
            other = left + round(wide * min(whole, (end - self._begin).total_seconds()) / whole)
            top = place * look.px(LANE_PX) + look.px(4)
            found.append((key, QRect(one, top, max(3, other - one), look.px(LANE_PX - 8))))
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Choose the span under the pointer."""
        key = self._at(event.position().toPoint())
        if key:
            self.chosen.emit(key)

    def _at(self, here: QPoint) -> str:
        boxes = [one for place, lane in enumerate(self._lanes) for one in self._boxes(place, lane)]
        return next((key for key, box in boxes if box.adjusted(-2, 0, 2, 0).contains(here)), "")


class WallRecorder(RowBoard):
    """`moved(by)`: an hour back or forth."""

    moved = Signal(int)
    shares = (2, 3)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        side = QWidget(self)
        self._picture = StillPicture(self.tr("Picture of the screen"), side)
        self._what = ElidedLabel("", "text", side, lines=2)
        self._line = TimeLine(self)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._picture, 1)
        right.addWidget(self._what)
        words = BoardWords(
            title=self.tr("What was on the wall"),
            line=self.tr("Search what was on the wall"),
            hint=self.tr("Camera, incident, screen, or a time such as 21:30 or 20/11 08:00"),
            tip=self.tr("/ begins, Enter looks, Esc goes back to the rows"),
            keys=(self.tr("← → an hour earlier or later"),),
        )
        self.finish(words, side, below=self._line)
        self.chosen.connect(self._line.mark)
        self._line.chosen.connect(self.choose)

    def show_rows(self, found: str, lines: Sequence[Line], empty: Empty | None) -> None:
        """Rows by time, the newest first, over the line of time."""
        super().show_rows(found, lines, empty)
        self._line.setVisible(bool(lines))

    def set_lanes(self, lanes: Sequence[Lane], begin: datetime, end: datetime) -> None:
        """The line of time below the rows."""
        self._line.set_lanes(lanes, begin, end)

    def show_picture(self, image: QImage | None, words: str, what: str) -> None:
        """What the chosen row looked like, and what was on it."""
        self._picture.show_picture(image, words)
        self._what.setText(what)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """To the left is an hour earlier, to the right one later."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.search.hasFocus():
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
