"""Joining an incident with the same one reported elsewhere, and parting them again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from console.verbs import actions
from views.arguments.incident import JoinIncident, OfIncident
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.incidents.why_off import why_off
from views.queue.queue import QueuePresenter
from widgets.queue.view_forms import SearchList
from widgets.shell.command_palette import Entry

FOUND_MOST = 50


class Joining(QObject):
    """Binds both verbs. `known(None)` is the incident whose details are shown; `start` runs a command."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        queue: QueuePresenter,
        known: Callable[[str | None], Incident | None],
        start: Start,
    ) -> None:
        super().__init__(window)
        self._context, self._queue, self._known, self._start = context, queue, known, start
        self.alike = SearchList(window)
        self.alike.chosen.connect(self._on_joined)
        self.alike.searched.connect(lambda text: context.start_task(self._search_into(text)))
        self._joining = ""

    def bind(self, registry: Registry) -> None:
        """Tie both."""
        registry.bind(Taking.JOIN_INCIDENT, self._join, self._why_off("join"))
        registry.bind(Taking.PART_INCIDENT, self._part, self._why_off("part"))

    def _why_off(self, verb: str) -> Callable[[OfIncident], str | None]:
        return why_off(self._context, self._known, lambda incident, actor: actions.allowed(verb, incident, actor))

    async def _incident(self, wanted: str | None) -> Incident:
        here = self._known(None)
        incident_id = wanted if wanted else here.id if here is not None else ""
        incident = await self._context.session.store.incident(incident_id) if incident_id else None
        if incident is None:
            raise CommandRefusedError("unknown_incident" if incident_id else "no_incident")
        return incident

    async def _join(self, args: JoinIncident) -> object:
        incident = await self._incident(args.incident)
        if not args.into:
            self._ask_into(incident)
            return None
        into = await self._incident(args.into)
        if into.id == incident.id:
            raise CommandRefusedError("same_incident")
        return await self._act(actions.join(incident, into))

    async def _part(self, args: OfIncident) -> object:
        return await self._act(actions.part(await self._incident(args.incident)))

    async def _act(self, action: actions.Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    def _ask_into(self, incident: Incident) -> None:
        """Those that may be the same come first; any other is found by typing."""
        known = self._queue.open.known
        rows = [_entry(known[one]) for one in self._queue.open.like(incident.id)]
        translate = QCoreApplication.translate
        self._joining = incident.id
        self.alike.ask(
            translate("queue", "Join {code} into…").format(code=incident.code),
            translate("queue", "Type a code, a title or a place"),
            rows,
        )

    async def _search_into(self, text: str) -> None:
        store = self._context.session.store
        ids = await store.search(text, FOUND_MOST, open_only=True) if text else []
        found = {one.id: one for one in await store.incidents_of(ids)}
        rows = [_entry(found[one]) for one in ids if one in found and one != self._joining]
        self.alike.set_found(text, rows)

    def _on_joined(self, into: str) -> None:
        self._start("join-incident", JoinIncident(incident=self._joining, into=into))


def _entry(incident: Incident) -> Entry:
    return incident.id, f"{incident.code} · {incident.title}", incident.place, ""
