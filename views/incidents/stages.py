"""The steps of a city's life cycles as commands: their forms, why one is off, and which belong beside an incident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.records.models import Incident, LinkChannel, LinkState
from console.verbs import actions, life_cycle
from console.verbs.incident import BY_NAME
from console.verbs.life_cycle import LifeCycle
from views.arguments.incident import LifeCycleStep, OfIncident
from views.arguments.table import COMMAND_OF, taking
from views.base.commands import CommandRefusedError, Registry, Run
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.refresher import Ids, Refresher
from views.incidents.why_off import why_off
from widgets.incidents.stage_forms import OTHERS, ClassifyForm, ExtendForm, ForwardForm

Known = Callable[[str | None], Incident | None]
STEPS = taking(LifeCycleStep)
"""The commands of the steps."""


def is_online(context: Context) -> bool:
    """Whether the server is there for what only it may settle."""
    link = context.session.links.all().get(LinkChannel.INCIDENTS)
    return link is not None and link.state != LinkState.DOWN


def cycle_of(context: Context, incident: Incident) -> LifeCycle | None:
    """The life cycle of an incident, as far as it is known here."""
    return life_cycle.of(incident, context.life_cycles)


def step_titles(context: Context, incident: Incident) -> dict[str, str]:
    """Commands of the steps that lead on from where an incident stands, each in the city's own words."""
    cycle = cycle_of(context, incident)
    stage = life_cycle.stage_now(incident, cycle) if cycle is not None else None
    if cycle is None or stage is None:
        return {}
    ways = {verb: cycle.transition(verb, stage.id) for verb in life_cycle.verbs_here(incident, cycle)}
    return {COMMAND_OF[verb]: way.name if way is not None else "" for verb, way in ways.items()}


def next_command(context: Context, incident: Incident) -> str:
    """The command of the step that comes next; empty where the life cycle names none."""
    verb = life_cycle.next_step(incident, cycle_of(context, incident))
    return COMMAND_OF.get(verb, "") if verb else ""


def stage_name(context: Context, incident: Incident) -> str:
    """Where an incident stands in the city's words, with what of ours is on its way; as the server said it else."""
    cycle = cycle_of(context, incident)
    stage = life_cycle.stage_now(incident, cycle) if cycle is not None else None
    return stage.name if stage is not None else "" if incident.pending else incident.stage_name


class StagePresenter(QObject):
    """Binds the steps. `changed`: life cycles came, or the connection went or came back."""

    changed = Signal()

    def __init__(self, context: Context, window: QWidget, overlays: Overlays, known: Known) -> None:
        super().__init__(window)
        self._context = context
        self._overlays = overlays
        self._known = known
        self._online = False
        self.forward = overlays.add_form(ForwardForm)
        self.classify = overlays.add_form(ClassifyForm)
        self.extend = overlays.add_form(ExtendForm)
        for kind in OTHERS:
            overlays.add_form(kind)
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"life_cycle", "session"}, lambda _change: self.start())

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def start(self) -> None:
        """Read the life cycles anew."""
        self._refresher.ask()

    def tick(self, _now: datetime) -> None:
        """Once a second: buttons that need the server go off with it."""
        online = is_online(self._context)
        if online != self._online:
            self._online = online
            self.changed.emit()

    def bind(self, registry: Registry) -> None:
        """Tie every step to its work."""
        for step in STEPS:
            registry.bind(step, self._running(step.verb), self._why_off(step.verb))

    async def _read(self, _ids: Ids) -> None:
        self._context.life_cycles = tuple(await self._context.session.store.records("life_cycle", LifeCycle))
        self.changed.emit()

    def _why(self, verb: str, incident: Incident) -> str | None:
        actor = self._context.session.actor
        if actor is None:
            return "sign_in_first"
        cycle = cycle_of(self._context, incident)
        off = actions.allowed(verb, incident, actor, cycle, online=is_online(self._context))
        if off is None and verb in life_cycle.ONLINE_ONLY and not self._context.session.acts_as_oneself:
            return "own_sign_in"
        return off

    def _why_off(self, verb: str) -> Callable[[OfIncident], str | None]:
        return why_off(self._context, self._known, lambda incident, _actor: self._why(verb, incident))

    def _running(self, verb: str) -> Run[LifeCycleStep]:
        async def run(args: LifeCycleStep) -> object:
            incident = await self._incident(args)
            reason = self._why(verb, incident)
            if reason is not None:
                raise CommandRefusedError(reason)
            said = self._said(verb, incident, args)
            if said is None:
                self._prepare(verb, incident)
                self._overlays.ask(COMMAND_OF[verb], incident)
                return None
            with self._context.saving.watch():
                saved = await self._context.session.act(actions.go(verb, incident, **said))
            return {"action_id": saved.action_id}

        return run

    async def _incident(self, args: LifeCycleStep) -> Incident:
        here = self._known(None)
        wanted = args.incident or (here.id if here is not None else None)
        if wanted is None:
            raise CommandRefusedError("no_incident")
        incident = await self._context.session.store.incident(wanted)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        return incident

    def _said(self, verb: str, incident: Incident, args: LifeCycleStep) -> dict[str, Any] | None:
        """What the arguments say; None where a form has to ask: for what the verb needs, and what the city asks beyond
        it. Raises `CommandRefusedError` for an empty text."""
        cycle = cycle_of(self._context, incident)
        stage = life_cycle.stage_now(incident, cycle) if cycle is not None else None
        way = cycle.transition(verb, stage.id) if cycle is not None and stage is not None else None
        needed = {*BY_NAME[verb].needs, *(way.required if way is not None else ())}
        said = {name: getattr(args, name, None) for name in (*BY_NAME[verb].says, *needed)}
        given = {name: value for name, value in said.items() if value is not None}
        if any(isinstance(value, str) and not value.strip() for value in given.values()):
            raise CommandRefusedError("empty_text")
        asked = verb == "close" and args.incident is None
        return None if asked or any(name not in given for name in needed) else given

    def _prepare(self, verb: str, incident: Incident) -> None:
        """Let the form offer what there is."""
        cycle = cycle_of(self._context, incident)
        if verb == "extend_deadline":
            self.extend().set_deadline(incident.deadline, self._context.now())
        if cycle is None:
            return
        if verb == "forward":
            self.forward().agency.set_choices([(agency.name, agency.name) for agency in cycle.agencies])
        elif verb == "classify":
            self.classify().kind.set_choices([(kind.id, kind.name) for kind in cycle.kinds], incident.kind)
            self.classify().level.set_choices([(level.id, level.name) for level in cycle.levels], incident.level)
