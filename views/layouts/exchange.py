"""Layouts as files, brought in and written out, and pictures for their tiles."""

from __future__ import annotations

from pathlib import Path

from console.base.errors import StorageError
from console.layouts import edit as layout_edit
from console.layouts.check import check
from console.layouts.files import ENDINGS, read_file, write_file
from console.layouts.findings import LayoutError
from console.layouts.layout import file_of, read_layout
from contract.layouts import WallLayout
from views.arguments.desk import ExportLayout, OfFile
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.file_writer import whole
from views.layouts.edits import LayoutEdits
from views.layouts.saving import LayoutSaving
from views.tiles.picture_files import prepared
from views.tiles.titles import layout_sentence
from views.words.sentences import sentence
from widgets.layouts.board import LayoutBoard


class LayoutFiles:
    """What comes from files and goes to them; every file is read and written on a thread."""

    def __init__(self, context: Context, board: LayoutBoard, edits: LayoutEdits, saving: LayoutSaving) -> None:
        self._context, self._board, self._edits, self._saving = context, board, edits, saving

    async def bring_in(self, args: OfFile) -> tuple[WallLayout, str, list[str]]:
        """The layout in a file, the id it wants, and what is odd about it. Raises `LayoutError`."""
        path = whole(args.path, ENDINGS)
        file = await self._context.session.blocking(lambda: read_file(path))
        layout, findings = check(file.body, path.name)
        if layout is None:
            first = findings[0]
            raise LayoutError(first.code, findings, **first.params)
        named = layout.model_copy(update={"name": layout.name or path.stem})
        return named, file.id, [layout_sentence(one.code, one.params) for one in findings]

    async def write_out(self, args: ExportLayout) -> dict[str, str]:
        """Write the open layout, or the named one, to a file. Raises `LayoutError`, `CommandRefusedError`, OSError."""
        path = whole(args.path, ENDINGS)
        if not path.is_absolute() or path.suffix.lower() not in ENDINGS:
            raise CommandRefusedError("bad_path", endings=", ".join(ENDINGS))
        await self._saving.refresh()
        key = args.layout or self._saving.id
        if key == self._saving.id and not self._board.shows_shelf:
            body, layout_id = file_of(self._edits.layout), key
        else:
            one = self._saving.find(key)
            if one is None:
                raise CommandRefusedError("layout_unknown")
            body, layout_id = file_of(read_layout(one.body, one.name)), one.id
        await self._context.session.blocking(lambda: write_file(path, body, layout_id))
        self._board.say(sentence("layout_written", {"path": str(path)}))
        return {"path": str(path)}

    async def use_picture(self, path: str) -> None:
        """Keep a picture under its digest, and let the tile show it that was chosen when it was named."""
        session, edits, place = self._context.session, self._edits, self._board.canvas.place
        asked = edits.spec.tiles[place] if 0 <= place < len(edits.spec.tiles) else None
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
