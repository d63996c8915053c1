"""The grid of camera tiles: places that stay, one tile enlarged at a time, rearranged by hand or by keys.

Tiles are carried by plain mouse moves rather than by Qt's drag-and-drop: that one runs an event loop of its own until
the button is up, and everything that awaits would be entered again from within.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.base import theme
from widgets.base.focus import lives
from widgets.video.tile import VideoTile

GAP_PX = 6


class _DropMark(QWidget):
    """The frame around the place where a carried tile would come to lie."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """A dashed frame."""
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().color("accent"), 3, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
        painter.end()


class VideoGrid(QWidget):
    """Rows and columns of tiles. `tile_moved(here, there)`: the operator exchanged two places; the owner decides
    what that means. `tile_activated(place)`: double click or Enter. `tile_resized(place)`: its size changed."""

    tile_moved = Signal(int, int)
    tile_activated = Signal(int)
    tile_resized = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._cols = 3, 3
        self._tiles: list[VideoTile] = []
        self._focus: int | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        self._mark = _DropMark(self)
        self.setAccessibleName(self.tr("Cameras"))

    def set_shape(self, rows: int, cols: int) -> None:
        """So many rows and columns; tiles are laid out anew by `set_tiles`."""
        self._rows, self._cols = rows, cols
        self._lay_out()

    def set_tiles(self, tiles: list[VideoTile]) -> None:
        """These tiles, place by place, row by row."""
        for tile in self._tiles:
            if tile not in tiles:
                tile.removeEventFilter(self)
                tile.hide()
        for tile in tiles:
            if tile not in self._tiles:
                tile.setParent(self)
                self._join(tile)
        self._tiles = list(tiles)
        self._focus = None
        self._lay_out()

    def tile(self, place: int) -> VideoTile:
        """The tile in this place; raises IndexError where there is none."""
        return self._tiles[place]

    def focus(self, place: int | None) -> None:
        """Show this tile alone over the whole grid; None shows all of them."""
        self._focus = place if place is not None and 0 <= place < len(self._tiles) else None
        self._lay_out()

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """The enlarged tile, else the nearest one that is shown, the ones before it first; so a grid that gets smaller
        keeps the keyboard among its cameras."""
        here = self._tiles.index(gone) if gone in self._tiles else len(self._tiles)
        order = [*reversed(self._tiles[:here]), *self._tiles[here + 1 :]]
        return next((tile for tile in order if lives(tile)), None)

    def _join(self, tile: VideoTile) -> None:
        tile.installEventFilter(self)
        tile.activated.connect(lambda: self.tile_activated.emit(self._place(tile)))
        tile.dragged.connect(lambda at: self._on_dragged(tile, at))
        tile.dropped.connect(lambda at: self._on_dropped(tile, at))
        tile.stepped.connect(lambda dx, dy, carry: self._on_stepped(tile, dx, dy, carry))

    def _place(self, tile: VideoTile) -> int:
        return self._tiles.index(tile) if tile in self._tiles else -1

    def _lay_out(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for line in range(8):
            self._grid.setRowStretch(line, 1 if line < self._rows and self._focus is None else 0)
            self._grid.setColumnStretch(line, 1 if line < self._cols and self._focus is None else 0)
        for place, tile in enumerate(self._tiles):
            shown = self._focus is None and place < self._rows * self._cols
            if place == self._focus:
                self._grid.setRowStretch(0, 1)
                self._grid.setColumnStretch(0, 1)
                self._grid.addWidget(tile, 0, 0)
                shown = True
            elif shown:
                self._grid.addWidget(tile, place // self._cols, place % self._cols)
            tile.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Tell whose size changed."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, VideoTile):
            self.tile_resized.emit(self._place(watched))
        return False

    def _under(self, at: QPoint) -> int | None:
        here = self.mapFromGlobal(at)
        for place, tile in enumerate(self._tiles):
            if tile.isVisible() and tile.geometry().contains(here):
                return place
        return None

    def _on_dragged(self, tile: VideoTile, at: QPoint) -> None:
        place = self._under(at)
        if place is None or self._tiles[place] is tile:
            self._mark.hide()
            return
        self._mark.setGeometry(QRect(self._tiles[place].geometry()))
        self._mark.raise_()
        self._mark.show()

    def _on_dropped(self, tile: VideoTile, at: QPoint) -> None:
        self._mark.hide()
        place = self._under(at)
        here = self._place(tile)
        if place is not None and here >= 0 and place != here:
            self.tile_moved.emit(here, place)

    def _on_stepped(self, tile: VideoTile, dx: int, dy: int, carry: bool) -> None:
        here = self._place(tile)
        col, row = here % self._cols + dx, here // self._cols + dy
        there = row * self._cols + col
        if self._focus is not None or not (
            0 <= col < self._cols and 0 <= row < self._rows and there < len(self._tiles)
        ):
            return
        if carry:
            self.tile_moved.emit(here, there)
        self._tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)
