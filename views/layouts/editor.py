"""The editor of layouts on the desk: its commands, the list of layouts with their versions, and files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.errors import IocError, LinkError, SignInError
from console.layouts.findings import LayoutError
from console.layouts.layout import read_layout
from console.records.models import OutboxState
from console.records.wall import LayoutVersion
from contract.layouts import ScreenSpec, WallLayout
from views.arguments.desk import EditLayouts, ExportLayout, OfFile, SaveLayout
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.faults import worded
from views.desk.workplace import Workplace
from views.layouts.clip import LayoutClip
from views.layouts.edits import LayoutEdits
from views.layouts.exchange import LayoutFiles
from views.layouts.faces import City, faces_of
from views.layouts.hands import LayoutHands
from views.layouts.saving import LayoutSaving
from views.layouts.thumbs import LayoutThumbs
from views.tiles.titles import layout_sentence
from views.words.sentences import sentence
from widgets.base.formats import date_time_text
from widgets.layouts.board import LayoutBoard
from widgets.layouts.shelf import ShelfRow

NEW = WallLayout(screens=(ScreenSpec(rows=3, cols=3),))
CHOICES = ("mine", "theirs", "both")


class LayoutEditor(QObject):
    """Ties the board, the edits and the saving."""

    def __init__(self, context: Context, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context, self._run = context, run
        self.board = LayoutBoard(window)
        self.edits = LayoutEdits(self.board, self)
        self.hands = LayoutHands(self.board, self.edits)
        self.clip = LayoutClip(self.board, self.edits)
        self.saving = LayoutSaving(context, self)
        self.files = LayoutFiles(context, self.board, self.edits, self.saving)
        self.thumbs = LayoutThumbs(context, self)
        self.hands.pictures = self.thumbs.shown
        self.thumbs.came.connect(
            lambda: self._preview(self._previewed) if self.board.shows_shelf else self.hands.show()
        )
        self._versions: list[LayoutVersion] = []
        self._previewed: Mapping[str, Any] = {}
        self._sure = ""
        """The layout that goes with the next Del."""
        self._by = ""
        """Who opened the editor; another person begins with the list."""
        self.board.asked.connect(self._on_asked)
        self.board.shelf.asked.connect(self._on_shelf)
        self.edits.changed.connect(lambda: self.saving.keep_draft(self.edits.layout))
        self.saving.told.connect(self.board.say)
        self.hands.picture_named.connect(lambda path: context.start_task(self.files.use_picture(path)))
        self.saving.known.connect(self._on_known)

    def close(self) -> None:
        """Listen no more."""
        self.saving.close()
        self.thumbs.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.EDIT_LAYOUTS, self._open)
        registry.bind(Taking.SAVE_LAYOUT, self._save, lambda _args: None if self.saving.id else "layout_not_open")
        registry.bind(Taking.IMPORT_LAYOUT, self._import)
        registry.bind(Taking.EXPORT_LAYOUT, self.files.write_out)

    # the list

    async def _open(self, args: EditLayouts) -> None:
        self._by = _person(self._context)
        await self.saving.refresh()
        store = self._context.session.store
        cameras, indicators = await store.cameras(), await store.indicators()
        self.edits.set_city(City({one.id: one for one in cameras}, {one.id: one for one in indicators}))
        if self._previewed:  # it may have been looked at before anybody knew the city's names
            self._preview(self._previewed)
        if not self.board.isVisible():
            self.board.show_shelf(shelf=True)
            self.board.open()
        if not self.board.shelf.path.text():
            self.board.shelf.path.setText(str(Path.home() / "bo-cuc.yaml"))
        if args.layout is not None:
            self._begin_with(args.layout)
        elif args.name is not None:
            self._begin_new(args.name)
            self.hands.run("facts")

    def _begin_with(self, key: str) -> None:
        try:
            layout, saved = self.saving.open(key)
        except LayoutError as error:
            self.board.say(layout_sentence(error.code, error.params), "error")
            return
        self._show_editor(layout, saved)
        if self.saving.trouble is not None:
            self._context.start_task(self._tell_trouble())
        elif saved is not None and layout != saved:
            self.board.say(self.tr("This is your draft: Ctrl+Z shows what was saved."), "late")

    async def _tell_trouble(self) -> None:
        self.board.say(await self.saving.trouble_words(), "error")

    def _begin_new(self, name: str, layout: WallLayout = NEW, wanted: str = "") -> None:
        self.saving.begin(name, wanted)
        self._show_editor(layout.model_copy(update={"name": name}), None)
        if layout is not NEW:
            self.saving.keep_draft(self.edits.layout)

    def _show_editor(self, layout: WallLayout, saved: WallLayout | None) -> None:
        self.edits.begin(layout, saved)
        self.board.set_title(layout.name or self.tr("New layout"))
        self.board.say("")
        self._offer()
        self.board.show_shelf(shelf=False)

    def _show_shelf(self) -> None:
        self.board.set_title(self.tr("Layouts of walls"))
        self.board.set_choices([])
        self.board.show_shelf(shelf=True)
        self._on_known()

    def _on_known(self) -> None:
        if self._by != _person(self._context):
            self._by, self.saving.id, self.saving.trouble = _person(self._context), "", None
            if self.board.isVisible():
                self.board.close()
            return
        drafts = self.saving.drafts()
        rows = []
        for one in self.saving.shelf:
            marks = [self.tr("version {n}").format(n=one.version)] if one.version else []
            marks += [self.tr("draft")] if one.id in drafts else []
            marks += [self.tr("waits to be sent")] if one.waiting is not None else []
            marks += [self.tr("waits for a decision")] if one.trouble is not None else []
            rows.append(ShelfRow(one.id, one.name, " · ".join(marks)))
        known = {one.id for one in self.saving.shelf}
        rows += [ShelfRow(key, name, self.tr("draft")) for key, name in drafts.items() if key not in known]
        self.board.shelf.layouts.set_rows(rows)
        self._offer()

    def _offer(self) -> None:
        """The decision that waits for the layout that is open."""
        trouble = self.saving.trouble
        if trouble is None or self.board.shows_shelf:
            self.board.set_choices([])
        elif trouble.state == OutboxState.CONFLICT:
            words = (self.tr("Mine stands"), self.tr("Theirs stands"), self.tr("Keep both"))
            self.board.set_choices(list(zip(CHOICES, words, strict=True)))
        else:
            self.board.set_choices([("theirs", self.tr("Let mine go"))])

    # what is asked for

    def _on_asked(self, verb: str) -> None:
        if verb == "save":
            self._run("save-layout", NOTHING)
        elif verb in CHOICES:
            self._run("save-layout", {"choice": verb})
        elif verb == "shelf":
            self._show_shelf()
        elif not (self.hands.run(verb) or self.clip.run(verb)):
            self.edits.run(verb)

    def _on_shelf(self, verb: str, key: str) -> None:
        self._sure = self._sure if verb == "remove" else ""
        if verb == "look":
            self._context.start_task(self._look(key))
        elif verb == "look_version":
            found = [one for one in self._versions if key.endswith(f"@{one.version}")]
            self._preview(found[0].body if found else {})
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
            self._run("export-layout", ExportLayout(path=key, layout=self.board.shelf.layouts.key()))

    async def _look(self, key: str) -> None:
        """List the versions of the layout that is looked at."""
        shelf = self.board.shelf
        shelf.told.setText("")
        one = self.saving.find(key)
        self._preview(one.body if one is not None else {})
        found: list[LayoutVersion] = []
        try:
            found = await self._context.session.walls.versions(key) if key else []
        except (LinkError, SignInError) as error:
            shelf.told.setText(worded(error)[1])
        if key != shelf.layouts.key():
            return  # somebody looks at another one by now
        self._versions = found
        words = self.tr("Version {n}")
        shelf.versions.set_rows(
            [
                ShelfRow(
                    f"{key}@{one.version}",
                    words.format(n=one.version),
                    " · ".join(part for part in (date_time_text(one.at) if one.at else "", one.actor_name) if part),
                )
                for one in self._versions
            ]
        )

    def _preview(self, body: Mapping[str, Any]) -> None:
        """The first screen of what is looked at, small."""
        try:
            layout = read_layout(body, "")
        except LayoutError:
            layout = NEW
        screen = layout.screens[0]
        more = len(layout.screens) - 1
        faces = faces_of(screen, self.edits.city, {}, self.thumbs.shown)
        self.board.shelf.preview.set_screen(screen, faces, "–")
        self._previewed = body
        if more and not self.board.shelf.told.text():
            self.board.shelf.told.setText(self.tr("The first of {n} screens:").format(n=more + 1))

    def _open_version(self, key: str) -> None:
        layout_id, _at, number = key.partition("@")
        one = next((version for version in self._versions if str(version.version) == number), None)
        if one is None:
            self.board.say(sentence("layout_no_version"), "error")
            return
        try:
            old = read_layout(one.body, one.name)
            _now, saved = self.saving.open(layout_id)
        except IocError as error:
            self.board.say(layout_sentence(error.code, error.params), "error")
            return
        self._show_editor(saved or old, saved)
        self.edits.replace(old)
        self.board.say(self.tr("Version {n}: Ctrl+S makes it the newest, Ctrl+Z goes back.").format(n=number), "late")

    async def _remove(self, key: str) -> None:
        one = self.saving.find(key)
        if key != self._sure and one is not None and one.version:
            self._sure = key
            self.board.say(self.tr("Press Del once more: “{name}” goes from every desk.").format(name=one.name), "late")
            return
        self._sure = ""
        name = await self.saving.remove(key)
        if key == self.saving.id:
            self.saving.id = ""
        await self.saving.refresh()
        self.board.say(sentence("layout_removed", {"name": name}))

    # saving and files

    async def _save(self, args: SaveLayout) -> dict[str, str]:
        try:
            if args.choice is not None:
                stands = await self.saving.decide(args.choice, self.edits.layout)
                if stands is not None:
                    self.edits.replace(stands)
            else:
                await self.saving.save(self.edits.layout)
        except CommandRefusedError as error:
            self.board.say(layout_sentence(error.code, error.params), "late")
            raise
        self.board.set_title(self.edits.layout.name)
        self._offer()
        return {"layout": self.saving.id}

    async def _import(self, args: OfFile) -> dict[str, Any]:
        layout, wanted, odd = await self.files.bring_in(args)
        await self._open(EditLayouts())
        self._begin_new(layout.name, layout, wanted)
        self.board.say(self.tr("Brought in. Ctrl+S saves it for all desks."))
        return {"layout": self.saving.id, "findings": odd}

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        board, edits = self.board, self.edits
        if not board.isVisible():
            return {"layout_editor": None}
        said: dict[str, Any] = {"shelf": board.shows_shelf, "said": board.said.text()}
        if board.shows_shelf:
            said["rows"] = [[row.key, row.title, row.detail] for row in board.shelf.layouts.rows()]
            said["versions"] = [[row.key, row.title, row.detail] for row in board.shelf.versions.rows()]
            return {"layout_editor": said}
        said |= {
            "layout": self.saving.id,
            "base": self.saving.base,
            "choices": CHOICES if self.saving.trouble is not None else (),
            "name": edits.layout.name,
            "screen": edits.screen,
            "screens": len(edits.layout.screens),
            "grid": [edits.spec.rows, edits.spec.cols],
            "tile": board.canvas.place,
            "tiles": [tile.model_dump(mode="json") for tile in edits.spec.tiles],
            "troubles": [one.text for one in self.hands.troubles],
            "undo": len(edits.history.past),
        }
        return {"layout_editor": said}


def make(at: Workplace) -> LayoutEditor:
    """As `views.shell.on_demand` asks for it."""
    return LayoutEditor(at.context, at.window, at.run)


def _person(context: Context) -> str:
    actor = context.session.actor
    return actor.id if actor is not None else ""
