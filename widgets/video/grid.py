"""The grid of camera tiles: places that stay, one tile enlarged at a time, rearranged by hand or by keys.

Tiles are carried by plain mouse moves rather than by Qt's drag-and-drop: that one runs an event loop of its own until
the button is up, and everything that awaits would be entered again from within.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.base.focus import lives
from widgets.video.paint import CAPTION_PX
from widgets.video.tile import VideoTile
from widgets.video.tile_actions import TileActions

GAP_PX = 5
RATIO = 16 / 9
"""Of every picture in the grid; a tile is that and its caption."""
LEAST_PX = 96


class Shape(NamedTuple):
    """How the places lie: rows and columns, and with a `lead` one more above them that is as wide as all."""

    rows: int
    cols: int
    lead: bool = False

    @property
    def places(self) -> int:
        """How many places there are."""
        return self.rows * self.cols + self.lead

    def beside(self, here: int, dx: int, dy: int) -> int | None:
        """The place next to another one; None at an edge."""
        if self.lead and here == 0:
            return 1 if dy > 0 and self.places > 1 else None
        row, col = divmod(here - self.lead, self.cols)
        if self.lead and row + dy < 0:
            return 0
        inside = 0 <= col + dx < self.cols and 0 <= row + dy < self.rows
        return (row + dy) * self.cols + col + dx + self.lead if inside else None


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
    """Rows and columns of tiles, as large as they can be with pictures of 16:9. `tile_moved(here, there)`: the operator
    exchanged two places; the owner decides what that means. `tile_activated(place)`: double click or Enter.
    `tile_resized(place)`: its size changed. `menu_wanted(place, at)`: what can be done with it, at a point of the
    screen. `enlarged(on)`: one of them stands alone, or all of them are there again."""

    tile_moved = Signal(int, int)
    tile_activated = Signal(int)
    tile_resized = Signal(int)
    menu_wanted = Signal(int, QPoint)
    enlarged = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = Shape(3, 3)
        self._tiles: list[VideoTile] = []
        self._focus: int | None = None
        self._mark = _DropMark(self)
        self.actions_shown = TileActions(self)
        """Upon the tile that has the keyboard."""
        self.setAccessibleName(self.tr("Cameras"))

    def set_shape(self, rows: int, cols: int, *, lead: bool = False) -> None:
        """So many rows and columns, under a large one or not; tiles are laid out anew by `set_tiles`."""
        self._shape = Shape(rows, cols, lead)
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

    @property
    def has_tiles(self) -> bool:
        """Whether there is a first place."""
        return bool(self._tiles)

    def focus(self, place: int | None) -> None:
        """Show this tile alone over the whole grid; None shows all of them."""
        before = self._focus
        self._focus = place if place is not None and 0 <= place < len(self._tiles) else None
        if (before is None) != (self._focus is None):
            self.enlarged.emit(self._focus is not None)
        self._lay_out()

    @property
    def is_enlarged(self) -> bool:
        """Whether one tile stands alone over the whole grid."""
        return self._focus is not None

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """The enlarged tile, else the nearest one that is shown, the ones before it first; so a grid that gets smaller
        keeps the keyboard among its cameras."""
        here = self._tiles.index(gone) if gone in self._tiles else len(self._tiles)
        order = [*reversed(self._tiles[:here]), *self._tiles[here + 1 :]]
        return next((tile for tile in order if lives(tile)), None)

    def _join(self, tile: VideoTile) -> None:
        tile.installEventFilter(self)
        tile.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tile.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self._place(tile), tile.mapToGlobal(at))
        )
        tile.activated.connect(lambda: self.tile_activated.emit(self._place(tile)))
        tile.dragged.connect(lambda at: self._on_dragged(tile, at))
        tile.dropped.connect(lambda at: self._on_dropped(tile, at))
        tile.stepped.connect(lambda dx, dy, carry: self._on_stepped(tile, dx, dy, carry))

    def _place(self, tile: VideoTile) -> int:
        return self._tiles.index(tile) if tile in self._tiles else -1

    def height_for(self, width: int) -> int:
        """How high the grid is where its tiles are as wide as `width` lets them be."""
        return shape_height(self._shape, width)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Small sub-streams."""
        width = 320 * self._shape.cols + GAP_PX * (self._shape.cols - 1)
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Pictures in which something can still be made out."""
        width = LEAST_PX * self._shape.cols + GAP_PX * (self._shape.cols - 1)
        return QSize(width, self.height_for(width))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Other sizes of tiles."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        places = self._places()
        for place, tile in enumerate(self._tiles):
            if place == self._focus:
                tile.setGeometry(self.rect())
            elif self._focus is None and place < len(places):
                tile.setGeometry(places[place])
            tile.setVisible(place == self._focus or (self._focus is None and place < len(places)))
        self._show_actions()

    def _show_actions(self) -> None:
        """Where the keyboard is; not over what its keys do just now, which stands in the same place."""
        held = next((tile for tile in self._tiles if tile.hasFocus() and tile.can_zoom()), None)
        self.actions_shown.stand_on(held if held is not None and not held.has_hint() else None)

    def _tile_px(self) -> int:
        """How wide each tile of a row can be, for the width and for the height."""
        rows, cols, lead = self._shape
        caption = theme.current().px(CAPTION_PX)
        if not lead:
            most = int(((self.height() - GAP_PX * (rows - 1)) // rows - caption) * RATIO)
        else:
            whole = min(self.width(), int((self.height() - (caption + GAP_PX) * (rows + 1)) * RATIO) + GAP_PX * cols)
            while whole > 0 and shape_height(self._shape, whole) > self.height():
                whole -= 1
            most = _share(self._shape, whole)
        return max(LEAST_PX, min(_share(self._shape, self.width()), most))

    def _places(self) -> list[QRect]:
        """Where each tile is, row by row: what is left over at the sides is left on both of them."""
        rows, cols, lead = self._shape
        gaps, width = GAP_PX * (cols - 1), self._tile_px()
        wide = cols * width + gaps
        left, top = max(0, (self.width() - wide) // 2), 0
        places = []
        if lead:
            places.append(QRect(left, 0, wide, _height(wide)))
            top = _height(wide) + GAP_PX
        height = _height(width)
        places += [
            QRect(left + col * (width + GAP_PX), top + row * (height + GAP_PX), width, height)
            for row in range(rows)
            for col in range(cols)
        ]
        return places

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Tell whose size changed, and follow the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_actions()
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
        there = self._shape.beside(here, dx, dy)
        if self._focus is not None or there is None or there >= len(self._tiles):
            return
        if carry:
            self.tile_moved.emit(here, there)
        self._tiles[there].setFocus(Qt.FocusReason.OtherFocusReason)


def shape_height(shape: Shape, width: int) -> int:
    """How high tiles in these places are where all of them are as wide as `width` lets them be."""
    rows = shape.rows * (_height(_share(shape, width)) + GAP_PX) - GAP_PX
    return rows + (_height(width) + GAP_PX if shape.lead else 0)


def _share(shape: Shape, width: int) -> int:
    """How wide each of a row is."""
    return (width - GAP_PX * (shape.cols - 1)) // shape.cols


def _height(width: int) -> int:
    """That of a tile so wide: a picture of 16:9, rounded up, and its caption."""
    return -(-width * 9 // 16) + theme.current().px(CAPTION_PX)
