"""Keeps incidents on the way that the city's life cycles lay down: who may do what from where, and by when.

The merge rules of the contract stay in force below this: what they refuse, supersede or call a conflict is not asked
again. Deadlines are computed here and nowhere else, by the server's own clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol, get_args
from zoneinfo import ZoneInfo

from backend.actions.deed import Act, Deed, Outcome, Rule, rejected, unfit
from backend.actions.engine import Rules
from backend.city.life_cycle_models import LifeCycle, Verb, WorkCalendar
from backend.city.models import Agency, IncidentKind
from backend.city.records import RecordTuple, iso
from backend.city.working_time import Calendar, Plan, Spans
from backend.incidents.life_cycle_clock import CREATED, Clock, current
from backend.incidents.stages import STAGE_RULES
from contract.door import Fault
from contract.instants import instant
from contract.records import life_cycle as records
from contract.records.life_cycle import BACK, SAME, Stage, Transition
from contract.verbs import VERBS

STEPS = frozenset(get_args(Verb))
ALWAYS = frozenset({"acknowledge"})
"""The first one received stops the clock, at whatever stage (docs/explanation/contract.md#merge-rules): where it leads
nowhere, it is recorded."""
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Data = dict[str, Any]


class CityLists(Protocol):
    """What of a pack life cycles are made from."""

    @property
    def life_cycles(self) -> Sequence[LifeCycle]: ...
    @property
    def calendar(self) -> WorkCalendar: ...
    @property
    def agencies(self) -> Sequence[Agency]: ...
    @property
    def incident_kinds(self) -> Sequence[IncidentKind]: ...
    @property
    def zone(self) -> ZoneInfo: ...


def _spans(hours: Iterable[str]) -> Spans:
    """Minutes since midnight of spans such as 07:30-11:30."""
    edges = [[int(clock[:2]) * 60 + int(clock[3:]) for clock in span.split("-")] for span in hours]
    return tuple((begin, end) for begin, end in edges)


def plan_of(said: WorkCalendar) -> Plan:
    """The pack's calendar as working time reads it."""
    week: list[Spans] = [()] * 7
    for entry in said.week:
        for weekday in entry.days:
            week[_WEEK.index(weekday)] = _spans(entry.hours)
    days = {date.fromisoformat(day.date): _spans(day.hours) for day in said.days}
    off = frozenset(day for day, hours in days.items() if not hours)
    return Plan(tuple(week), said.country, off, {day: hours for day, hours in days.items() if hours})


class LifeCycles:
    """The life cycles of one city."""

    def __init__(self, pack: CityLists) -> None:
        self._pack = pack
        self._cycles = {cycle.id: cycle for cycle in pack.life_cycles}
        self._by_channel: dict[str, LifeCycle] = {
            channel: cycle for cycle in pack.life_cycles for channel in cycle.channels
        }
        calendar = Calendar(plan_of(pack.calendar), pack.zone)
        self._clocks = {cycle.id: Clock(cycle, calendar) for cycle in pack.life_cycles}

    def records(self) -> Iterator[RecordTuple]:
        """What consoles need to explain beforehand: `(life_cycle, id, data)`."""
        agencies = [agency.model_dump() for agency in self._pack.agencies]
        names = {agency.id: agency.short_name or agency.name for agency in self._pack.agencies}
        for cycle in self._pack.life_cycles:
            kinds = [
                kind.model_dump() | {"agency": names[kind.agency]}
                for kind in self._pack.incident_kinds
                if kind.channel in cycle.channels
            ]
            online = sorted(verb.name for verb in VERBS if verb.online_only)
            lists = {"agencies": agencies, "kinds": kinds, "online": online}
            told = records.LifeCycle.model_validate(cycle.model_dump() | lists)
            yield "life_cycle", cycle.id, told.model_dump(mode="json", by_alias=True)

    def of(self, data: Mapping[str, Any]) -> LifeCycle | None:
        """The life cycle of an incident; None where the city has none for it."""
        return self._cycles.get(str(data.get("life_cycle"))) or self._by_channel.get(str(data.get("channel")))

    # what sources report

    def shaped(self, records: Iterable[RecordTuple], known: Mapping[str, Data | None]) -> list[RecordTuple]:
        """The records with every incident put on its way; `known` is what the server has of them."""
        now = datetime.now(UTC)
        return [
            (kind, key, self._reported(data, known.get(key), now)) if kind == "incident" else (kind, key, data)
            for kind, key, data in records
        ]

    def _reported(self, data: Data, old: Data | None, now: datetime) -> Data:
        cycle = self.of({**(old or {}), **data})
        if cycle is None:
            return data
        if old is None or not old.get("stage"):
            return self._begun(cycle, data, now)
        given, whole = data.get("deadline"), {**data, "deadline": old.get("deadline")}
        if given and given != old.get("deadline") and given not in _given(old):
            whole |= self._given(cycle, whole, str(given))
        stage = cycle.stage(str(old["stage"]))
        state = str(data.get("state") or (stage.state if stage else "new"))
        if stage is None or stage.state != state:
            whole = self._entered(cycle, whole, cycle.usual(state), now)
        return {**whole, "state": state}

    def _begun(self, cycle: LifeCycle, data: Data, now: datetime) -> Data:
        created = instant(data.get("created_at")) or now
        severity = data.get("severity")
        level = cycle.level_of(severity if isinstance(severity, int) else 4)
        clock = self._clocks[cycle.id]
        whole = {
            **data, "life_cycle": cycle.id, "level": level.id, "level_name": level.name, "paused_since": None,
            "deadlines": [],
        }  # fmt: skip
        if data.get("deadline"):
            whole |= self._given(cycle, whole, str(data["deadline"]))
        else:
            whole["deadlines"] = clock.begun([], CREATED, level.id, created)
        at = instant(data.get("acknowledged_at")) or created
        return self._entered(cycle, whole, cycle.usual(str(data.get("state") or "new")), at)

    def _given(self, cycle: LifeCycle, data: Data, due: str) -> Data:
        """The deadline that came with a record is the one to resolve it; the city's own stay beside it."""
        name = next((rule.name for rule in cycle.deadlines if rule.kind == "resolve"), "")
        entry = {
            "kind": "resolve", "name": name, "started_at": data.get("created_at"), "due": due, "met_at": None,
            "level": data.get("level"), "held_s": 0, "extended": 0, "given": due,
        }  # fmt: skip
        others = [dict(one) for one in data.get("deadlines") or () if one.get("kind") != "resolve"]
        return {"deadlines": [*others, entry], "deadline": due, "deadline_kind": "resolve"}

    # what people do

    def over(self, rules: Rules) -> Rules:
        """The contract's `rules`, those of incidents on the way that each one's life cycle lays down."""
        of_incidents = {verb: rules["incident", verb] for verb in STEPS}
        steps = {
            ("incident", verb): partial(self._go, STAGE_RULES.get(verb, plain), plain)
            for verb, plain in of_incidents.items()
        }
        opened = {("incident", "open"): partial(self._opened, rules["incident", "open"])}
        return MappingProxyType({**rules, **steps, **opened})

    def _opened(self, rule: Rule, deed: Deed) -> Outcome:
        """What comes of opening one: it is put on its way as what a source reports is."""
        outcome = rule(deed)
        cycle = self.of(outcome.data or {})
        if outcome.data is None or cycle is None:
            return outcome
        return replace(outcome, data=self._begun(cycle, outcome.data, datetime.now(UTC)))

    def _go(self, rule: Rule, plain: Rule, deed: Deed) -> Outcome:
        """What comes of `deed` by `rule`; by the `plain` one where the incident has no life cycle."""
        incident, act = deed.data, deed.act
        cycle = self.of(incident)
        if cycle is None:
            return plain(deed)
        stage = cycle.stage(incident.get("stage")) or cycle.usual(str(incident.get("state") or "new"))
        outcome = rule(deed)
        if outcome.result != "applied" or outcome.data is None:
            return outcome
        way = cycle.transition(act.type, stage.id)
        if way is None and act.type in ALWAYS:
            return outcome
        refused = _refusal(cycle, stage, way, act, incident)
        if refused is not None or way is None:
            return refused or outcome
        whole = self._gone(cycle, (stage, way), incident, outcome.data, act)
        return replace(outcome, data=whole) if isinstance(whole, dict) else whole

    def _gone(
        self, cycle: LifeCycle, step: tuple[Stage, Transition], incident: Mapping[str, Any], data: Data, act: Act
    ) -> Data | Outcome:
        """The incident after the step, or why it cannot be taken after all."""
        (stage, way), clock = step, self._clocks[cycle.id]
        now = instant(act.received_at) or datetime.now(UTC)
        entries = list(data.get("deadlines") or ())
        if act.type == "classify":
            level = next((one for one in cycle.levels if one.id == data.get("level")), None)
            if level is None:
                return _no_level(cycle)
            data = {**data, "level_name": level.name, "deadlines": clock.at_level(entries, level.id)}
            data["history"] = self._said_by_name(data["history"], str(data["kind"]), level.name)
        elif act.type == "close":
            content = act.payload.get("satisfaction")
            # What whoever reported it said themselves stands.
            data = data if content is None or incident.get("rated_at") else {**data, "satisfaction": content}
        elif act.type == "forward":
            data = {**data, "agency": data.get("assignee_name")}
        elif act.type == "extend_deadline":
            due = instant(data.get("deadline"))
            kind = str(incident.get("deadline_kind") or "resolve")
            if due is not None:
                data = {**data, "deadline": iso(due), "deadlines": clock.extended(entries, kind, due)}
        if act.type == "reopen":
            data = {**data, "reopened": int(data.get("reopened") or 0) + 1}
        target = _target(cycle, stage, way, incident)
        data = data | {"state": target.state}
        return self._entered(cycle, data | {"stage": stage.id}, target, now, reopened=act.type == "reopen")

    def _said_by_name(self, history: Sequence[Data], kind: str, level: str) -> list[Data]:
        """The last line with the kind's and the level's names in place of their ids."""
        name = next((one.name for one in self._pack.incident_kinds if one.id == kind), kind)
        return [*history[:-1], {**history[-1], "text": f"{name} · {level}"}]

    def _entered(self, cycle: LifeCycle, data: Data, stage: Stage, at: datetime, *, reopened: bool = False) -> Data:
        """The incident in `stage` from `at` on: what begins, is met, stops or goes on there."""
        clock, level = self._clocks[cycle.id], str(data.get("level") or "")
        entries = list(data.get("deadlines") or ())
        since, before = instant(data.get("paused_since")), data.get("stage")
        if since is not None and not stage.pauses:
            entries = clock.resumed(entries, since, at)
        if not stage.pauses:
            entries = clock.begun(entries, stage.id, level, at)
            entries = clock.reopened(entries, stage.id, level, at) if reopened else entries
            entries = clock.met(entries, stage.id, at)
        changed: Data = {"stage": stage.id, "stage_name": stage.name, "deadlines": entries}
        if before != stage.id:
            changed["stage_since"] = iso(at)
        if stage.pauses:
            # No deadline counts down while the clock stands still; what is left is told again at the end of it.
            changed |= {"deadline": None, "deadline_kind": None, "paused_since": data.get("paused_since") or iso(at)}
            changed["stage_before"] = before if before != stage.id else data.get("stage_before")
        else:
            due, kind = current(entries)
            changed |= {"deadline": due, "deadline_kind": kind, "paused_since": None, "stage_before": None}
        return {**data, **changed}


def _given(data: Mapping[str, Any]) -> set[str]:
    return {str(entry["given"]) for entry in data.get("deadlines") or () if entry.get("given")}


def _refusal(
    cycle: LifeCycle, stage: Stage, way: Transition | None, act: Act, incident: Mapping[str, Any]
) -> Outcome | None:
    """Why the life cycle does not let this pass, named for people and for programs; None where it does."""
    if way is None:
        froms = [cycle.stage(one) for two in cycle.transitions if two.verb == act.type for one in two.start]
        names = [one.name for one in froms if one is not None]
        if not names:
            return rejected(409, "not-in-life-cycle", f"{cycle.name} knows no {act.type}", life_cycle=cycle.id)
        return rejected(
            409, "wrong-stage", f"{act.type} does not go on from “{stage.name}”, but from: {', '.join(names)}",
            stage=stage.id, stage_name=stage.name, allowed=names,
        )  # fmt: skip
    if act.works_as not in way.roles:
        return rejected(403, "forbidden", f"{way.name} is for: {', '.join(way.roles)}", roles=list(way.roles))
    absent = [name for name in way.required if act.payload.get(name) in (None, "")]
    if absent:
        return rejected(422, "bad-payload", f"{way.name} needs: {', '.join(absent)}", fields=absent)
    if way.needs_reply and not incident.get("replied_at"):
        return rejected(409, "reply-first", f"{way.name} comes after an answer to the reporter")
    return None


def _no_level(cycle: LifeCycle) -> Outcome:
    known = [level.id for level in cycle.levels]
    return unfit(Fault("level", f"one of: {', '.join(known)}"))


def _target(cycle: LifeCycle, stage: Stage, way: Transition, incident: Mapping[str, Any]) -> Stage:
    if way.to == SAME:
        return stage
    wanted = incident.get("stage_before") if way.to == BACK else way.to
    return cycle.stage(str(wanted)) or cycle.usual("in_progress")
