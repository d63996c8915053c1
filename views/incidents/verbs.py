"""What the operator's verbs do: straight away where the arguments say all, through a form where they do not."""

from __future__ import annotations

from collections.abc import Callable

from console.records.models import Actor, Incident, OutboxState, PendingAction
from console.verbs import actions, life_cycle
from contract.records.shift import Person
from views.arguments.incident import AddNote, AssignIncident, ForReason, OfAction, OfIncident, ResolveIncident
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.incidents.why_off import why_off

Ask = Callable[[str, Incident], None]
"""Opens the form of a command for an incident; what it sends comes back as the command's arguments."""
Known = Callable[[str | None], Incident | None]
UNSENT = (OutboxState.WAITING,)


class IncidentVerbs:
    """Binds the verbs on incidents. `known(None)` is the selected incident."""

    def __init__(self, context: Context, known: Known, ask: Ask) -> None:
        self._context = context
        self._known = known
        self._ask = ask

    def bind(self, registry: Registry) -> None:
        """Tie every verb to its work."""
        registry.bind(Taking.ACKNOWLEDGE_INCIDENT, self._acknowledge, self._why_off("acknowledge"))
        registry.bind(Taking.ASSIGN_INCIDENT, self._assign, self._why_off("assign"))
        registry.bind(Taking.ADD_NOTE, self._note, self._why_off("note"))
        registry.bind(Taking.ESCALATE_INCIDENT, self._escalate, self._why_off("escalate"))
        registry.bind(Taking.RESOLVE_INCIDENT, self._resolve, self._why_off("resolve"))
        registry.bind("undo-action", self._undo)
        registry.bind(Taking.WITHDRAW_ACTION, self._withdraw)
        registry.bind(Taking.RETRY_ACTION, self._retry)

    def _why_off(self, verb: str) -> Callable[[OfIncident], str | None]:
        def rule(incident: Incident, actor: Actor) -> str | None:
            return actions.allowed(verb, incident, actor, life_cycle.of(incident, self._context.life_cycles))

        return why_off(self._context, self._known, rule)

    async def _incident(self, args: OfIncident) -> Incident:
        here = self._known(None)
        incident_id = args.incident or (here.id if here is not None else None)
        if incident_id is None:
            raise CommandRefusedError("no_incident")
        incident = await self._context.session.store.incident(incident_id)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        return incident

    async def _act(self, action: actions.Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    async def _acknowledge(self, args: OfIncident) -> object:
        return await self._act(actions.acknowledge(await self._incident(args)))

    async def _note(self, args: AddNote) -> object:
        incident = await self._incident(args)
        text = _text(args.text)
        if text is None:
            return self._ask("add-note", incident)
        return await self._act(actions.note(incident, text))

    async def _resolve(self, args: ResolveIncident) -> object:
        incident = await self._incident(args)
        text = _text(args.resolution)
        if text is None:
            return self._ask("resolve-incident", incident)
        return await self._act(actions.resolve(incident, text))

    async def _escalate(self, args: ForReason) -> object:
        incident = await self._incident(args)
        text = _text(args.reason)
        if text is None:
            return self._ask("escalate-incident", incident)
        return await self._act(actions.escalate(incident, text))

    async def _assign(self, args: AssignIncident) -> object:
        incident = await self._incident(args)
        wanted = _text(args.person)
        if wanted is None:
            return self._ask("assign-incident", incident)
        return await self._act(actions.assign(incident, await self._person(wanted)))

    async def _person(self, person_id: str) -> Person:
        for person in await self._context.session.store.people():
            if person.id == person_id:
                return person
        raise CommandRefusedError("unknown_person")

    async def _undo(self, _args: Arguments) -> object:
        """Withdraw the last own action that was not given a number yet; once numbered it is on its way. What left the
        desk is no action to undo."""
        rows = await self._context.session.store.outbox()
        waiting = [row for row in rows if row.state in UNSENT and row.target_type != "export"]
        if not waiting:
            raise CommandRefusedError("no_undo")
        last = max(waiting, key=lambda row: row.occurred_at)
        await self._context.session.decisions.withdraw(last.action_id)
        self._context.faults.show_code("withdrawn", "info")
        return {"action_id": last.action_id}

    async def _withdraw(self, args: OfAction) -> None:
        await self._context.session.decisions.withdraw((await self._row(args)).action_id)
        self._context.faults.show_code("withdrawn", "info")

    async def _retry(self, args: OfAction) -> None:
        await self._context.session.decisions.retry((await self._row(args)).action_id)

    async def _row(self, args: OfAction) -> PendingAction:
        for row in await self._context.session.store.outbox():
            if row.action_id == args.action:
                return row
        raise CommandRefusedError("no_action")


def _text(said: str | None) -> str | None:
    if said is None:
        return None
    text = said.strip()
    if not text:
        raise CommandRefusedError("empty_text")
    return text
