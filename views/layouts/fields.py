"""The facts of a layout under the keyboard: what is told in a line becomes an edit."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.base.errors import IocError
from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from console.layouts.boxes import Box
from contract.layouts import TileSpec
from views.layouts.edits import LayoutEdits
from views.layouts.facts import layout_facts, line_of, screen_facts, tile_facts
from views.layouts.filling import LayoutFilling
from views.tiles.kind import Line
from views.tiles.titles import kind_words
from widgets.layouts.board import LayoutBoard

FIRST = ("file", "text", "title", "name", "dwell_s", "row")
"""The fact that F2 goes to."""


class LayoutFields(QObject):
    """The lines of the chosen tile, the screen and the whole. `picture_named(path)`: a tile is to show this file."""

    picture_named = Signal(str)

    def __init__(self, board: LayoutBoard, edits: LayoutEdits, filling: LayoutFilling) -> None:
        super().__init__(edits)
        self._board, self._edits, self._filling = board, edits, filling
        board.tile_facts.told.connect(self._on_tile_fact)
        board.screen_facts.told.connect(self._on_screen_fact)
        board.layout_facts.told.connect(self._on_layout_fact)

    def run(self, verb: str) -> bool:
        """Bring the keyboard to a line; false where `verb` is nothing of the kind."""
        board = self._board
        if verb == "template":
            _focus(board.screen_facts.field("template"))
        elif verb == "facts":
            facts = board.tile_facts if board.canvas.place >= 0 else board.layout_facts
            _focus(next((one for one in map(facts.field, FIRST) if one is not None), None))
        else:
            return False
        return True

    def show(self) -> None:
        """Show what is so now."""
        edits, board = self._edits, self._board
        tile = edits.tile
        board.tile_facts.set_facts(tile_facts(tile, edits.spec) if tile is not None else [])
        board.screen_facts.set_facts(screen_facts(edits.spec))
        board.layout_facts.set_facts(layout_facts(edits.layout))
        chosen = self.tr("Tile {n}: {kind}") if tile is not None else self.tr("No tile chosen")
        board.caption_tile(chosen.format(n=board.canvas.place + 1, kind=kind_words(tile.type) if tile else ""))

    def _on_tile_fact(self, name: str, value: Any) -> None:
        tile = self._edits.tile
        if tile is None:
            return
        line = line_of(tile.type, name)
        if line is not None:
            self._on_line(line, tile, value)
            return
        wanted = {"row": tile.row, "col": tile.col, "rows": tile.rows, "cols": tile.cols}
        wanted[name] = int(value) - (1 if name in ("row", "col") else 0)
        self._edits.place(Box(**wanted))
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
            self._filling.use_template(str(value))
        elif name in ("rows", "cols"):
            size = {"rows": self._edits.spec.rows, "cols": self._edits.spec.cols, name: int(value)}
            self._edits.edit(self._edits.on_screen(layout_screens.regrid, **size))
        else:
            self._edits.edit(self._edits.on_screen(layout_screens.describe_screen, **{name: value}))
        self._edits.shown.emit()


def _focus(part: QWidget | None) -> None:
    if part is not None:
        part.setFocus(Qt.FocusReason.ShortcutFocusReason)  # a line selects what stands in it
