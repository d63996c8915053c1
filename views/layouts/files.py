"""Layouts as files, brought in and written out."""

from __future__ import annotations

from console.layouts.check import check
from console.layouts.files import ENDINGS, read_file, write_file
from console.layouts.findings import LayoutError
from console.layouts.layout import file_of
from contract.layouts import WallLayout
from views.arguments.desk import ExportLayout, OfFile
from views.base.context import Context
from views.base.file_writer import LAYOUT, Leaving, export, target, whole
from views.layouts.open_layout import OpenLayout
from views.tiles.titles import layout_sentence
from views.words.sentences import sentence
from widgets.layouts.board import LayoutBoard


class LayoutFiles:
    """Every file is read and written on a thread."""

    def __init__(self, context: Context, board: LayoutBoard, opened: OpenLayout) -> None:
        self._context, self._board, self._opened = context, board, opened

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
        """Write the open layout, or the named one, to a file, and tell the server's log of it.

        Raises `LayoutError`, `CommandRefusedError`, `ExportError`, `StorageError`, `SignInError`.
        """
        path = target(args.path, ENDINGS)
        layout_id, layout = await self._opened.named(args.layout)
        await export(
            self._context.session, path, lambda fresh, _tell: write_file(fresh, file_of(layout), layout_id),
            Leaving(LAYOUT, 1, layout_id),
        )  # fmt: skip
        self._board.say(sentence("layout_written", {"file": path.name}))
        return {"path": str(path)}
