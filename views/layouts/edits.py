"""Edits of the layout that is open: keys, the mouse and fields become steps of `console.layouts.edit`, shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from console.layouts.boxes import Box, EditError
from console.layouts.edit import History
from contract.layouts import ScreenSpec, TileSpec, WallLayout
from views.tiles.titles import layout_sentence
from widgets.layouts.board import LayoutBoard

EMPTY = WallLayout(screens=(ScreenSpec(rows=3, cols=3),))


class LayoutEdits(QObject):
    """`changed`: the layout is another one than before; `shown`: it is to be painted anew."""

    changed = Signal()
    shown = Signal()

    def __init__(self, board: LayoutBoard, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        self.history = History(EMPTY)
        self.screen = 0
        self._verbs: Mapping[str, Callable[[], object]] = MappingProxyType(self._made_verbs())

    @property
    def layout(self) -> WallLayout:
        """The layout as it is now."""
        return self.history.now

    @property
    def spec(self) -> ScreenSpec:
        """The screen that is shown."""
        return self.layout.screens[self.screen]

    @property
    def tile(self) -> TileSpec | None:
        """The tile that is selected."""
        place = self._board.canvas.place
        return self.spec.tiles[place] if 0 <= place < len(self.spec.tiles) else None

    def begin(self, layout: WallLayout, base: WallLayout | None = None) -> None:
        """Edit this one; one undo away from `base` where it differs from it."""
        self.history = History(layout) if base is None or base == layout else History(base).done(layout)
        self.screen = 0
        self._board.canvas.select(-1)
        self.shown.emit()

    def replace(self, layout: WallLayout) -> None:
        """Go on with this one; undo comes back to what stood before."""
        self._done(layout)

    def run(self, verb: str) -> bool:
        """Do an edit by its name; false where there is none of that name."""
        work = self._verbs.get(verb)
        if work is not None:
            work()
        return work is not None

    def _made_verbs(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": lambda: self._travel(History.undone),
            "redo": lambda: self._travel(History.redone),
            "remove": lambda: self.edit(self.on_tile(layout_edit.remove)),
            "next_screen": lambda: self.show_screen(self.screen + 1),
            "previous_screen": lambda: self.show_screen(self.screen - 1),
            "refine": lambda: self.edit(lambda: layout_screens.refine(self.layout, self.screen)),
            "free_form": lambda: self.edit(lambda: layout_screens.free_form(self.layout, self.screen)),
        }

    # edits

    def on_tile(self, edit: Callable[..., WallLayout], *more: Any) -> Callable[[], WallLayout]:
        """An edit of the tile that is selected."""
        return lambda: edit(self.layout, self.screen, self._board.canvas.place, *more)

    def on_screen(self, edit: Callable[..., WallLayout], **more: Any) -> Callable[[], WallLayout]:
        """An edit of the screen that is shown."""
        return lambda: edit(self.layout, self.screen, **more)

    def edit(self, make: Callable[[], WallLayout]) -> bool:
        """Make one edit, or say why it cannot be made."""
        try:
            self._done(make())
        except EditError as error:
            self.say(error.code, **error.params)
            return False
        return True

    def place(self, box: Box) -> None:
        """Let the selected tile lie there: moved, where it keeps its size."""
        tile = self.tile
        if tile is None:
            self.say("layout_no_tile")
        elif (box.rows, box.cols) == (tile.rows, tile.cols):
            self.edit(self.on_tile(layout_edit.move, box.row, box.col))
        else:
            self.edit(self.on_tile(layout_edit.resize, box))

    def _done(self, layout: WallLayout) -> None:
        self.history = self.history.done(layout)
        self._shown()

    def _shown(self) -> None:
        self.screen = max(0, min(self.screen, len(self.layout.screens) - 1))
        self._board.say("")
        self.shown.emit()
        self.changed.emit()

    def _travel(self, way: Callable[[History], History]) -> None:
        try:
            self.history = way(self.history)
        except EditError as error:
            self.say(error.code)
            return
        self._shown()

    def say(self, code: str, **params: object) -> None:
        """Say the sentence of `code`."""
        self._board.say(layout_sentence(code, params))

    def select_last(self) -> None:
        """Select the tile that was added last."""
        self._board.canvas.select(len(self.spec.tiles) - 1)
        self.shown.emit()

    def show_screen(self, screen: int) -> None:
        """Show another screen of the layout."""
        if 0 <= screen < len(self.layout.screens):
            self.screen = screen
            self._board.canvas.select(-1)
            self.shown.emit()
