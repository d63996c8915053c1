"""The editor of layouts on the desk: the list of layouts and the one that is open, by the commands of both."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from views.arguments.desk import EditLayouts, OfFile
from views.arguments.table import Taking
from views.base.commands import Registry, Start
from views.base.context import Context
from views.desk.workplace import Workplace
from views.layouts.files import LayoutFiles
from views.layouts.open_layout import OpenLayout
from views.layouts.pictures import TilePictures
from views.layouts.shelf import ShelfPresenter
from views.layouts.thumbs import LayoutThumbs
from views.layouts.workbench import Workbench
from widgets.layouts.board import LayoutBoard


class LayoutEditor(QObject):
    """Puts the parts together on one board. Another person at the desk begins with the list."""

    def __init__(self, context: Context, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context = context
        self.board = LayoutBoard(window)
        self._thumbs = LayoutThumbs(context, self)
        self.workbench = Workbench(self.board, self, self._thumbs.shown)
        self.opened = OpenLayout(context, self.board, self.workbench.edits, run)
        self._shelf = ShelfPresenter(context, self.board, self.opened, self.workbench.faces, run)
        self.files = LayoutFiles(context, self.board, self.opened)
        self.pictures = TilePictures(context, self.board, self.workbench.edits)
        self._by = ""
        """Who opened the editor."""
        self._thumbs.came.connect(self._on_picture)
        self.workbench.fields.picture_named.connect(self.pictures.named)
        self.opened.saving.known.connect(self._on_known)

    def close(self) -> None:
        """Listen no more."""
        self.opened.close()
        self._thumbs.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.EDIT_LAYOUTS, self._open)
        registry.bind(
            Taking.SAVE_LAYOUT, self.opened.save, lambda _args: None if self.opened.saving.id else "layout_not_open"
        )
        registry.bind(Taking.IMPORT_LAYOUT, self._import)
        registry.bind(Taking.EXPORT_LAYOUT, self.files.write_out)

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        board = self.board
        if not board.isVisible():
            return {"layout_editor": None}
        shown = self._shelf.state() if board.shows_shelf else self.opened.state() | self.workbench.state()
        return {"layout_editor": {"shelf": board.shows_shelf, "said": board.said.text(), **shown}}

    async def _open(self, args: EditLayouts) -> None:
        self._by = self._person()
        self._shelf.begin()
        await self.board.open_with(self._read)
        if args.layout is not None:
            self.opened.begin_with(args.layout)
        elif args.name is not None:
            self.opened.begin_new(args.name)
            self.workbench.run("facts")

    async def _read(self) -> None:
        await self.opened.saving.refresh()
        await self.workbench.filling.read_city(self._context.session.store)
        self._shelf.preview.again()

    async def _import(self, args: OfFile) -> dict[str, Any]:
        layout, wanted, odd = await self.files.bring_in(args)
        await self._open(EditLayouts())
        self.opened.begin_new(layout.name, layout, wanted)
        self.board.say(self.tr("Brought in. Ctrl+S saves it for all desks."))
        return {"layout": self.opened.saving.id, "findings": odd}

    def _on_picture(self) -> None:
        if self.board.shows_shelf:
            self._shelf.preview.again()
        else:
            self.workbench.show()

    def _on_known(self) -> None:
        if self._by == self._person():
            self._shelf.fill()
            return
        self._by = self._person()
        self.opened.forget()
        if self.board.isVisible():
            self.board.close()

    def _person(self) -> str:
        actor = self._context.session.actor
        return actor.id if actor is not None else ""


def make(at: Workplace) -> LayoutEditor:
    """As `views.shell.on_demand` asks for it."""
    return LayoutEditor(at.context, at.window, at.run)
