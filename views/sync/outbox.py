"""The outbox's presenter: our actions with their reasons, and what the operator decides about each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.base.server_time import boot_s
from console.records.models import LinkChannel, OutboxState, PendingAction
from views.arguments.desk import EditLayouts
from views.arguments.incident import DecideConflict, OfAction, OfIncident, ShowOutbox
from views.arguments.table import Taking
from views.base.commands import NOTHING, Registry, Start
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.words.problems import Surroundings, why
from widgets.sync.outbox_list import OutboxList, OutboxRow
from widgets.words.outbox_words import LOUD

LATELY, AWAY_MOST, MOST = 20, 200, 500
"""How many settled ones, how many put away, and how many of each other group are shown."""


class OutboxPresenter(QObject):
    """Reads only while the list is open."""

    def __init__(self, context: Context, window: QWidget, run: Start) -> None:
        super().__init__(window)
        self._context = context
        self.list = OutboxList(window)
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"outbox", "links", "incident", "session"}, self._on_change)
        for said, command in (
            (self.list.withdraw_chosen, "withdraw-action"),
            (self.list.retry_chosen, "retry-action"),
            (self.list.put_away_chosen, "put-away-action"),
            (self.list.take_out_chosen, "take-out-action"),
        ):
            said.connect(lambda action, command=command: run(command, OfAction(action=action)))
        self.list.decide_chosen.connect(lambda action: run("decide-conflict", DecideConflict(action=action)))
        self._run = run
        self._types: dict[str, str] = {}
        """What the targets of the listed actions are."""
        self.list.open_chosen.connect(self._open_target)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands on actions."""
        decisions = self._context.session.decisions
        registry.bind(Taking.SHOW_OUTBOX, self._open)
        registry.bind(Taking.PUT_AWAY_ACTION, lambda args: decisions.put_away(args.action))
        registry.bind(Taking.TAKE_OUT_ACTION, lambda args: decisions.take_out(args.action))

    async def _open(self, args: ShowOutbox) -> None:
        await self.list.open_with(lambda: self._read(None))
        self._refresher.ask()  # what came meanwhile may have been read before what was begun earlier
        if args.action is not None:
            self.list.choose(args.action)

    def _open_target(self, key: str) -> None:
        """Go to what an action is about."""
        kind = self._types.get(key, "incident")
        if kind == "shift":
            self._run("show-shift-log", NOTHING)
        elif kind == "layout":
            self._run("edit-layouts", EditLayouts(layout=key))
        elif kind == "plan":
            self._run("show-plans", NOTHING)
        elif kind == "wall":
            self._run("show-wall", NOTHING)
        else:
            self._run("open-incident", OfIncident(incident=key))

    def _on_change(self, _change: object) -> None:
        if self.list.isVisible():
            self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        store = self._context.session.store
        open_rows = await store.outbox()
        past = await store.past((OutboxState.SETTLED, OutboxState.WITHDRAWN), LATELY)
        away = await store.past((OutboxState.PUT_AWAY,), AWAY_MOST)
        loud = [row for row in open_rows if row.state in LOUD]
        waiting = [row for row in open_rows if row.state not in LOUD]
        rows = [*loud[:MOST], *waiting[:MOST], *away, *past]
        self._types = {row.target_id: row.target_type for row in rows}
        found = await store.incidents_of({row.target_id for row in rows})
        titles = {incident.id: f"{incident.code} · {incident.title}" for incident in found}
        if "plan" in self._types.values():
            titles |= {plan.id: plan.name for plan in await self._context.session.plans.plans()}
        around = self._around(open_rows)
        shown = [OutboxRow(row, titles.get(row.target_id, ""), why(row, around)) for row in rows]
        self.list.set_rows(shown, around.now, max(0, len(waiting) - MOST))

    def _around(self, rows: list[PendingAction]) -> Surroundings:
        session = self._context.session
        held = frozenset(row.target_id for row in rows if row.state == OutboxState.CONFLICT)
        links = session.links
        return Surroundings(
            self._context.now(),
            links.all().get(LinkChannel.ORDERS),
            session.actor is not None,
            held,
            links.tries,
            None if links.next_try_s is None else max(0.0, links.next_try_s - boot_s()),
            session.owner_id,
        )

    def state(self) -> dict[str, Any]:
        """What the list shows, for those who look from outside."""
        return {"open": self.list.isVisible(), "shown": self.list.shown_ids()}
