"""The verbs at an incident: what each does to one that is shown, when it is off, and what the desk adds to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from console.records.checklist import told
from console.records.models import Incident, PendingAction, StepDone
from console.verbs import opening
from console.verbs.base import ORDER, Verb, by_name
from contract.records.incident import IncidentState
from contract.verbs.incident import HIGHEST_LEVEL

Said = Mapping[str, Any]
"""A payload."""
IncidentEffect = Callable[[Incident, PendingAction], Said]
"""The fields that the action changes, with what they become."""


class While(Enum):
    """How long in an incident's life a verb may be said."""

    NOT_ENDED = "not_ended"
    """Until it is closed or refused."""
    OPEN = "open"
    """Until it is resolved."""
    OPEN_AND_STAGED = "open_and_staged"
    """As `OPEN`, and as the life cycle of the city has it, where there is one."""
    STAGED = "staged"
    """The life cycle gives it its place."""


def _never_off(_incident: Incident) -> str | None:
    return None


def _as_said(_incident: Incident, payload: Said) -> dict[str, Any]:
    return dict(payload)


@dataclass(frozen=True)
class IncidentVerb(Verb[IncidentEffect]):
    """A verb at an incident."""

    when: While = While.OPEN
    off: Callable[[Incident], str | None] = _never_off
    """Why it is off besides, as a code."""
    changes: frozenset[str] = frozenset()
    """What of an incident it changes, of that which a conflict compares (`console.incidents.conflicts`)."""
    filled: Callable[[Incident, Said], dict[str, Any]] = _as_said
    """What is said, with what its author sees of the incident; also when it is said again."""
    aside: bool = False
    """Never the step of a life cycle that comes next by itself."""
    without_cycle: bool = False
    """Whether the contract knows it where there is no life cycle."""


# what an unsent one changes


def _only_told(_incident: Incident, _action: PendingAction) -> Said:
    """Nothing but the history, or nothing that this console could tell by itself."""
    return {}


def _acknowledged(incident: Incident, action: PendingAction) -> Said:
    if incident.acknowledged_at is not None:
        return {}
    state = IncidentState.ACKNOWLEDGED if incident.state == IncidentState.NEW else incident.state
    return {"acknowledged_at": action.occurred_at, "acknowledged_by": action.actor_id, "state": state}


def _assigned(incident: Incident, action: PendingAction) -> Said:
    payload = action.payload
    return {
        "assignee_id": payload["assignee_id"], "assignee_name": payload["assignee_name"],
        "state": IncidentState.IN_PROGRESS, "assignee_version": incident.assignee_version + 1,
    }  # fmt: skip


def _forwarded(incident: Incident, action: PendingAction) -> Said:
    agency = str(action.payload["agency"])
    return {
        "assignee_id": f"agency:{agency}"[:120], "assignee_name": agency, "agency": agency,
        "state": IncidentState.IN_PROGRESS, "assignee_version": incident.assignee_version + 1,
    }  # fmt: skip


def _state(state: IncidentState) -> IncidentEffect:
    return lambda _incident, _action: {"state": state}


def _escalated(incident: Incident, action: PendingAction) -> Said:
    return {"escalation_level": max(incident.escalation_level, int(action.payload["level"]))}


def _resolved(_incident: Incident, action: PendingAction) -> Said:
    return {
        "state": IncidentState.RESOLVED, "resolved_at": action.occurred_at, "resolution": action.payload["resolution"],
    }  # fmt: skip


def _shelved(_incident: Incident, action: PendingAction) -> Said:
    return {
        "shelved_by": action.actor_name, "shelved_by_name": action.actor_name,
        "shelved_until": datetime.fromisoformat(str(action.payload["until"])),
        "shelved_reason": action.payload["reason"],
    }  # fmt: skip


def _unshelved(_incident: Incident, _action: PendingAction) -> Said:
    return {"shelved_by": None, "shelved_by_name": "", "shelved_until": None, "shelved_reason": ""}


def _joined(_incident: Incident, action: PendingAction) -> Said:
    return {"joined_into": action.payload.get("into")}


def _done(incident: Incident, action: PendingAction) -> Said:
    done = StepDone.model_validate(
        {**action.payload, "at": action.occurred_at, "actor_name": action.actor_name, "action_id": action.action_id,
         "pending": True}
    )  # fmt: skip
    return {"steps": (*incident.steps, done)}


# why it is off


