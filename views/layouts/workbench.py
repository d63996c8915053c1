"""One layout under hands: its edits, and what mouse, keys, fields and clipboard do to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from contract.layouts import ScreenSpec
from views.layouts.clip import LayoutClip
from views.layouts.edits import LayoutEdits
from views.layouts.faces import Pictures, faces_of, no_pictures
from views.layouts.fields import LayoutFields
from views.layouts.filling import LayoutFilling
from views.layouts.hands import LayoutHands
from views.layouts.screens import LayoutScreens
from views.layouts.troubles import LayoutTroubles
from widgets.layouts.board import LayoutBoard
from widgets.layouts.tile import TileFace


class Workbench(QObject):
    """Puts them together on the board, and shows the layout whenever it is another one."""

    def __init__(self, board: LayoutBoard, parent: QObject, pictures: Pictures = no_pictures) -> None:
        super().__init__(parent)
        self._board, self._pictures = board, pictures
        self.edits = LayoutEdits(board, self)
        self.filling = LayoutFilling(board, self.edits)
        self.fields = LayoutFields(board, self.edits, self.filling)
        self.hands = LayoutHands(board, self.edits, self.filling, self.fields)
        self.clip = LayoutClip(board, self.edits)
        self.troubles = LayoutTroubles(board, self.edits, self.filling)
        self._screens = LayoutScreens(board, self.edits, self.troubles, self.faces)
        self.edits.shown.connect(self.show)
        board.asked.connect(self.run)
        board.canvas.selected.connect(lambda _place: self.show())

    def run(self, verb: str) -> bool:
        """Do what a key or a button asks for; false where `verb` is nothing of the kind."""
        return any(part.run(verb) for part in (self.fields, self.troubles, self.clip, self.edits))

    def faces(self, screen: ScreenSpec, troubles: Mapping[int, Sequence[str]]) -> list[TileFace]:
        """How the tiles of any screen look, be it of this layout or not."""
        return faces_of(screen, self.filling.city, troubles, self._pictures)

    def show(self) -> None:
        """Show the layout as it is now."""
        self.troubles.show()
        self._screens.show()
        self.fields.show()
        self._board.enable("undo", on=bool(self.edits.history.past))
        self._board.enable("redo", on=bool(self.edits.history.future))

    def state(self) -> dict[str, Any]:
        """What is edited, as plain data."""
        edits = self.edits
        return {
            "name": edits.layout.name,
            "screen": edits.screen,
            "screens": len(edits.layout.screens),
            "grid": [edits.spec.rows, edits.spec.cols],
            "tile": self._board.canvas.place,
            "tiles": [tile.model_dump(mode="json") for tile in edits.spec.tiles],
            "troubles": [one.text for one in self.troubles.found],
            "undo": len(edits.history.past),
        }
