"""The screens of a layout: one of them on the canvas, and the list of all."""

from __future__ import annotations

from PySide6.QtCore import QObject

from views.layouts.edits import LayoutEdits
from views.layouts.faces import Faces, screen_words
from views.layouts.troubles import LayoutTroubles
from widgets.layouts.board import LayoutBoard
from widgets.layouts.shelf import ShelfRow


class LayoutScreens(QObject):
    """Shows them, with `faces` for the tiles; the one that is gone to in the list is shown."""

    def __init__(self, board: LayoutBoard, edits: LayoutEdits, troubles: LayoutTroubles, faces: Faces) -> None:
        super().__init__(edits)
        self._board, self._edits, self._troubles, self._faces = board, edits, troubles, faces
        board.screens.shown.connect(self._on_screen)

    def show(self) -> None:
        """Show them as they are now."""
        edits, board = self._edits, self._board
        empty = self.tr("Empty. Press / to add a tile, T for a template, or carry one here with the mouse.")
        board.canvas.set_screen(edits.spec, self._faces(edits.spec, self._troubles.here()), empty)
        layout = edits.layout
        board.screens.set_rows([ShelfRow(str(n), *screen_words(layout, n)) for n in range(len(layout.screens))])
        board.screens.choose(str(edits.screen))

    def _on_screen(self, key: str) -> None:
        if key.isdecimal() and int(key) != self._edits.screen:
            self._edits.show_screen(int(key))
