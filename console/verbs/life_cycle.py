"""The way that a city's incidents go, as the backend tells it: why a verb is off beforehand, and what comes next. Pure.

The backend decides; this only explains. Deadlines are not worked out here: the console counts down what it was given.
"""

from __future__ import annotations

from collections.abc import Iterable

from console.records.models import Actor, Incident
from console.records.said import Record
from console.verbs.incident import BY_NAME, VERBS, While
from contract.records import life_cycle as records
from contract.records.incident import IncidentState
from contract.records.life_cycle import BACK, SAME, Stage
from contract.roles import rights_of

ONLINE_ONLY = frozenset(verb.name for verb in VERBS if verb.online_only)
"""By the role that may, and only while connected (docs/explanation/contract.md#merge-rules)."""
_STAGED = frozenset(verb.name for verb in VERBS if verb.when == While.STAGED)
_ASIDE = frozenset(verb.name for verb in VERBS if verb.aside)
_WITHOUT = frozenset(verb.name for verb in VERBS if verb.without_cycle)


class LifeCycle(Record, records.LifeCycle):
    """How incidents of some channels go (record type `life_cycle`), with what its forms let choose from."""


def kind_names(cycles: Iterable[LifeCycle]) -> dict[str, str]:
    """What the city calls its kinds of incidents, by their ids."""
    return {kind.id: kind.name for cycle in cycles for kind in cycle.kinds}


def of(incident: Incident, cycles: Iterable[LifeCycle]) -> LifeCycle | None:
    """The life cycle of an incident among those that the city has; None where there is none for it."""
    found = [cycle for cycle in cycles if incident.life_cycle in ("", cycle.id)]
    if incident.life_cycle:
        return found[0] if found else None
    return next((cycle for cycle in found if str(incident.channel) in cycle.channels), None)


def stage_now(incident: Incident, cycle: LifeCycle) -> Stage | None:
    """Where the incident stands with what of ours is still on its way; None where its stage is not known here."""
    if not incident.stage:
        # It lived before the city had life cycles. Its station has what is on its way laid over it already.
        return cycle.usual(str(incident.state))
    stage = cycle.stage(incident.stage)
    before = incident.stage_before
    for verb in incident.pending:
        way = cycle.transition(verb, stage.id) if stage is not None else None
        if stage is None or way is None or way.to == SAME:
            continue
        target = cycle.stage(before or "") if way.to == BACK else cycle.stage(way.to)
        before, stage = stage.id, target or stage
    return stage


def why_off(verb: str, incident: Incident, actor: Actor, cycle: LifeCycle | None, online: bool) -> str | None:
    """Why a verb of the life cycle is off, as a code; None when it may be done.

    Told in the order in which a person would ask: does it exist here, is it its turn, may I, can I now.
    """
    if cycle is None:
        return _without(verb, incident, actor, online)
    stage = stage_now(incident, cycle)
    if stage is None:
        return None  # a newer city's stage: the server knows
    ways = [way for way in cycle.transitions if way.verb == verb]
    if not ways:
        return "not_in_life_cycle"
    way = next((one for one in ways if stage.id in one.start), None)
    if way is None:
        return _not_now(verb, stage)
    if way.roles and (rights_of(actor.role).works_as or actor.role) not in way.roles:
        return "officer_only" if way.roles == ("duty_officer",) else "forbidden"
    if way.needs_reply and incident.replied_at is None and "reply" not in incident.pending:
        return "reply_first"
    return "offline" if verb in ONLINE_ONLY and not online else None


def _not_now(verb: str, stage: Stage) -> str:
    if verb != "reopen" and stage.state in (IncidentState.CLOSED, IncidentState.REFUSED):
        return "closed"
    if verb == "close":
        return "not_resolved"
    if verb == "reopen":
        return "still_open"
    if stage.state == IncidentState.RESOLVED:
        return "already_resolved"
    if stage.pauses:
        return "clock_paused"
    return "not_at_this_stage"


def _without(verb: str, incident: Incident, actor: Actor, online: bool) -> str | None:
    """The contract's own rules, where a city has no life cycle for this incident."""
    ended = incident.state in (IncidentState.CLOSED, IncidentState.REFUSED)
    if verb not in _WITHOUT:
        return "not_in_life_cycle"
    if verb == "reopen":
        return None if ended or incident.state == IncidentState.RESOLVED else "still_open"
    if ended:
        return "closed"
    if verb == "close" and incident.state != IncidentState.RESOLVED:
        return "not_resolved"
    if actor.role not in BY_NAME[verb].roles:
        return "officer_only"
    return "offline" if verb in ONLINE_ONLY and not online else None


def verbs_here(incident: Incident, cycle: LifeCycle | None) -> tuple[str, ...]:
    """Verbs that lead on from where the incident stands, in the city's order; who may and when is told apart."""
    stage = stage_now(incident, cycle) if cycle is not None else None
    if cycle is None or stage is None:
        return ()
    here = [way.verb for way in cycle.transitions if stage.id in way.start and way.verb in _STAGED]
    return tuple(dict.fromkeys(here))


def next_step(incident: Incident, cycle: LifeCycle | None) -> str | None:
    """The verb that comes next on the main path; None where the way ends or is not known."""
    stage = stage_now(incident, cycle) if cycle is not None else None
    if cycle is None or stage is None:
        return None
    for way in cycle.transitions:
        if stage.id not in way.start or way.verb in _ASIDE or (way.to == SAME and way.verb != "reply"):
            continue
        if way.verb == "reply":
            return None  # an answer is always possible; it is a step only where closing waits for it
        unanswered = incident.replied_at is None and "reply" not in incident.pending
        return "reply" if way.needs_reply and unanswered else way.verb
    return None
