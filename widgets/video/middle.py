"""The middle of a desk: what it shows on top; below it the cameras with the numbers on the same columns, or the map, or
both side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.base import theme
from widgets.base.labels import ElidedLabel, label
from widgets.video.grid import GAP_PX, Shape, VideoGrid, shape_height
from widgets.video.toolbar import CameraBar, Mode

PAD_PX, BAR_PX, BELOW_BAR_PX = 8, 32, 6
TALL_PX = 900
"""From here on the numbers have two rows with their charts; below it one row without."""
ROW_PX, ROW_MOST_PX = 138, 190
LOW_ROW_PX, LOW_ROW_MOST_PX = 72, 96
BESIDE_ROW_PX = 110
"""Beside a map, where the numbers stand one under the other."""
CAMERAS_SHARE = 0.393
"""Of the width, beside a map that has the rest of it."""
HEAD_PX = 26
MANY_PX = 640
"""Cameras that have so much of the width beside a map are more."""
BESIDE = (Shape(3, 2, lead=True), Shape(2, 2, lead=True), Shape(1, 2, lead=True), Shape(2, 2))
BESIDE_MANY = (Shape(4, 3, lead=True), Shape(4, 3), Shape(3, 4))
COLUMN_PX = 340
"""A number with its chart."""


class CamerasHead(QWidget):
    """Over the cameras beside a map: which they are, in what order, and how many of them move."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._which = ElidedLabel("", "panel_title", self)
        self._count = label("", "caption", self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._which, 1)
        self._row.addWidget(self._count)
        self.measure()

    def measure(self) -> None:
        """As the theme has it."""
        look = theme.current()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(8))

    def set_words(self, which: str, count: str) -> None:
        """What is said."""
        self._which.setText(which)
        self._count.setText(count)

    def words(self) -> tuple[str, str]:
        """What is said of which they are, and of how many move."""
        return self._which.whole(), self._count.text()


class Middle(QWidget):
    """The cameras get all the height that their width can use; what is left is the numbers' (`board`). `ground` is
    where the map stands. `reshaped`: beside a map another number of cameras has room."""

    reshaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode, self._told = Mode.CAMERAS, BESIDE[0]
        self.bar = CameraBar(self)
        self.grid = VideoGrid(self)
        self.board = QWidget(self)
        self.ground = QWidget(self)
        self.head = CamerasHead(self)
        self.grid.enlarged.connect(lambda _on: self._lay_out())
        self._lay_out()

    @property
    def mode(self) -> Mode:
        """What it shows."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Show this from now on."""
        self._mode = mode
        self.bar.show_mode(mode)
        self._lay_out()

    def shape_beside(self) -> Shape:
        """How the cameras lie beside the map at this size: the first shape that leaves the numbers their room."""
        width, height = self._cameras_px(), self._body().height() - self._head_px()
        many = width >= theme.current().px(MANY_PX)
        shapes = BESIDE_MANY if many else BESIDE
        room = height - GAP_PX - self._board_px(BESIDE_ROW_PX)[0]
        return next((one for one in shapes if shape_height(one, width) <= room), shapes[-1])

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
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Another number of cameras, or another scale, has other heights."""
        if event.type() == QEvent.Type.StyleChange:
            self.head.measure()
            self._fit()
        elif event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
        return super().event(event)

    def _fit(self) -> None:
        shape = self.shape_beside()
        if shape != self._told:
            self._told = shape
            self.reshaped.emit()
        self._lay_out()

    # measures

    def _is_tall(self) -> bool:
        return self.height() >= theme.current().px(TALL_PX)

    def _body(self) -> QRect:
        """All that lies below the bar."""
        look = theme.current()
        pad = look.px(PAD_PX)
        return self.rect().adjusted(pad, pad + look.px(BAR_PX + BELOW_BAR_PX), -pad, -pad)

    def _cameras_px(self) -> int:
        return round((self._body().width() - theme.current().px(BELOW_BAR_PX)) * CAMERAS_SHARE)

    def _head_px(self) -> int:
        return theme.current().px(HEAD_PX) + GAP_PX

    def _board_px(self, row: int) -> tuple[int, int]:
        """How high the numbers are at least and at most, with their charts in rows so high."""
        look, tall = theme.current(), self._is_tall()
        least = 2 * look.px(row) + GAP_PX if tall else look.px(LOW_ROW_PX)
        return least, 2 * look.px(ROW_MOST_PX) + GAP_PX if tall else look.px(LOW_ROW_MOST_PX)

    def _lay_out(self) -> None:
        look, body = theme.current(), self._body()
        self.bar.setGeometry(QRect(body.left(), look.px(PAD_PX), body.width(), look.px(BAR_PX)))
        large = self.grid.is_enlarged and self._mode is not Mode.CAMERAS
        for part, seen in (
            (self.grid, self._mode is not Mode.MAP or large),
            (self.board, self._mode is not Mode.MAP and not large),
            (self.ground, self._mode is not Mode.CAMERAS and not large),
            (self.head, self._mode is Mode.SPLIT and not large),
        ):
            part.setVisible(seen)
        self.board.setProperty("columns", 0)
        if large:
            self.grid.setGeometry(body)
        elif self._mode is Mode.MAP:
            self.ground.setGeometry(body)
        elif self._mode is Mode.SPLIT:
            self._lay_out_both(body)
        else:
            self._stack(body)

    def _lay_out_both(self, body: QRect) -> None:
        look, wide = theme.current(), self._cameras_px()
        left = body.right() + 1 - wide
        self.ground.setGeometry(body.adjusted(0, 0, -wide - look.px(BELOW_BAR_PX), 0))
        self.head.setGeometry(QRect(left, body.top(), wide, look.px(HEAD_PX)))
        if self._is_tall():
            self.board.setProperty("columns", max(1, wide // look.px(COLUMN_PX)))
        self._stack(QRect(left, body.top() + self._head_px(), wide, body.height() - self._head_px()))

    def _stack(self, box: QRect) -> None:
        """Cameras over numbers."""
        free = box.height() - GAP_PX
        least, most = self._board_px(BESIDE_ROW_PX if self._mode is Mode.SPLIT else ROW_PX)
        board = max(least, min(most, free - self.grid.height_for(box.width())))
        grid = max(0, free - board)
        self.grid.setGeometry(QRect(box.left(), box.top(), box.width(), grid))
        self.board.setGeometry(QRect(box.left(), box.top() + grid + GAP_PX, box.width(), board))
