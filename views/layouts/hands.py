"""Hands on the editor of layouts: what the mouse, the keys and the fields wish, and how the layout is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.base.errors import IocError
from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from console.layouts.boxes import Box, is_free
from console.layouts.edit import usual_size
from console.layouts.templates import TEMPLATES
from contract.layouts import TileSpec
from contract.tiles import Kind
from views.layouts.edits import LayoutEdits
from views.layouts.faces import (
    Shown,
    Trouble,
    faces_of,
    layout_facts,
    line_of,
    no_pictures,
    screen_facts,
    screen_words,
    takes,
    tile_facts,
    troubles_of,
)
from views.tiles.kind import Line
from views.tiles.titles import kind_words
from widgets.layouts.board import LayoutBoard
from widgets.layouts.offer import Part
from widgets.layouts.shelf import ShelfRow

FIRST = ("file", "text", "title", "name", "dwell_s", "row")
"""The fact that F2 goes to."""


class LayoutHands(QObject):
    """Ties the board to the edits, both ways. `picture_named(path)`: a tile is to show this file."""

    picture_named = Signal(str)

    def __init__(self, board: LayoutBoard, edits: LayoutEdits) -> None:
        super().__init__(edits)
        self._board, self._edits = board, edits
        self.troubles: list[Trouble] = []
        self.pictures: Callable[[Mapping[str, Any]], Shown] = no_pictures
        """What tiles show of their pictures."""
        canvas, palette = board.canvas, board.palette_list
        edits.shown.connect(self.show)
        canvas.selected.connect(lambda _place: self.show())
        canvas.stepped.connect(lambda rows, cols: edits.edit(edits.on_tile(layout_edit.step, rows, cols)))
        canvas.grown.connect(lambda rows, cols: edits.edit(edits.on_tile(layout_edit.grow, rows, cols)))
        canvas.placed.connect(self._on_placed)
        palette.taken.connect(self._on_taken)
        palette.taken_into.connect(edits.take_into)
        palette.carried.connect(self._on_carried)
        palette.dropped.connect(self._on_dropped)
        board.screens.shown.connect(self._on_screen)
        board.troubles.chosen.connect(self._on_trouble)
        board.tile_facts.told.connect(self._on_tile_fact)
        board.screen_facts.told.connect(self._on_screen_fact)
        board.layout_facts.told.connect(self._on_layout_fact)

    def run(self, verb: str) -> bool:
        """Bring the keyboard somewhere; false where `verb` is nothing of the kind."""
        board = self._board
        if verb == "next_trouble":
            board.troubles.setFocus()
        elif verb == "template":
            self._focus(board.screen_facts.field("template"))
        elif verb == "facts":
            facts = board.tile_facts if board.canvas.place >= 0 else board.layout_facts
            self._focus(next((one for one in map(facts.field, FIRST) if one is not None), None))
        else:
            return False
        return True

    def _on_taken(self, part: Part, box: Box | None = None) -> None:
        before = len(self._edits.history.past)
        self._edits.take(part, box)
        if takes(part.kind, Kind.PICTURE) and len(self._edits.history.past) > before:
            self.run("facts")
            self._edits.say("layout_picture_ask")

    def _on_placed(self, box: Box) -> None:
        tile = self._edits.spec.tiles[self._board.canvas.place]
        if (box.rows, box.cols) == (tile.rows, tile.cols):
            self._edits.edit(self._edits.on_tile(layout_edit.move, box.row, box.col))
        else:
            self._edits.edit(self._edits.on_tile(layout_edit.resize, box))

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
            self._on_taken(part, box)

    def _on_screen(self, key: str) -> None:
        if key.isdecimal() and int(key) != self._edits.screen:
            self._edits.show_screen(int(key))

    def _on_tile_fact(self, name: str, value: Any) -> None:
        place = self._board.canvas.place
        if not 0 <= place < len(self._edits.spec.tiles):
            return
        tile = self._edits.spec.tiles[place]
        line = line_of(tile.type, name)
        if line is not None:
            self._on_line(line, tile, value)
            return
        wanted = {"row": tile.row, "col": tile.col, "rows": tile.rows, "cols": tile.cols}
        wanted[name] = int(value) - (1 if name in ("row", "col") else 0)
        self._on_placed(Box(**wanted))
        self.show()

    def _on_line(self, line: Line, tile: TileSpec, value: Any) -> None:
        """What its type asks for was told; what cannot be understood stays in its line, so that it can be mended."""
        if line.endings:
            if str(value).strip():
                self._board.canvas.setFocus()
                self.picture_named.emit(str(value).strip())
            return
        before = line.said(tile.config) if line.said is not None else tile.config.get(line.field, "")
        if (value.strip() if line.said is not None else value) == before:
            return  # left as it was: a map around a camera stays that
        try:
            changes = line.taken(value) if line.taken is not None else {line.field: value}
        except IocError as error:
            self._edits.say(error.code, **error.params)
            return
        self._edits.edit(self._edits.on_tile(layout_edit.configure, changes))

    def _on_layout_fact(self, name: str, value: Any) -> None:
        self._edits.edit(lambda: layout_screens.describe(self._edits.layout, **{name: value}))

    def _on_screen_fact(self, name: str, value: Any) -> None:
        if name == "template":
            self._edits.use_template(str(value))
        elif name in ("rows", "cols"):
            size = {"rows": self._edits.spec.rows, "cols": self._edits.spec.cols, name: int(value)}
            self._edits.edit(self._edits.on_screen(layout_screens.regrid, **size))
        else:
            self._edits.edit(self._edits.on_screen(layout_screens.describe_screen, **{name: value}))
        self.show()

    def _on_trouble(self, key: str) -> None:
        one = self.troubles[int(key)] if key.isdecimal() and int(key) < len(self.troubles) else None
        if one is not None and one.screen is not None:
            self._edits.show_screen(one.screen)
            self._board.canvas.setFocus()
            self._board.canvas.select(one.tile if one.tile is not None else -1)
            self.show()

    def _focus(self, part: QWidget | None) -> None:
        if part is not None:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)  # a line selects what stands in it

    def show(self) -> None:
        """Show the layout as it is now."""
        edits, board = self._edits, self._board
        layout = edits.layout
        self.troubles = troubles_of(layout, layout.name or "–", edits.city)
        here = {
            place: [one.text for one in self.troubles if (one.screen, one.tile) == (edits.screen, place)]
            for place in range(len(edits.spec.tiles))
        }
        empty = self.tr("Empty. Press / to add a tile, T for a template, or carry one here with the mouse.")
        board.canvas.set_screen(edits.spec, faces_of(edits.spec, edits.city, here, self.pictures), empty)
        place = board.canvas.place
        tile = edits.spec.tiles[place] if 0 <= place < len(edits.spec.tiles) else None
        board.tile_facts.set_facts(tile_facts(tile, edits.spec) if tile is not None else [])
        board.screen_facts.set_facts(screen_facts(edits.spec, [one.name for one in TEMPLATES]))
        board.layout_facts.set_facts(layout_facts(layout))
        rows = [ShelfRow(str(n), *screen_words(layout, n)) for n in range(len(layout.screens))]
        board.screens.set_rows(rows)
        board.screens.choose(str(edits.screen))
        board.troubles.set_rows([ShelfRow(str(n), one.text) for n, one in enumerate(self.troubles)])
        chosen = self.tr("Tile {n}: {kind}").format(n=place + 1, kind=kind_words(tile.type)) if tile is not None else ""
        found = self.tr("To be looked at: {n}").format(n=len(self.troubles)) if self.troubles else ""
        board.set_captions(chosen or self.tr("No tile chosen"), found)
        board.enable("undo", on=bool(edits.history.past))
        board.enable("redo", on=bool(edits.history.future))