def _acknowledged_already(incident: Incident) -> str | None:
    acknowledged = incident.acknowledged_at is not None or "acknowledge" in incident.pending
    return "already_acknowledged" if acknowledged else None


def _critical(incident: Incident) -> str | None:
    return "critical_not_shelved" if incident.severity <= 1 else None


def _not_shelved(incident: Incident) -> str | None:
    return "not_shelved" if incident.shelved_until is None else None


def _not_joined(incident: Incident) -> str | None:
    return "not_joined" if incident.joined_into is None else None


def _highest(incident: Incident) -> str | None:
    return "highest_level" if incident.escalation_level >= HIGHEST_LEVEL else None


# what is said with it


def _with_assignee(incident: Incident, payload: Said) -> dict[str, Any]:
    return {**payload, "assignee_version": incident.assignee_version}


def _with_level(incident: Incident, payload: Said) -> dict[str, Any]:
    """One level more than now; said again, not below what was said first, nor above the highest."""
    level = incident.escalation_level + 1
    if "level" in payload:
        level = max(int(payload["level"]), min(level, HIGHEST_LEVEL))
    return {**payload, "level": level}


_ASSIGNEE = frozenset({"state", "assignee_name"})
_STATE = frozenset({"state"})
_RESULT = frozenset({"state", "resolution"})
VERBS: tuple[IncidentVerb, ...] = (
    IncidentVerb(opening.VERB, _only_told, when=While.NOT_ENDED, text=opening.words_of),
    IncidentVerb("acknowledge", _acknowledged, off=_acknowledged_already, changes=_STATE),
    IncidentVerb("note", _only_told, when=While.NOT_ENDED),
    IncidentVerb("tag", _only_told),
    IncidentVerb("attach", _only_told),
    IncidentVerb(
        "assign", _assigned, ORDER, when=While.OPEN_AND_STAGED, changes=_ASSIGNEE, filled=_with_assignee
    ),
    IncidentVerb(
        "forward", _forwarded, ORDER, when=While.STAGED, changes=_ASSIGNEE, filled=_with_assignee, without_cycle=True
    ),
    IncidentVerb(
        "escalate", _escalated, ORDER, off=_highest, changes=frozenset({"escalation_level"}), filled=_with_level
    ),
    IncidentVerb("shelve", _shelved, off=_critical),
    IncidentVerb("unshelve", _unshelved, off=_not_shelved),
    IncidentVerb("join", _joined),
    IncidentVerb("part", _joined, off=_not_joined),
    IncidentVerb("step", _done, when=While.NOT_ENDED, text=told),
    IncidentVerb("reveal", _only_told, when=While.NOT_ENDED),
    IncidentVerb("resolve", _resolved, when=While.OPEN_AND_STAGED, changes=_RESULT),
    IncidentVerb("agency_step", _only_told, when=While.NOT_ENDED),
    IncidentVerb("verify", _only_told, when=While.STAGED),
    IncidentVerb("classify", _only_told, when=While.STAGED),
    IncidentVerb("start", _state(IncidentState.IN_PROGRESS), when=While.STAGED),
    IncidentVerb("pause", _only_told, when=While.STAGED, aside=True),
    IncidentVerb("resume", _only_told, when=While.STAGED),
    IncidentVerb("reply", _only_told, when=While.STAGED),
    IncidentVerb("close", _state(IncidentState.CLOSED), when=While.STAGED, changes=_STATE, without_cycle=True),
    IncidentVerb(
        "refuse", _state(IncidentState.REFUSED), when=While.STAGED, changes=_STATE, aside=True, without_cycle=True
    ),
    IncidentVerb(
        "reopen", _state(IncidentState.IN_PROGRESS), when=While.STAGED, changes=_RESULT, aside=True, without_cycle=True
    ),
    IncidentVerb(
        "extend_deadline", _only_told, when=While.STAGED, changes=frozenset({"deadline"}), aside=True,
        without_cycle=True,
    ),
)  # fmt: skip
BY_NAME = by_name(*VERBS)


def effect_of(incident: Incident, action: PendingAction) -> Said:
    """What `action` changes; nothing where it is of a verb that is not an incident's."""
    verb = BY_NAME.get(action.type)
    return verb.effect(incident, action) if verb is not None else {}


def changing(field: str) -> frozenset[str]:
    """Verbs that change this fact of an incident."""
    return frozenset(verb.name for verb in VERBS if field in verb.changes)
