"""Putting aside for a while, with a reason and an end, and bringing back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from console.verbs import actions
from views.arguments.incident import OfIncident, ShelveIncident
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.incidents.why_off import why_off
from widgets.alarms.load_board import SPANS_MIN, ShelveForm

Known = Callable[[str | None], Incident | None]


class Shelving(QObject):
    """Binds the two verbs. `known(None)` is the incident shown."""

    def __init__(self, context: Context, window: QWidget, run: Start, known: Known, drafts: DraftKeeper) -> None:
        super().__init__(window)
        self._context, self._run, self._known, self._drafts = context, run, known, drafts
        self.form = ShelveForm(window)
        self.form.submitted.connect(self._on_submitted)
        self._asked_for: str | None = None

    def bind(self, registry: Registry) -> None:
        """Tie both."""
        registry.bind(Taking.SHELVE_INCIDENT, self._shelve, self._why_off("shelve"))
        registry.bind(Taking.UNSHELVE_INCIDENT, self._unshelve, self._why_off("unshelve"))

    def _why_off(self, verb: str) -> Callable[[OfIncident], str | None]:
        return why_off(self._context, self._known, lambda incident, actor: actions.allowed(verb, incident, actor))

    async def _incident(self, args: OfIncident) -> Incident:
        here = self._known(None)
        wanted = args.incident or (here.id if here is not None else None)
        found = await self._context.session.store.incident(wanted) if wanted else None
        if found is None:
            raise CommandRefusedError("unknown_incident")
        return found

    async def _shelve(self, args: ShelveIncident) -> object:
        one = await self._incident(args)
        if args.reason is None:
            if self._asked_for != one.id:
                self.form.close()  # what was begun for another one is kept with that one
            self._asked_for = one.id
            self.form.open()
            self._drafts.opened(self.form, one.id, "shelve-incident")
            return None
        reason, minutes = args.reason.strip(), SPANS_MIN[1] if args.minutes is None else args.minutes
        if not reason:
            raise CommandRefusedError("empty_text")
        if not 0 < minutes <= SPANS_MIN[-1]:
            raise CommandRefusedError("shelved_too_long")
        done = await self._act(actions.shelve(one, self._context.now() + timedelta(minutes=minutes), reason))
        self._drafts.saved(one.id, "shelve-incident")
        return done

    async def _unshelve(self, args: OfIncident) -> object:
        return await self._act(actions.unshelve(await self._incident(args)))

    async def _act(self, action: actions.Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    def _on_submitted(self, values: dict[str, Any]) -> None:
        if self._asked_for is not None:
            self._run("shelve-incident", {"incident": self._asked_for, **values})
