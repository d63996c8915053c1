"""The layout that is open: taken up from the list, from an old version or a file, begun anew, and saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.layouts.findings import LayoutError
from console.layouts.layout import read_layout
from console.records.wall import LayoutVersion
from contract.layouts import WallLayout
from views.arguments.desk import SaveLayout
from views.base.commands import NOTHING, CommandRefusedError, Start
from views.base.context import Context
from views.layouts.decision import CHOICES, LayoutDecision
from views.layouts.edits import EMPTY, LayoutEdits
from views.layouts.saving import LayoutSaving
from views.tiles.titles import layout_sentence
from widgets.layouts.board import LayoutBoard


class OpenLayout(QObject):
    """One at a time. Whatever is edited is kept as its draft, and what became of a save is said."""

    def __init__(self, context: Context, board: LayoutBoard, edits: LayoutEdits, run: Start) -> None:
        super().__init__(edits)
        self._context, self._board, self._edits, self._run = context, board, edits, run
        self.saving = LayoutSaving(context, self)
        self.saving.told.connect(board.say)
        self._decision = LayoutDecision(board, self.saving)
        edits.changed.connect(self._keep)
        board.asked.connect(self._on_asked)

    def close(self) -> None:
        """Listen no more."""
        self.saving.close()

    def begin_with(self, key: str) -> None:
        """Take up the layout with this id or name, or say why it cannot be read. Raises `CommandRefusedError`."""
        try:
            layout, saved = self.saving.open(key)
        except LayoutError as error:
            self._board.say(layout_sentence(error.code, error.params), "error")
            return
        self._show(layout, saved)
        if self.saving.trouble is not None:
            self._context.start_task(self._tell_trouble())
        elif saved is not None and layout != saved:
            self._board.say(self.tr("This is your draft: Ctrl+Z shows what was saved."), "late")

    def begin_version(self, key: str, version: LayoutVersion) -> None:
        """Take up the layout as it was then, one undo away from how it is now."""
        try:
            old = read_layout(version.body, version.name)
            _now, saved = self.saving.open(key)
        except (LayoutError, CommandRefusedError) as error:
            self._board.say(layout_sentence(error.code, error.params), "error")
            return
        self._show(saved or old, saved)
        self._edits.replace(old)
        words = self.tr("Version {n}: Ctrl+S makes it the newest, Ctrl+Z goes back.")
        self._board.say(words.format(n=version.version), "late")

    def begin_new(self, name: str, layout: WallLayout = EMPTY, wanted: str = "") -> None:
        """Begin one that the server does not have; what it begins from is a draft. `wanted` is the id it would like."""
        self.saving.begin(name, wanted)
        self._show(layout.model_copy(update={"name": name}), None)
        if layout is not EMPTY:
            self._keep()

    def forget(self) -> None:
        """None is open any more."""
        self.saving.id, self.saving.trouble = "", None

    def offer(self) -> None:
        """Offer the decision that waits for it."""
        self._decision.offer()

    async def save(self, args: SaveLayout) -> dict[str, str]:
        """Save it, or decide what becomes of a save that came too late. Raises as `LayoutSaving.save`."""
        try:
            if args.choice is not None:
                stands = await self.saving.decide(args.choice, self._edits.layout)
                if stands is not None:
                    self._edits.replace(stands)
            else:
                await self.saving.save(self._edits.layout)
        except CommandRefusedError as error:
            self._board.say(layout_sentence(error.code, error.params), "late")
            raise
        self._board.set_title(self._edits.layout.name)
        self.offer()
        return {"layout": self.saving.id}

    async def named(self, key: str | None) -> tuple[str, WallLayout]:
        """Id and layout of the one that is meant, the open one as it is edited. Raises `LayoutError`,
        `CommandRefusedError`."""
        await self.saving.refresh()
        key = key or self.saving.id
        if key == self.saving.id and not self._board.shows_shelf:
            return key, self._edits.layout
        one = self.saving.find(key)
        if one is None:
            raise CommandRefusedError("layout_unknown")
        return one.id, read_layout(one.body, one.name)

    def state(self) -> dict[str, Any]:
        """Which it is, as plain data."""
        choices = CHOICES if self.saving.trouble is not None else ()
        return {"layout": self.saving.id, "base": self.saving.base, "choices": choices}

    def _on_asked(self, verb: str) -> None:
        if verb == "save":
            self._run("save-layout", NOTHING)
        elif verb in CHOICES:
            self._run("save-layout", {"choice": verb})

    def _show(self, layout: WallLayout, saved: WallLayout | None) -> None:
        self._edits.begin(layout, saved)
        self._board.set_title(layout.name or self.tr("New layout"))
        self._board.say("")
        self.offer()
        self._board.show_shelf(shelf=False)

    def _keep(self) -> None:
        self.saving.keep_draft(self._edits.layout)

    async def _tell_trouble(self) -> None:
        self._board.say(await self.saving.trouble_words(), "error")
