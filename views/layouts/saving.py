"""Keeping of layouts: drafts of what is edited, saving it, and what is told of a save that came too late."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from console.base.errors import LinkError, SignInError
from console.layouts.desk import VERB, Shelved, draft_fields, read_draft, shelved, slug
from console.layouts.findings import LayoutError
from console.layouts.layout import body_of, read_layout
from console.records.models import LinkChannel, LinkState, OutboxState, PendingAction
from console.walls.actions import remove_layout, save_layout
from contract.layouts import WallLayout
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.words.problems import problem_sentence
from views.words.sentences import sentence


class LayoutSaving(QObject):
    """One layout at a time. `told(text, tone)`: what became of a save. `known`: the list of layouts is another one."""

    told = Signal(str, str)
    known = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.shelf: list[Shelved] = []
        self.id = ""
        self.base = 0
        """Version that the edits began from; 0 for a layout that the server does not have."""
        self.saved: WallLayout | None = None
        """The layout as it was saved last; None for one that never was."""
        self.trouble: PendingAction | None = None
        """The save of this layout that waits for a decision."""
        self._under_way: str = ""
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(
            {"layout", "outbox", "session"}, lambda _change: self._refresher.ask()
        )

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    async def refresh(self) -> None:
        """Read the list of layouts."""
        await self._read(None)

    def find(self, key: str) -> Shelved | None:
        """The layout with this id or name."""
        return next((one for one in self.shelf if key in (one.id, one.name)), None)

    # opening

    def open(self, key: str) -> tuple[WallLayout, WallLayout | None]:
        """Take up a layout: as it stands now, with the draft or the save in trouble if there is one, and as it was
        saved. Raises `LayoutError`, `CommandRefusedError`."""
        one = self.find(key)
        draft = self._draft(one.id if one is not None else key)
        if one is None and draft is None:
            raise CommandRefusedError("layout_unknown")
        self.id = one.id if one is not None else key
        self.saved, self.base, self.trouble = None, 0, None
        if one is not None and (one.version or one.waiting):
            said = one.waiting.payload if one.waiting is not None and not one.is_leaving else {"body": one.body}
            self.saved, self.base = read_layout(said.get("body", {}), one.name), one.version
        if one is not None and one.trouble is not None:
            self.trouble, self.base = one.trouble, one.trouble.base_version
            return read_layout(one.trouble.payload.get("body", {}), one.name), self.saved
        if draft is not None:
            self.base = draft.base
            return draft.layout, self.saved
        if self.saved is None:
            raise CommandRefusedError("layout_unknown")
        return self.saved, self.saved

    def begin(self, name: str, wanted: str = "") -> None:
        """A layout that the server does not have yet."""
        taken = {one.id for one in self.shelf} | {one.target for one in self._context.session.drafts.of_verb(VERB)}
        self.id = wanted if wanted and wanted not in taken else slug(wanted or name, taken)
        self.base, self.saved, self.trouble = 0, None, None

    # drafts

    def keep_draft(self, layout: WallLayout) -> None:
        """What is edited survives whatever happens to this program."""
        drafts = self._context.session.drafts
        if layout == self.saved:
            drafts.drop(self.id, VERB)
        else:
            drafts.keep(self.id, VERB, draft_fields(layout, self.base))

    def drafts(self) -> dict[str, str]:
        """Ids of layouts with a draft, and what those are called."""
        found = {one.target: read_draft(one.fields) for one in self._context.session.drafts.of_verb(VERB)}
        return {key: one.layout.name or key for key, one in found.items() if one is not None}

    def _draft(self, key: str) -> Any:
        kept = self._context.session.drafts.get(key, VERB)
        return read_draft(kept.fields) if kept is not None else None

    # saving

    async def save(self, layout: WallLayout) -> str:
        """Save it over the version that it began from. Raises `CommandRefusedError`, `StorageError`, `SignInError`."""
        if not layout.name.strip():
            raise CommandRefusedError("layout_no_name")
        if layout == self.saved and self.trouble is None:
            raise CommandRefusedError("layout_nothing_new")
        instead = self.trouble.action_id if self.trouble is not None else None
        await self._clear_the_way()
        return await self._act(self.id, layout, self.base, instead)

    async def decide(self, choice: str, layout: WallLayout) -> WallLayout | None:
        """What becomes of a save that came too late: `mine` over theirs, `theirs`, or `both`, mine as a new layout.

        Their layout where that is edited from now on. Raises as `save`.
        """
        session, trouble, one = self._context.session, self.trouble, self.find(self.id)
        if trouble is None:
            raise CommandRefusedError("layout_no_conflict")
        if choice == "theirs":
            await session.decisions.put_away(trouble.action_id)
            session.drafts.drop(self.id, VERB)
            self.trouble = None
            if one is None or not one.version:
                return None
            self.saved, self.base = read_layout(one.body, one.name), one.version
            return self.saved
        base = one.version if one is not None else 0
        if choice == "both":
            actor = session.actor
            layout = layout.model_copy(update={"name": f"{layout.name} ({actor.name if actor else '2'})"})
            session.drafts.drop(self.id, VERB)
            self.begin(layout.name)
            base = 0
        await self._act(self.id, layout, base, trouble.action_id)
        return layout

    async def remove(self, key: str) -> str:
        """Take a layout, or a draft of one, off the list; its name. Raises as `save`."""
        one = self.find(key)
        self._context.session.drafts.drop(key, VERB)
        if one is None:
            self.known.emit()
            return key
        layouts = await self._context.session.store.layouts()
        record = next((layout for layout in layouts if layout.id == one.id), None)
        if one.trouble is not None:
            await self._context.session.decisions.put_away(one.trouble.action_id)
        if record is not None:
            await self._context.session.act(remove_layout(record))
        return one.name

    async def _clear_the_way(self) -> None:
        """A save of ours that was not sent yet is taken back: this one says more, and no version is in between."""
        one = self.find(self.id)
        if one is None or one.waiting is None:
            return
        if one.waiting.numbered:
            raise CommandRefusedError("layout_under_way")
        await self._context.session.decisions.withdraw(one.waiting.action_id)

    async def _act(self, key: str, layout: WallLayout, base: int, instead_of: str | None) -> str:
        action = save_layout(key, layout.name.strip(), body_of(layout), base)
        with self._context.saving.watch():
            saved = await self._context.session.act(action, instead_of)
        self._context.session.drafts.drop(key, VERB)
        self.base, self.saved, self.trouble, self._under_way = base, layout, None, saved.action_id
        if self._is_down():
            self.told.emit(sentence("layout_waits", {"name": layout.name}), "late")
        self._refresher.ask()
        return saved.action_id

    def _is_down(self) -> bool:
        link = self._context.session.links.all().get(LinkChannel.ORDERS)
        return link is None or link.state == LinkState.DOWN

    # what became of it

    async def _read(self, _ids: Ids) -> None:
        session = self._context.session
        rows = await session.store.outbox()
        self.shelf = shelved(await session.store.layouts(), rows)
        one = self.find(self.id) if self.id else None
        if one is not None and one.id == self.id:
            await self._follow(one, {row.action_id for row in rows})
        self.known.emit()

    async def _follow(self, one: Shelved, open_ids: set[str]) -> None:
        if one.trouble is not None and (self.trouble is None or self.trouble.action_id != one.trouble.action_id):
            self.trouble, self._under_way = one.trouble, ""
            self.told.emit(await self.trouble_words(), "error")
        elif self._under_way and self._under_way not in open_ids:
            self._under_way = ""
            self.told.emit(sentence("layout_saved", {"name": one.name}), "")
            self._on_other(one)  # the version that came back is ours, or one that somebody saved over it since
        elif self.saved is not None and not self._under_way and one.waiting is None and self.trouble is None:
            self._on_other(one)

    def _on_other(self, one: Shelved) -> None:
        """Another desk saved it while it is open here."""
        if one.version <= self.base:
            return
        try:
            theirs = read_layout(one.body, one.name)
        except LayoutError:
            return
        if theirs == self.saved:
            self.base = one.version
        else:
            self.told.emit(sentence("layout_newer_there", {"name": one.name}), "late")

    async def trouble_words(self) -> str:
        """Why the save was not taken, and who was first."""
        trouble, one = self.trouble, self.find(self.id)
        if trouble is None or one is None:
            return ""
        if trouble.state != OutboxState.CONFLICT:
            reason = problem_sentence(trouble.reason, trouble.detail)
            return sentence("layout_refused", {"name": one.name, "reason": reason})
        return sentence("layout_stale", {"name": one.name, "who": await self._who(one)})

    async def _who(self, one: Shelved) -> str:
        """Who saved the version that the server has, where it can be asked."""
        try:
            versions = await self._context.session.walls.versions(one.id)
        except (LinkError, SignInError):
            versions = []
        return next((v.actor_name for v in versions if v.version == one.version and v.actor_name), "") or self.tr(
            "Somebody else"
        )
