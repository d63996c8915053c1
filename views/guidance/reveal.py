"""Shows who reported, for a minute, to somebody who said why; nothing of it is kept anywhere on this machine."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.base.errors import IocError
from console.records.models import Actor, Incident, LinkChannel, LinkState, OutboxState
from console.verbs import actions
from contract.roles import Right, rights_of
from contract.verbs.incident import is_no_reason
from views.arguments.incident import RevealReporter
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.incidents.why_off import why_off
from widgets.incidents.reveal_form import RevealForm

HIDE_AFTER_S = 60
HEARD_WITHIN_S = 10.0
"""The reason must have reached the server before anybody is told anything."""
_ON_ITS_WAY = frozenset({OutboxState.WAITING, OutboxState.SENDING})
_REFUSED = frozenset({OutboxState.REJECTED, OutboxState.NEEDS_ATTENTION, OutboxState.CONFLICT, OutboxState.EXPIRED})


class RevealPresenter(QObject):
    """Binds `show-reporter`. What is shown goes after a minute, with another incident, and with whoever sat here."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at, self._context, self._desk = at, at.context, at.desk
        self._line = at.desk.incident_panel.reporter
        self._shown_for = ""
        at.overlays.add_form(RevealForm)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        at.desk.incident.shown.connect(self._on_shown)
        self._stop = at.context.session.changes.subscribe({"session"}, lambda _change: self.hide())

    def close(self) -> None:
        """Forget, and listen no more."""
        self.hide()
        self._stop()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_REPORTER, self._reveal, why_off(self._context, self._desk.known, self._rule))

    def state(self) -> dict[str, str]:
        """Who is told of, as plain data."""
        return {"reporter": self._line.words()}

    def hide(self) -> None:
        """Nothing of the person stays on the screen."""
        self._timer.stop()
        self._shown_for = ""
        self._line.set_reporter("", None)

    def _on_shown(self) -> None:
        shown = self._at.shown()
        if self._shown_for and (shown is None or shown.id != self._shown_for):
            self.hide()

    def _rule(self, incident: Incident, actor: Actor) -> str | None:
        if Right.REVEAL not in rights_of(actor.role).may:
            return "forbidden"
        if not incident.reporter_masked:
            return "no_reporter"
        link = self._context.session.links.all().get(LinkChannel.INCIDENTS)
        if link is None or link.state == LinkState.DOWN:
            return "offline"
        return None if self._context.session.acts_as_oneself else "own_sign_in"

    async def _reveal(self, args: RevealReporter) -> dict[str, Any] | None:
        shown = self._at.shown()
        key = args.incident or (shown.id if shown is not None else "")
        session = self._context.session
        incident = await session.store.incident(key)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        if args.reason is None:
            self._at.overlays.ask("show-reporter", incident)
            return None
        reason = args.reason.strip()
        if not reason:
            raise CommandRefusedError("empty_text")
        if is_no_reason(reason):
            raise CommandRefusedError("no_reason")
        saved = await session.act(actions.reveal(incident, args.purpose, reason))
        await self._heard(saved.action_id)
        told = await session.call(lambda api: api.reporter(key))
        self._desk.open_incident(key)
        return self._show(key, told)

    async def _heard(self, action_id: str) -> None:
        """Wait until the server has the reason; where it cannot be reached the reason is taken back."""
        store = self._context.session.store
        end = asyncio.get_running_loop().time() + HEARD_WITHIN_S
        while asyncio.get_running_loop().time() < end:
            row = next((row for row in await store.outbox() if row.action_id == action_id), None)
            if row is not None and row.state in _REFUSED:
                raise CommandRefusedError("action_rejected")
            if row is None or row.state not in _ON_ITS_WAY:
                return
            await asyncio.sleep(0.1)
        try:
            await self._context.session.decisions.withdraw(action_id)
        except IocError as error:
            raise CommandRefusedError("slow") from error
        raise CommandRefusedError("offline")

    def _show(self, incident_id: str, told: dict[str, Any]) -> dict[str, Any]:
        seconds = min(HIDE_AFTER_S, int(told.get("hide_after_s") or HIDE_AFTER_S))
        words = " · ".join(str(told[name]) for name in ("name", "phone", "address") if told.get(name))
        self._shown_for = incident_id
        self._line.set_reporter(words, self._context.now() + timedelta(seconds=seconds))
        self._timer.start(seconds * 1000)
        return {"shown": bool(words), "hide_after_s": seconds}
