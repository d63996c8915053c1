"""The canvas of a layout's editor: one screen in its true ratio, its grid, its tiles with handles.

It decides nothing: a tile that was carried, pulled or stepped is told, and whoever edits shows what came of it. Tiles
are carried by plain mouse moves, as in the grid of cameras.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.layouts.boxes import Box, box_of
from contract.layouts import ScreenSpec
from widgets.base import theme
from widgets.layouts.frame import Frame
from widgets.layouts.tile import LayoutTile, TileFace

ARROWS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        int(Qt.Key.Key_Up): (-1, 0),
        int(Qt.Key.Key_Down): (1, 0),
        int(Qt.Key.Key_Left): (0, -1),
        int(Qt.Key.Key_Right): (0, 1),
    }
)
"""Rows and columns of one step."""
LINES_MOST = 16
"""Of a finer grid only every second, third … line is drawn."""


class LayoutCanvas(QWidget):
    """`selected(place)`, -1 for none. What is wished for the selected tile: `stepped(rows, cols)` and
    `grown(rows, cols)` by keys, `placed(box)` by the mouse."""

    selected = Signal(int)
    stepped = Signal(int, int)
    grown = Signal(int, int)
    placed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAccessibleName(self.tr("Screen"))
        self._spec = ScreenSpec(rows=1, cols=1)
        self._tiles: list[LayoutTile] = []
        self._at = -1
        self._ghost: Box | None = None
        self._ghost_fits = True
        self._leaving = False
        self._empty = ""

    def set_screen(self, spec: ScreenSpec, faces: Sequence[TileFace], empty: str = "") -> None:
        """Show this screen with these faces, a tile each; `empty` stands where there is none."""
        self._spec, self._empty = spec, empty
        had_focus = self.has_keyboard()
        while len(self._tiles) > len(faces):
            self._tiles.pop().discard()
        while len(self._tiles) < len(faces):
            tile = LayoutTile(self)
            tile.pressed.connect(self._on_pressed)
            tile.carried.connect(self._on_carried)
            tile.dropped.connect(self._on_dropped)
            self._tiles.append(tile)
        for tile, face in zip(self._tiles, faces, strict=True):
            tile.set_face(face)
        self._at = min(self._at, len(faces) - 1)
        self.setAccessibleDescription(
            self.tr("{rows} rows, {cols} columns, {count} tiles").format(
                rows=spec.rows, cols=spec.cols, count=len(faces)
            )
        )
        self._lay_out()
        if had_focus:
            self._focus_selected()

    def select(self, place: int) -> None:
        """Select the tile at this place; -1 for none."""
        self._at = place if 0 <= place < len(self._tiles) else -1
        for number, tile in enumerate(self._tiles):
            tile.set_chosen(number == self._at)
        if self._at >= 0:
            self._tiles[self._at].raise_()
        if self.has_keyboard():
            self._focus_selected()

    @property
    def place(self) -> int:
        """The selected tile's place in the list; -1 for none."""
        return self._at

    def has_keyboard(self) -> bool:
        """Whether keys go to the screen or one of its tiles."""
        return self.hasFocus() or any(tile.hasFocus() for tile in self._tiles)

    def cell_at(self, at: QPoint) -> tuple[int, int] | None:
        """Row and column under a point of the desktop; None beside the screen."""
        return self.frame().cell_at(self.mapFromGlobal(at))

    def frame(self) -> Frame:
        """The screen as it lies within the canvas."""
        return Frame(self._spec, self.size())

    def show_ghost(self, box: Box | None, *, fits: bool = True) -> None:
        """A frame where something would come to lie; None takes it away."""
        self._ghost, self._ghost_fits = box, fits
        self.update()

    def _lay_out(self) -> None:
        frame = self.frame()
        for number, (tile, spec) in enumerate(zip(self._tiles, self._spec.tiles, strict=True)):
            tile.setGeometry(frame.rect_of(box_of(spec)).adjusted(2, 2, -2, -2))
            tile.set_chosen(number == self._at)
            tile.show()
        if self._at >= 0:
            self._tiles[self._at].raise_()
        self.update()

    # the mouse

    def _on_pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, LayoutTile):
            self.select(self._tiles.index(tile))
            self.selected.emit(self._at)

    def _on_carried(self, by: QPoint) -> None:
        tile = self.sender()
        if isinstance(tile, LayoutTile):
            self.show_ghost(self.frame().pulled(self._tiles.index(tile), tile.handle, by))

    def _on_dropped(self, by: QPoint) -> None:
        tile = self.sender()
        self.show_ghost(None)
        if isinstance(tile, LayoutTile):
            place = self._tiles.index(tile)
            wanted = self.frame().pulled(place, tile.handle, by)
            if wanted != box_of(self._spec.tiles[place]):
                self.placed.emit(wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        """Beside every tile: none is selected."""
        super().mousePressEvent(event)
        self.select(-1)
        self.selected.emit(-1)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows move, Shift+arrows resize, Ctrl+arrows go to the tile there; the rest is the editor's."""
        step = ARROWS.get(event.key())
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is None:
            event.ignore()
        elif keys == Qt.KeyboardModifier.ShiftModifier:
            self.grown.emit(*step)
        elif keys == Qt.KeyboardModifier.ControlModifier:
            self._go(*step)
        elif keys == Qt.KeyboardModifier.NoModifier:
            self.stepped.emit(*step)
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Tab walks over the tiles in reading order, then on."""
        if not self.isVisible():
            return False
        order = sorted(
            range(len(self._tiles)), key=lambda place: (self._spec.tiles[place].row, self._spec.tiles[place].col)
        )
        if self.has_keyboard() and order:
            here = order.index(self._at) if self._at in order else (-1 if forward else len(order))
            there = here + (1 if forward else -1)
            if 0 <= there < len(order):
                self.select(order[there])
                self.selected.emit(self._at)
                return True
        self._leaving = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._leaving = False
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt names it
        """The selected tile has the keyboard, so that its name is read out; by Tab the first or the last one."""
        super().focusInEvent(event)
        if not self._leaving and self._tiles and self._at < 0 and event.reason() == Qt.FocusReason.TabFocusReason:
            self.focusNextPrevChild(True)
        elif not self._leaving:
            self._focus_selected()
        self.update()

    def _focus_selected(self) -> None:
        if self._at >= 0:
            self._tiles[self._at].setFocus()
        elif not self.hasFocus():
            self.setFocus()

    def _go(self, rows: int, cols: int) -> None:
        """To the nearest tile in this direction."""
        if self._at < 0:
            self.focusNextPrevChild(True)
            return
        here = self._tiles[self._at].geometry().center()

        def far(place: int) -> float:
            there = self._tiles[place].geometry().center() - here
            ahead = there.y() * rows + there.x() * cols
            beside = abs(there.x() * rows) + abs(there.y() * cols)
            return ahead + 2.0 * beside if ahead > 0 and place != self._at else float("inf")

        best = min(range(len(self._tiles)), key=far)
        if far(best) < float("inf"):
            self.select(best)
            self.selected.emit(best)

    # painting

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Tiles go with the screen."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The panel, its grid, and where a carried tile would go."""
        look, frame, spec = theme.current(), self.frame(), self._spec
        area = frame.area
        painter = QPainter(self)
        painter.fillRect(area, look.color("video_ground"))
        painter.setPen(QPen(look.color("line"), 1))
        for lines, vertical in ((spec.cols, True), (spec.rows, False)):
            for number in range(0, lines + 1, max(1, -(-lines // LINES_MOST))):
                box = frame.rect_of(Box(0, number, spec.rows, 0) if vertical else Box(number, 0, 0, spec.cols))
                painter.drawLine(
                    box.topLeft(), QPoint(box.left(), area.bottom()) if vertical else QPoint(area.right(), box.top())
                )
        painter.setPen(QPen(look.color("accent" if self.hasFocus() else "edge"), 2 if self.hasFocus() else 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if not self._tiles and self._empty:
            painter.setFont(look.font("text"))
            painter.setPen(look.color("video_text2"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(24, 24, -24, -24), int(flags), self._empty)
        if self._ghost is not None:
            pen = QPen(look.color("accent" if self._ghost_fits else "late"), 3, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRect(frame.rect_of(self._ghost).adjusted(2, 2, -3, -3))
        painter.end()
