"""The conflict desk's presenter: which conflict is decided, by whom, and what the decision does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.incidents.conflicts import Conflict, combined, conflict
from console.records.models import Incident, OutboxState
from views.arguments.incident import DecideConflict
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, taken
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.base.refresher import Ids, Refresher
from views.words.problems import problem_sentence
from widgets.sync.conflict_desk import ConflictDesk
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "ours": QT_TRANSLATE_NOOP("conflict", "Decided: ours is said again."),
        "server": QT_TRANSLATE_NOOP("conflict", "Decided: the server's stands; ours is put away."),
        "combine": QT_TRANSLATE_NOOP("conflict", "Decided: both were combined."),
    }
)


class ConflictPresenter(QObject):
    """`decide-conflict` opens the desk; with a choice it decides straight away.

    `open_layout(layout)` opens the editor of layouts where a layout waits for a decision.
    """

    def __init__(
        self,
        context: Context,
        window: QWidget,
        shown: Callable[[], Incident | None],
        drafts: DraftKeeper,
        open_layout: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._drafts = drafts
        self._shown = shown
        self.found: Conflict | None = None
        self._open_layout = open_layout
        self.desk = ConflictDesk(window)
        self.desk.decided.connect(self._on_decided)
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"outbox", "incident"}, self._on_change)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.DECIDE_CONFLICT, self._decide)

    def state(self) -> dict[str, Any] | None:
        """What the desk shows, as plain data; None while it is closed."""
        found = self.found
        if found is None or not self.desk.isVisible():
            return None
        return {
            "action": found.action.model_dump(mode="json"),
            "incident": found.incident.id,
            "server_version": found.incident.version,
            "choice": self.desk.choice(),
            "fields": {
                field.name: {"ours": str(field.ours or ""), "server": str(field.server or ""), "differs": field.differs}
                for field in found.fields
            },
            "since": [line.model_dump(mode="json") for line in found.since],
        }

    async def _decide(self, args: DecideConflict) -> None:
        action_id = await self._wanted(args)
        layout = (await self._of_layouts()).get(action_id)
        if layout is not None:
            self._open_layout(layout)  # which of two layouts stands is decided where both can be seen
            return
        choice = args.choice
        if choice is None:
            await self._open(action_id)
            return
        decisions = self._context.session.decisions
        if choice == "ours":
            await decisions.retry(action_id)
        elif choice == "server":
            await decisions.put_away(action_id)
        else:
            await decisions.combine(action_id, await self._text(args, action_id))
        self._drafts.saved(action_id, "decide-conflict")
        self._context.faults.show(QCoreApplication.translate("conflict", _TOLD[choice]), "info")

    async def _text(self, args: DecideConflict, action_id: str) -> str:
        found = await conflict(self._context.session.store, action_id)
        text = (args.text or (combined(found) if found is not None else "")).strip()
        if not text:
            raise CommandRefusedError("empty_text")
        return text

    async def _wanted(self, args: DecideConflict) -> str:
        """The named action, else the shown incident's, else the oldest that waits for a decision."""
        waiting = await self._waiting()
        here = self._shown()
        own = here.conflicts if here is not None else ()
        layouts = await self._of_layouts()
        wanted = args.action or next(iter(own), "") or next(iter((*waiting, *layouts)), "")
        if wanted not in waiting and wanted not in layouts:
            raise CommandRefusedError("no_conflict")
        return wanted

    async def _waiting(self) -> list[str]:
        rows = await self._context.session.store.outbox()
        return [row.action_id for row in rows if row.state == OutboxState.CONFLICT and row.target_type != "layout"]

    async def _of_layouts(self) -> dict[str, str]:
        """Layouts by the actions that wait for a decision about them."""
        rows = await self._context.session.store.outbox()
        waiting = [row for row in rows if row.state == OutboxState.CONFLICT and row.target_type == "layout"]
        return {row.action_id: row.target_id for row in waiting}

    async def _open(self, action_id: str) -> None:
        self._drafts.away(self.desk)
        if not await self._show(action_id):
            raise CommandRefusedError("unknown_incident")
        self.desk.open()
        self._refresher.ask()  # what came while it was read was not for a closed desk
        self._drafts.opened(self.desk, action_id, "decide-conflict")

    async def _show(self, action_id: str) -> bool:
        found = await conflict(self._context.session.store, action_id)
        if found is None:
            return False
        waiting = await self._waiting()
        self.found = found
        reason = problem_sentence(found.action.reason or "conflict", found.action.detail)
        place = (waiting.index(action_id) + 1 if action_id in waiting else 1, len(waiting))
        self.desk.set_conflict(found, reason, self._context.now(), place)
        return True

    def _on_change(self, _change: object) -> None:
        if self.desk.isVisible():
            self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        if self.found is not None and self.desk.isVisible() and not await self._show(self.found.action.action_id):
            self.desk.close()  # it was decided elsewhere

    def _on_decided(self, choice: str, text: str) -> None:
        if self.found is not None:
            said = {"action": self.found.action.action_id, "choice": choice, "text": text or None}
            self._context.start_task(self._decided(taken("decide-conflict", DecideConflict, said)))

    async def _decided(self, args: DecideConflict) -> None:
        """Do it, and go on to the next one that waits: who decides one wants to be done with all."""
        await self._decide(args)
        waiting = await self._waiting()
        if waiting:
            await self._open(waiting[0])
