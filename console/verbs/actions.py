"""The operator's verbs: what each one says, when it may be said, and how it looks before the server has answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from console.records.models import TROUBLED, Actor, HistoryEntry, Incident, OutboxState, PendingAction
from console.verbs import text_of
from console.verbs.incident import BY_NAME, While, effect_of
from console.verbs.life_cycle import LifeCycle, why_off
from contract.records.guidance import Answer, Step
from contract.records.incident import IncidentState
from contract.records.shift import Person
from contract.roles import domain_of, rights_of
from contract.verbs import BY_NAME as SAID


class Action(BaseModel):
    """One verb on one record, before it is saved."""

    model_config = ConfigDict(frozen=True)

    type: str
    target_id: str
    base_version: int
    payload: dict[str, Any] = Field(default_factory=dict)
    target_type: str = "incident"


def go(verb: str, incident: Incident, **said: Any) -> Action:
    """What `verb` says at an incident, with what its author sees of that; what is None is not said."""
    payload = {name: value for name, value in said.items() if value is not None}
    payload = BY_NAME[verb].filled(incident, payload)
    return Action(type=verb, target_id=incident.id, base_version=incident.version, payload=payload)


def acknowledge(incident: Incident) -> Action:
    """Take ownership; the first one received stops the clock."""
    return go("acknowledge", incident)


def assign(incident: Incident, person: Person) -> Action:
    """Give it to `person`, unless somebody else was assigned meanwhile."""
    return go("assign", incident, assignee_id=person.id, assignee_name=person.name)


def note(incident: Incident, text: str) -> Action:
    """Write something down; always accepted."""
    return go("note", incident, text=text)


def escalate(incident: Incident, reason: str) -> Action:
    """Raise it by one level; the higher level wins."""
    return go("escalate", incident, reason=reason)


def resolve(incident: Incident, resolution: str) -> Action:
    """Say that it is dealt with, and how."""
    return go("resolve", incident, resolution=resolution)


def shelve(incident: Incident, until: datetime, reason: str) -> Action:
    """Put it aside until then, at most 8 hours; it comes back by itself."""
    return go("shelve", incident, until=until.isoformat(timespec="milliseconds"), reason=reason)


def unshelve(incident: Incident) -> Action:
    """Bring it back before its time."""
    return go("unshelve", incident)


def join(incident: Incident, into: Incident) -> Action:
    """Fold it under another one that is the same; reversible by `part`."""
    return go("join", incident, into=into.id, code=into.code)


def part(incident: Incident) -> Action:
    """Let it stand by itself again."""
    return go("part", incident)


def step(
    incident: Incident,
    checklist_id: str,
    done: Step,
    answer: Answer | None,
    text: str,
    *,
    picture: dict[str, str] | None,
) -> Action:
    """Mark a step of a checklist as done; always taken in, the first one received counts."""
    payload: dict[str, Any] = {"checklist": checklist_id, "step": done.id, "title": done.text}
    payload |= {"answer": answer.id, "answer_text": answer.text} if answer is not None else {}
    payload |= {"text": text.strip()} if text.strip() else {}
    payload |= {"picture": picture} if picture is not None else {}
    return go("step", incident, **payload)


def reveal(incident: Incident, purpose: str, reason: str) -> Action:
    """Ask for the reporter's personal data, with what for and why, which the audit log keeps; online only."""
    return go("reveal", incident, purpose=purpose, reason=reason)


def again(action: Action, current: Incident | None) -> Action:
    """What was refused or outlived, said once more by somebody who has seen `current`."""
    if current is None:
        return action
    verb = BY_NAME.get(action.type)
    payload = dict(action.payload) if verb is None else verb.filled(current, action.payload)
    return action.model_copy(update={"base_version": current.version, "payload": payload})


def allowed(
    verb: str, incident: Incident, actor: Actor, cycle: LifeCycle | None = None, *, online: bool = True
) -> str | None:
    """Why `verb` is off for `actor` on `incident`, as a code; None when it may be done. `cycle` is the incident's."""
    rights, said = rights_of(actor.role), BY_NAME[verb]
    if not rights.acts or (verb not in rights.does and not SAID[verb].officer_only):
        return "forbidden"
    if not rights.in_lane(verb, domain_of(incident.channel)):
        return "security_lane" if domain_of(incident.channel) else "security_alone"
    if said.when == While.STAGED:
        return why_off(verb, incident, actor, cycle, online)
    if incident.state in (IncidentState.CLOSED, IncidentState.REFUSED):
        return "closed"
    if said.when == While.NOT_ENDED:
        return None
    if incident.state == IncidentState.RESOLVED:
        return "already_resolved"
    reason = said.off(incident)
    if reason is not None or said.when == While.OPEN or cycle is None:
        return reason
    return why_off(verb, incident, actor, cycle, online)


def overlay(incident: Incident, saved: Iterable[PendingAction]) -> Incident:
    """The incident as the server said it plus what is on its way there, in the order in which it was done."""
    changes: dict[str, Any] = {}
    pending: list[str] = []
    refused: list[str] = []
    conflicts: list[str] = []
    history = list(incident.history)
    told = {entry.action_id for entry in history}
    for action in saved:
        if action.state in (OutboxState.WAITING, OutboxState.SENDING, OutboxState.ANSWERED):
            if action.action_id in told:
                continue
            changes |= effect_of(incident.model_copy(update=changes), action)
            pending.append(action.type)
            history.append(_line(action))
        elif action.state in TROUBLED:
            refused.append(action.type)
            history.append(_line(action).model_copy(update={"pending": False, "trouble": str(action.state)}))
            if action.state == OutboxState.CONFLICT:
                conflicts.append(action.action_id)
    if not pending and not refused:
        return incident
    changes |= {"history": tuple(history), "pending": tuple(pending), "refused": tuple(refused)}
    changes["conflicts"] = tuple(conflicts)
    return incident.model_copy(update=changes)


def _line(action: PendingAction) -> HistoryEntry:
    return HistoryEntry(
        at=action.occurred_at, verb=action.type, actor_name=action.actor_name,
        text=text_of(action.type, action.payload), action_id=action.action_id, pending=True,
    )  # fmt: skip


def effect(incident: Incident, action: PendingAction) -> Incident:
    """The incident as `action` alone would make it."""
    return incident.model_copy(update=dict(effect_of(incident, action)))
