"""The merge rules of the contract, as pure functions: an incident and an action give the next incident or a refusal.

An incident's state is the fold of its actions. Nobody's clock decides: the order is that of arrival, and what an action
was based on tells whether it still means what its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from backend import joining, shelving, steps
from backend.problems import document
from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES, IncidentState
from contract.verbs import VERBS

OPEN = frozenset(IncidentState) - ENDED_STATES
OVER = ENDED_STATES - {IncidentState.RESOLVED}
"""Nothing more is done at it before it is opened again."""
HISTORY_KEPT = 200
OFFLINE_MS = 30_000
"""Received this much later than it happened, it was made in an outage (docs/explanation/contract.md#link-states)."""
OFFICER_ONLY = frozenset(verb.name for verb in VERBS if verb.officer_only)
NEVER_ACT = frozenset({"wall", "admin"})
TAG_MAX = 60
SHA256 = re.compile(r"[0-9a-f]{64}")
SKEW_FLAGGED_S = 5.0
"""A clock that is off by more is told beside what it timed (docs/explanation/contract.md#time)."""
TEXT_MAX = 4000


@dataclass(frozen=True)
class Act:
    """What a rule needs to know of an action."""

    action_id: str
    type: str
    base_version: int
    payload: Mapping[str, Any]
    actor_id: str
    actor_name: str
    role: str
    occurred_at: str
    received_at: str
    skew_s: float = 0.0
    """How far ahead of the server's the device's clock was when it sent this (seconds)."""


@dataclass(frozen=True)
class Outcome:
    """`applied`, `superseded`, `conflict` or `rejected`; new data where something changed, a problem where not."""

    result: str
    data: dict[str, Any] | None = None
    problem: dict[str, Any] | None = None


Rule = Callable[[dict[str, Any], Act], Outcome]


def fold(incident: Mapping[str, Any], act: Act) -> Outcome:
    """Apply `act` to `incident` by the contract's rules. Never changes what it was given."""
    rule = RULES.get(act.type)
    if rule is None:
        return rejected(422, "unknown-action", f"there is no action {act.type!r}")
    if act.role in NEVER_ACT:
        return rejected(403, "forbidden", "this role does not act on incidents")
    if act.type in OFFICER_ONLY:
        if act.role != "duty_officer":
            return rejected(403, "forbidden", "only a duty officer may do this")
        if was_offline(act):
            return rejected(409, "online-only", "this may only be done while connected; it was done offline")
    return rule(dict(incident), act)


def rejected(status: int, code: str, detail: str, **more: object) -> Outcome:
    """A refusal; `more` are fields of the problem for programs, such as which one is missing."""
    return Outcome("rejected", problem={**document(status, code, detail), **more})


def was_offline(act: Act) -> bool:
    """Whether so much time lies between doing and hearing that it was done during an outage."""
    return parse_ms(act.received_at) - parse_ms(act.occurred_at) + act.skew_s * 1000 > OFFLINE_MS


def told(incident: dict[str, Any], act: Act, text: str = "") -> dict[str, Any]:
    """The incident with one more line in its history."""
    line = {
        "at": act.occurred_at,
        "received_at": act.received_at,
        "verb": act.type,
        "actor_name": act.actor_name,
        "text": text,
        "action_id": act.action_id,
        "offline": was_offline(act),
    }
    if abs(act.skew_s) > SKEW_FLAGGED_S:
        line["skew_s"] = round(act.skew_s)
    history = [*incident.get("history", ()), line][-HISTORY_KEPT:]
    return incident | {"history": history, "updated_at": act.received_at}


def stated(act: Act, field: str) -> str | None:
    """A required text of the payload; None where it is missing, empty or too long."""
    text = act.payload.get(field)
    return text.strip() if isinstance(text, str) and 0 < len(text.strip()) <= TEXT_MAX else None


def missing(field: str) -> Outcome:
    """The refusal of a payload without a field, or without those named with commas between them."""
    return rejected(422, "bad-payload", f"{field} is missing, empty or too long", fields=field.split(", "))


def ended(incident: Mapping[str, Any]) -> Outcome | None:
    """The refusal of what needs an incident that goes on; None where it does."""
    if incident.get("state") in OVER:
        return rejected(409, "incident-closed", "the incident is closed; reopen it first")
    return None


def acknowledge(incident: dict[str, Any], act: Act) -> Outcome:
    """The first one received stops the clock; later ones are recorded."""
    over = ended(incident)
    if over is not None:
        return over
    if incident.get("acknowledged_at"):
        return Outcome("superseded", told(incident, act))
    changed = {"acknowledged_by": act.actor_id, "acknowledged_at": act.occurred_at}
    if incident.get("state") == "new":
        changed["state"] = "acknowledged"
    return Outcome("applied", told(incident | changed, act))


def note(incident: dict[str, Any], act: Act) -> Outcome:
    """Always accepted."""
    text = stated(act, "text")
    if text is None:
        return missing("text")
    return Outcome("applied", told(incident, act, text))


def tag(incident: dict[str, Any], act: Act) -> Outcome:
    """Always accepted; the same word twice is one."""
    word = stated(act, "tag")
    if word is None or len(word) > TAG_MAX:
        return missing("tag")
    tags = [*incident.get("tags", ())]
    return Outcome("applied", told(incident | {"tags": tags if word in tags else [*tags, word]}, act, word))


def attach(incident: dict[str, Any], act: Act) -> Outcome:
    """Always accepted: name and SHA-256 of a piece of evidence. No concurrent resolve passes over it."""
    name, digest = stated(act, "name"), act.payload.get("sha256")
    if name is None or not isinstance(digest, str) or not SHA256.fullmatch(digest):
        return missing("name, sha256")
    kept = [*incident.get("attachments", ()), {"name": name, "sha256": digest, "action_id": act.action_id}]
    return Outcome("applied", told(_marked(incident) | {"attachments": kept[-HISTORY_KEPT:]}, act, name))


def assign(incident: dict[str, Any], act: Act) -> Outcome:
    """Compare-and-set on the assignee's version: a stale one is told, not applied."""
    over = ended(incident)
    if over is not None:
        return over
    who, name = stated(act, "assignee_id"), stated(act, "assignee_name")
    if who is None or name is None:
        return missing("assignee_id, assignee_name")
    version = incident.get("assignee_version", 0)
    if act.payload.get("assignee_version") != version:
        problem = document(412, "assignee-changed", f"{incident.get('assignee_name') or '-'} was assigned meanwhile")
        return Outcome("superseded", told(incident, act, name), problem)
    changed = {"assignee_id": who, "assignee_name": name, "assignee_version": version + 1, "state": "in_progress"}
    return Outcome("applied", told(incident | changed, act, name))


def forward(incident: dict[str, Any], act: Act) -> Outcome:
    """To an agency; the same compare-and-set as a person."""
    agency = stated(act, "agency")
    if agency is None:
        return missing("agency")
    payload = {**act.payload, "assignee_id": f"agency:{agency}"[:120], "assignee_name": agency}
    return assign(incident, Act(**{**vars(act), "payload": payload}))


def escalate(incident: dict[str, Any], act: Act) -> Outcome:
    """The higher level wins."""
    over = ended(incident)
    if over is not None:
        return over
    level, reason = act.payload.get("level"), stated(act, "reason")
    if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= 9:
        return missing("level")
    if reason is None:
        return missing("reason")
    if level <= incident.get("escalation_level", 0):
        return Outcome("superseded", told(incident, act, reason))
    return Outcome("applied", told(_marked(incident) | {"escalation_level": level}, act, reason))


def _marked(incident: dict[str, Any]) -> dict[str, Any]:
    """Something happened that a concurrent resolve must not pass over; the number is the version it becomes."""
    return incident | {"concern_version": incident.get("_version", 0) + 1}


def resolve(incident: dict[str, Any], act: Act) -> Outcome:
    """Accepted unless someone escalated, reopened or added evidence after what it was based on."""
    over = ended(incident)
    if over is not None:
        return over
    resolution = stated(act, "resolution")
    if resolution is None:
        return missing("resolution")
    if incident.get("state") == "resolved":
        return Outcome("superseded", told(incident, act, resolution))
    if incident.get("concern_version", 0) > act.base_version:
        problem = document(412, "changed-meanwhile", "it was escalated, reopened or given evidence meanwhile")
        return Outcome("conflict", problem=problem)
    changed = {"state": "resolved", "resolved_at": act.occurred_at, "resolution": resolution}
    return Outcome("applied", told(incident | changed, act, resolution))


def reopen(incident: dict[str, Any], act: Act) -> Outcome:
    """Beats a concurrent close."""
    reason = stated(act, "reason")
    if reason is None:
        return missing("reason")
    if incident.get("state") in OPEN:
        return Outcome("superseded", told(incident, act, reason))
    changed = {"state": "in_progress", "resolved_at": None, "resolution": ""}
    return Outcome("applied", told(_marked(incident) | changed, act, reason))


def close(incident: dict[str, Any], act: Act) -> Outcome:
    """Online, by a duty officer, on a resolved incident."""
    if incident.get("state") != "resolved":
        return rejected(409, "not-resolved", "only a resolved incident can be closed")
    return Outcome("applied", told(incident | {"state": "closed"}, act))


def refuse(incident: dict[str, Any], act: Act) -> Outcome:
    """Online, by a duty officer, with a reason."""
    reason, over = stated(act, "reason"), ended(incident)
    if over is not None:
        return over
    return (
        missing("reason") if reason is None else Outcome("applied", told(incident | {"state": "refused"}, act, reason))
    )


def extend_deadline(incident: dict[str, Any], act: Act) -> Outcome:
    """Online, by a duty officer, to a later instant, with a reason."""
    over, reason, deadline = ended(incident), stated(act, "reason"), act.payload.get("deadline")
    if over is not None:
        return over
    if reason is None:
        return missing("reason")
    try:
        later = isinstance(deadline, str) and parse_ms(deadline) > parse_ms(incident.get("deadline") or act.received_at)
    except ValueError:
        later = False
    if not later:
        return missing("deadline")
    return Outcome("applied", told(incident | {"deadline": deadline}, act, reason))


def shelve(incident: dict[str, Any], act: Act) -> Outcome:
    """Put aside for a while, or bring back before its time; `backend.shelving` has the rule."""
    if act.type == "shelve":
        who = (act.actor_id, act.actor_name)
        found = shelving.shelve(incident, act.payload, who, act.received_at)
    else:
        found = shelving.unshelve(incident, act.received_at)
    if found.result == "rejected":
        return rejected(*found.problem)
    return Outcome(found.result, told(incident | dict(found.changed), act, found.text))


def join(incident: dict[str, Any], act: Act) -> Outcome:
    """Fold under another incident, or part from it; `backend.joining` has the rule."""
    over = ended(incident)
    if over is not None:
        return over
    found = joining.join(incident, act.payload) if act.type == "join" else joining.part(incident)
    if found is None:
        return missing("into")
    # The other one's code is what people know it by; the id stands in the data.
    return Outcome(found[0], told(incident | found[1], act, stated(act, "code") or ""))


def step(incident: dict[str, Any], act: Act) -> Outcome:
    """A step of a checklist is always taken in; `backend.steps` has the rule."""
    who = steps.Who(act.actor_id, act.actor_name, act.occurred_at, act.received_at, act.action_id, was_offline(act))
    found = steps.done(incident, act.payload, who)
    if found is None:
        return missing("checklist, step")
    return Outcome(found.result, told(incident | dict(found.changed), act, found.text))


def reveal(incident: dict[str, Any], act: Act) -> Outcome:
    """Somebody asks who reported, and says why: it stands in the history before anybody is told (`backend.reveal`)."""
    reason = stated(act, "reason")
    if reason is None:
        return missing("reason")
    if was_offline(act):
        return rejected(409, "online-only", "this may only be done while connected; it was done offline")
    return Outcome("applied", told(incident, act, reason))


RULES: Mapping[str, Rule] = MappingProxyType({
    "join": join, "part": join, "step": step, "reveal": reveal,
    "acknowledge": acknowledge, "note": note, "tag": tag, "attach": attach,
    "assign": assign, "forward": forward, "escalate": escalate, "shelve": shelve, "unshelve": shelve,
    "resolve": resolve, "reopen": reopen, "close": close, "refuse": refuse, "extend_deadline": extend_deadline,
})  # fmt: skip
