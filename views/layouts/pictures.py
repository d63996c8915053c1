"""A file becomes a tile's picture: it is kept under its digest, and the tile that asked for it shows it."""

from __future__ import annotations

from pathlib import Path

from console.base.errors import StorageError
from console.layouts import edit as layout_edit
from console.layouts.findings import LayoutError
from views.base.context import Context
from views.layouts.edits import LayoutEdits
from views.tiles.picture_files import prepared
from views.tiles.titles import layout_sentence
from views.words.sentences import sentence
from widgets.layouts.board import LayoutBoard


class TilePictures:
    """Reads files on a thread."""

    def __init__(self, context: Context, board: LayoutBoard, edits: LayoutEdits) -> None:
        self._context, self._board, self._edits = context, board, edits

    def named(self, path: str) -> None:
        """The tile that is chosen is to show this file."""
        self._context.start_task(self.use(path))

    async def use(self, path: str) -> None:
        """Keep a picture, and let the tile show it that was chosen when it was named."""
        session, edits, asked = self._context.session, self._edits, self._edits.tile
        if asked is None:
            edits.say("layout_no_tile")
            return
        self._board.say(sentence("layout_picture_read", {"file": Path(path).name}))
        try:
            content, ending = await session.blocking(lambda: prepared(Path(path).expanduser()))
            digest = await session.pictures.keep(content, ending)
        except (LayoutError, StorageError) as error:
            self._board.say(layout_sentence(error.code, error.params), "error")
            return
        if asked not in edits.spec.tiles:  # another screen or layout by now, or the tile was moved or taken away
            self._board.say(sentence("layout_picture_no_tile"), "late")
            return
        named = {"sha256": digest, "title": asked.config.get("title") or Path(path).stem}
        place = edits.spec.tiles.index(asked)
        if edits.edit(lambda: layout_edit.configure(edits.layout, edits.screen, place, named)):
            self._board.say(sentence("layout_picture_kept"))
