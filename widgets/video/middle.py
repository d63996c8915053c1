"""The middle of a desk: what it shows on top, the cameras below it, and the numbers on the same columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.video.grid import GAP_PX, VideoGrid
from widgets.video.toolbar import CameraBar

PAD_PX, BAR_PX, BELOW_BAR_PX = 8, 32, 6
TALL_PX = 900
"""From here on the numbers have two rows with their charts; below it one row without."""
ROW_PX, ROW_MOST_PX = 138, 190
LOW_ROW_PX, LOW_ROW_MOST_PX = 72, 96


class Middle(QWidget):
    """The cameras get all the height that their width can use; what is left is the numbers' (`board`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = CameraBar(self)
        self.grid = VideoGrid(self)
        self.board = QWidget(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Three by three small sub-streams, and the numbers below."""
        grid = self.grid.sizeHint()
        return QSize(grid.width() + 2 * PAD_PX, grid.height() + 2 * ROW_PX + BAR_PX + 4 * PAD_PX)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """It takes what there is."""
        return QSize(320, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Other sizes for all of it."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Another number of cameras, or another scale, has other heights."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._lay_out()
        return super().event(event)

    def _lay_out(self) -> None:
        look = theme.current()
        pad = look.px(PAD_PX)
        box = self.rect().adjusted(pad, pad, -pad, -pad)
        self.bar.setGeometry(QRect(box.left(), box.top(), box.width(), look.px(BAR_PX)))
        top = box.top() + look.px(BAR_PX + BELOW_BAR_PX)
        free = box.bottom() + 1 - top - GAP_PX
        tall = self.height() >= look.px(TALL_PX)
        least = 2 * look.px(ROW_PX) + GAP_PX if tall else look.px(LOW_ROW_PX)
        most = 2 * look.px(ROW_MOST_PX) + GAP_PX if tall else look.px(LOW_ROW_MOST_PX)
        board = max(least, min(most, free - self.grid.height_for(box.width())))
        grid = max(0, free - board)
        self.grid.setGeometry(QRect(box.left(), top, box.width(), grid))
        self.board.setGeometry(QRect(box.left(), top + grid + GAP_PX, box.width(), board))
