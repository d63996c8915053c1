"""The list of layouts: looked through, opened from, taken off; with the versions of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from views.arguments.desk import EditLayouts, ExportLayout, OfFile
from views.base.commands import Start
from views.base.context import Context
from views.layouts.faces import Faces
from views.layouts.open_layout import OpenLayout
from views.layouts.preview import LayoutPreview
from views.layouts.versions import LayoutVersions
from views.words.sentences import sentence
from widgets.layouts.board import LayoutBoard
from widgets.layouts.shelf import ShelfRow


class ShelfPresenter(QObject):
    """What is looked at is painted with `faces`. What is asked of a layout is a command, or done at once."""

    def __init__(
        self,
        context: Context,
        board: LayoutBoard,
        opened: OpenLayout,
        faces: Faces,
        run: Start,
    ) -> None:
        super().__init__(board)
        self._context, self._board, self._opened, self._run = context, board, opened, run
        self._saving = opened.saving
        self.preview = LayoutPreview(board.shelf, faces)
        self._versions = LayoutVersions(context, board.shelf)
        self._sure = ""
        """The layout that goes with the next Del."""
        board.shelf.asked.connect(self._on_asked)
        board.asked.connect(lambda verb: self._show() if verb == "shelf" else None)

    def begin(self) -> None:
        """Begin with the list, where nothing is open yet."""
        if not self._board.isVisible():
            self._board.show_shelf(shelf=True)
        self._board.shelf.set_file(str(self._context.files_folder() / "bo-cuc.yaml"))

    def fill(self) -> None:
        """List the layouts there are, and drafts of those that are none yet."""
        drafts = self._saving.drafts()
        rows = []
        for one in self._saving.shelf:
            marks = [self.tr("version {n}").format(n=one.version)] if one.version else []
            marks += [self.tr("draft")] if one.id in drafts else []
            marks += [self.tr("waits to be sent")] if one.waiting is not None else []
            marks += [self.tr("waits for a decision")] if one.trouble is not None else []
            rows.append(ShelfRow(one.id, one.name, " · ".join(marks)))
        known = {one.id for one in self._saving.shelf}
        rows += [ShelfRow(key, name, self.tr("draft")) for key, name in drafts.items() if key not in known]
        self._board.shelf.layouts.set_rows(rows)
        self._opened.offer()

    def state(self) -> dict[str, Any]:
        """What is listed, as plain data."""
        lists = {"rows": self._board.shelf.layouts, "versions": self._board.shelf.versions}
        return {name: [[row.key, row.title, row.detail] for row in one.rows()] for name, one in lists.items()}

    def _show(self) -> None:
        """Come back to the list."""
        self._board.set_title(self.tr("Layouts of walls"))
        self._board.set_choices([])
        self._board.show_shelf(shelf=True)
        self.fill()

    def _on_asked(self, verb: str, key: str) -> None:
        self._sure = self._sure if verb == "remove" else ""
        if verb == "look":
            self._context.start_task(self._look(key))
        elif verb == "look_version":
            _layout, version = self._versions.find(key)
            self.preview.show(version.body if version is not None else {})
        elif verb == "open" and key:
            self._run("edit-layouts", EditLayouts(layout=key))
        elif verb == "new":
            self._run("edit-layouts", EditLayouts(name=self.tr("New layout")))
        elif verb == "version":
            self._open_version(key)
        elif verb == "remove" and key:
            self._context.start_task(self._remove(key))
        elif verb == "import":
            self._run("import-layout", OfFile(path=key))
        elif verb == "export":
            self._run("export-layout", ExportLayout(path=key, layout=self._board.shelf.layouts.key()))

    async def _look(self, key: str) -> None:
        self._board.shelf.told.setText("")
        one = self._saving.find(key)
        self.preview.show(one.body if one is not None else {})
        await self._versions.look(key)

    def _open_version(self, key: str) -> None:
        layout_id, version = self._versions.find(key)
        if version is None:
            self._board.say(sentence("layout_no_version"), "error")
        else:
            self._opened.begin_version(layout_id, version)

    async def _remove(self, key: str) -> None:
        one = self._saving.find(key)
        if key != self._sure and one is not None and one.version:
            self._sure = key
            words = self.tr("Press Del once more: “{name}” goes from every desk.")
            self._board.say(words.format(name=one.name), "late")
            return
        self._sure = ""
        name = await self._saving.remove(key)
        if key == self._saving.id:
            self._saving.id = ""
        await self._saving.refresh()
        self._board.say(sentence("layout_removed", {"name": name}))
