"""Copying of tiles and screens within a layout and from one to another, and the order of screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject

from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from contract.layouts import ScreenSpec, TileSpec
from views.layouts.edits import LayoutEdits
from views.layouts.faces import screen_words
from views.tiles.titles import kind_words
from widgets.layouts.board import LayoutBoard


class LayoutClip(QObject):
    """What was copied stays while another layout is opened."""

    def __init__(self, board: LayoutBoard, edits: LayoutEdits) -> None:
        super().__init__(edits)
        self._board, self._edits = board, edits
        self.clip: TileSpec | ScreenSpec | None = None
        self._verbs: Mapping[str, Callable[[], object]] = MappingProxyType(
            {
                "copy": self._copy,
                "cut": self._cut,
                "paste": self._paste,
                "copy_screen": self._copy_screen,
                "new_screen": self._new_screen,
                "remove_screen": self._remove_screen,
                "screen_later": lambda: self._move_screen(1),
                "screen_earlier": lambda: self._move_screen(-1),
            }
        )

    def run(self, verb: str) -> bool:
        """Do it; false where `verb` is none of these."""
        work = self._verbs.get(verb)
        if work is not None:
            work()
        return work is not None

    def _copy(self) -> None:
        place = self._board.canvas.place
        if place < 0:
            self._edits.say("layout_no_tile")
            return
        self.clip = self._edits.spec.tiles[place]
        self._board.say(self.tr("Copied: {what}").format(what=kind_words(self.clip.type)))

    def _cut(self) -> None:
        self._copy()
        if self._board.canvas.place >= 0:
            self._edits.run("remove")

    def _copy_screen(self) -> None:
        self.clip = self._edits.spec
        name = screen_words(self._edits.layout, self._edits.screen)[0]
        self._board.say(self.tr("Copied: {what}. Ctrl+V puts it after this screen.").format(what=name))

    def _paste(self) -> None:
        clip = self.clip
        if clip is None:
            self._edits.say("layout_nothing_copied")
        elif isinstance(clip, TileSpec):
            if self._edits.edit(lambda: layout_edit.paste(self._edits.layout, self._edits.screen, clip)[0]):
                self._edits.select_last()
        elif self._edits.edit(lambda: layout_screens.add_screen(self._edits.layout, self._edits.screen + 1, clip)):
            self._edits.show_screen(self._edits.screen + 1)

    def _new_screen(self) -> None:
        if self._edits.edit(lambda: layout_screens.add_screen(self._edits.layout, self._edits.screen + 1)):
            self._edits.show_screen(self._edits.screen + 1)

    def _remove_screen(self) -> None:
        if self._edits.edit(lambda: layout_screens.remove_screen(self._edits.layout, self._edits.screen)):
            self._edits.show_screen(max(0, self._edits.screen - 1))

    def _move_screen(self, by: int) -> None:
        to = self._edits.screen + by
        if self._edits.edit(lambda: layout_screens.move_screen(self._edits.layout, self._edits.screen, to)):
            self._edits.show_screen(to)
