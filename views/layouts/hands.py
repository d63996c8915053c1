"""The mouse on the editor of layouts: tiles are carried, pulled and dropped, and taken from what there is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint

from console.layouts import edit as layout_edit
from console.layouts.boxes import Box, is_free
from console.layouts.edit import usual_size
from contract.tiles import Kind
from views.layouts.edits import LayoutEdits
from views.layouts.fields import LayoutFields
from views.layouts.filling import LayoutFilling
from views.layouts.offer import takes
from widgets.layouts.board import LayoutBoard
from widgets.layouts.offer import Part


class LayoutHands(QObject):
    """What is done to a tile, by the mouse or by arrows, becomes an edit."""

    def __init__(self, board: LayoutBoard, edits: LayoutEdits, filling: LayoutFilling, fields: LayoutFields) -> None:
        super().__init__(edits)
        self._board, self._edits, self._filling, self._fields = board, edits, filling, fields
        canvas, palette = board.canvas, board.palette_list
        canvas.stepped.connect(lambda rows, cols: edits.edit(edits.on_tile(layout_edit.step, rows, cols)))
        canvas.grown.connect(lambda rows, cols: edits.edit(edits.on_tile(layout_edit.grow, rows, cols)))
        canvas.placed.connect(edits.place)
        palette.taken.connect(self.take)
        palette.taken_into.connect(filling.take_into)
        palette.carried.connect(self._on_carried)
        palette.dropped.connect(self._on_dropped)

    def take(self, part: Part, box: Box | None = None) -> None:
        """Add a tile; one that shows a picture asks for its file."""
        before = len(self._edits.history.past)
        self._filling.take(part, box)
        if takes(part.kind, Kind.PICTURE) and len(self._edits.history.past) > before:
            self._fields.run("facts")
            self._edits.say("layout_picture_ask")

    def _box_at(self, at: QPoint) -> Box | None:
        cell = self._board.over_canvas(at)
        if cell is None:
            return None
        rows, cols = usual_size(self._edits.spec)
        row, col = min(cell[0], self._edits.spec.rows - rows), min(cell[1], self._edits.spec.cols - cols)
        return Box(row, col, rows, cols)

    def _on_carried(self, _part: Part, at: QPoint) -> None:
        box = self._box_at(at)
        self._board.canvas.show_ghost(box, fits=box is not None and is_free(self._edits.spec, box))

    def _on_dropped(self, part: Part, at: QPoint) -> None:
        self._board.canvas.show_ghost(None)
        box = self._box_at(at)
        if box is not None:
            self.take(part, box)
