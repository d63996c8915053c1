"""The operator's verbs: what each one says, when it may be said, and how it looks before the server has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from console.checklist import told
from console.life_cycle import STAGE_VERBS, LifeCycle, why_off
from console.models import TROUBLED, Actor, HistoryEntry, Incident, OutboxState, PendingAction, StepDone
from contract.records.guidance import Answer, Step
from contract.records.incident import IncidentState
from contract.records.shift import Person

HIGHEST_LEVEL = 3
ACTING_ROLES = frozenset({"operator", "duty_officer"})
VALID_FOR: Mapping[str, timedelta] = MappingProxyType(
    {
        **dict.fromkeys(("assign", "escalate", "forward"), timedelta(hours=2)),
        **dict.fromkeys(
            ("wall_take", "wall_release", "wall_show", "wall_preset", "wall_roll_back", "wall_identify"),
            timedelta(seconds=60),
        ),
    }
)
"""Orders to people are not replayed hours later (docs/explanation/contract.md#merge-rules), and what a wall is to show
is meant for now (docs/reference/wall.md); other verbs stay true for ever."""


class Action(BaseModel):
    """One verb on one record, before it is saved."""

    model_config = ConfigDict(frozen=True)

    type: str
    target_id: str
    base_version: int
    payload: dict[str, Any] = Field(default_factory=dict)
    target_type: str = "incident"


def acknowledge(incident: Incident) -> Action:
    """Take ownership; the first one received stops the clock."""
    return Action(type="acknowledge", target_id=incident.id, base_version=incident.version)


def assign(incident: Incident, person: Person) -> Action:
    """Give it to `person`, unless somebody else was assigned meanwhile."""
    payload = {
        "assignee_id": person.id, "assignee_name": person.name, "assignee_version": incident.assignee_version,
    }  # fmt: skip
    return Action(type="assign", target_id=incident.id, base_version=incident.version, payload=payload)


def note(incident: Incident, text: str) -> Action:
    """Write something down; always accepted."""
    return Action(type="note", target_id=incident.id, base_version=incident.version, payload={"text": text})


def escalate(incident: Incident, reason: str) -> Action:
    """Raise it by one level; the higher level wins."""
    payload = {"level": incident.escalation_level + 1, "reason": reason}
    return Action(type="escalate", target_id=incident.id, base_version=incident.version, payload=payload)


def resolve(incident: Incident, resolution: str) -> Action:
    """Say that it is dealt with, and how."""
    payload = {"resolution": resolution}
    return Action(type="resolve", target_id=incident.id, base_version=incident.version, payload=payload)


def shelve(incident: Incident, until: datetime, reason: str) -> Action:
    """Put it aside until then, at most 8 hours; it comes back by itself."""
    payload = {"until": until.isoformat(timespec="milliseconds"), "reason": reason}
    return Action(type="shelve", target_id=incident.id, base_version=incident.version, payload=payload)


def unshelve(incident: Incident) -> Action:
    """Bring it back before its time."""
    return Action(type="unshelve", target_id=incident.id, base_version=incident.version)


def join(incident: Incident, into: Incident) -> Action:
    """Fold it under another one that is the same; reversible by `part`."""
    payload = {"into": into.id, "code": into.code}
    return Action(type="join", target_id=incident.id, base_version=incident.version, payload=payload)


def part(incident: Incident) -> Action:
    """Let it stand by itself again."""
    return Action(type="part", target_id=incident.id, base_version=incident.version)


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
    return Action(type="step", target_id=incident.id, base_version=incident.version, payload=payload)


def reveal(incident: Incident, reason: str) -> Action:
    """Ask for the reporter's personal data, with the reason that the audit log keeps; online only."""
    return Action(type="reveal", target_id=incident.id, base_version=incident.version, payload={"reason": reason})


def go(verb: str, incident: Incident, **said: Any) -> Action:
    """A step of the incident's life cycle, with what it has to say (`console.life_cycle`)."""
    payload = {name: value for name, value in said.items() if value is not None}
    if verb == "forward":
        payload["assignee_version"] = incident.assignee_version
    return Action(type=verb, target_id=incident.id, base_version=incident.version, payload=payload)


def again(action: Action, current: Incident | None) -> Action:
    """What was refused or outlived, said once more by somebody who has seen `current`."""
    if current is None:
        return action
    payload = dict(action.payload)
    if action.type in ("assign", "forward"):
        payload["assignee_version"] = current.assignee_version
    elif action.type == "escalate":
        payload["level"] = max(int(payload["level"]), min(current.escalation_level + 1, HIGHEST_LEVEL))
    return action.model_copy(update={"base_version": current.version, "payload": payload})


def allowed(
    verb: str, incident: Incident, actor: Actor, cycle: LifeCycle | None = None, *, online: bool = True
) -> str | None:
    """Why `verb` is off for `actor` on `incident`, as a code; None when it may be done. `cycle` is the incident's."""
    if actor.role not in ACTING_ROLES:
        return "forbidden"
    if verb in STAGE_VERBS:
        return why_off(verb, incident, actor, cycle, online)
    if incident.state in (IncidentState.CLOSED, IncidentState.REFUSED):
        return "closed"
    if verb in ("note", "step", "reveal"):
        return None
    if incident.state == IncidentState.RESOLVED:
        return "already_resolved"
    if verb == "acknowledge" and (incident.acknowledged_at is not None or "acknowledge" in incident.pending):
        return "already_acknowledged"
    if verb == "shelve" and incident.severity <= 1:
        return "critical_not_shelved"
    if verb == "unshelve" and incident.shelved_until is None:
        return "not_shelved"
    if verb == "part" and incident.joined_into is None:
        return "not_joined"
    if verb == "escalate" and incident.escalation_level >= HIGHEST_LEVEL:
        return "highest_level"
    return why_off(verb, incident, actor, cycle, online) if cycle is not None and verb in _ALSO_STAGED else None


_ALSO_STAGED = frozenset({"assign", "resolve"})
"""Verbs of the contract that a life cycle may keep for some stages and roles; an acknowledgement is always taken."""


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
            changes |= _effect(incident.model_copy(update=changes), action)
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
    payload = action.payload
    text = told(payload) if action.type == "step" else ""
    text = text or next(
        (
            str(payload[key])
            for key in ("text", "reason", "resolution", "assignee_name", "agency", "code")
            if key in payload
        ),
        "",
    )
    return HistoryEntry(
        at=action.occurred_at, verb=action.type, actor_name=action.actor_name, text=text, action_id=action.action_id,
        pending=True,
    )  # fmt: skip


_STATION: Mapping[str, IncidentState] = MappingProxyType(
    {
        "close": IncidentState.CLOSED,
        "refuse": IncidentState.REFUSED,
        "reopen": IncidentState.IN_PROGRESS,
        "start": IncidentState.IN_PROGRESS,
    }
)


def effect(incident: Incident, action: PendingAction) -> Incident:
    """The incident as `action` alone would make it."""
    return incident.model_copy(update=_effect(incident, action))


def _effect(incident: Incident, action: PendingAction) -> dict[str, Any]:
    payload = action.payload
    if action.type == "acknowledge" and incident.acknowledged_at is None:
        state = IncidentState.ACKNOWLEDGED if incident.state == IncidentState.NEW else incident.state
        return {"acknowledged_at": action.occurred_at, "acknowledged_by": action.actor_id, "state": state}
    if action.type == "assign":
        return {
            "assignee_id": payload["assignee_id"], "assignee_name": payload["assignee_name"],
            "state": IncidentState.IN_PROGRESS, "assignee_version": incident.assignee_version + 1,
        }  # fmt: skip
    if action.type == "forward":
        agency = str(payload["agency"])
        return {
            "assignee_id": f"agency:{agency}"[:120], "assignee_name": agency, "agency": agency,
            "state": IncidentState.IN_PROGRESS, "assignee_version": incident.assignee_version + 1,
        }  # fmt: skip
    if action.type in _STATION:
        return {"state": _STATION[action.type]}
    if action.type == "escalate":
        return {"escalation_level": max(incident.escalation_level, int(payload["level"]))}
    if action.type == "resolve":
        return {
            "state": IncidentState.RESOLVED, "resolved_at": action.occurred_at, "resolution": payload["resolution"],
        }  # fmt: skip
    if action.type == "shelve":
        return {
            "shelved_by": action.actor_name, "shelved_by_name": action.actor_name,
            "shelved_until": datetime.fromisoformat(str(payload["until"])), "shelved_reason": payload["reason"],
        }  # fmt: skip
    if action.type in ("join", "part"):
        return {"joined_into": payload.get("into")}
    if action.type == "step":
        done = StepDone.model_validate(
            {**payload, "at": action.occurred_at, "actor_name": action.actor_name, "action_id": action.action_id,
             "pending": True}
        )  # fmt: skip
        return {"steps": (*incident.steps, done)}
    if action.type == "unshelve":
        return {"shelved_by": None, "shelved_by_name": "", "shelved_until": None, "shelved_reason": ""}
    return {}
