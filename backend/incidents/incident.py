"""The merge rules of the contract, as pure functions: an incident and an action give the next incident or a refusal.

An incident's state is the fold of its actions (`backend.actions.engine`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, Rule, rejected, said, unfit
from backend.actions.shift_lines import in_shift_log
from backend.base.newest import newest
from backend.base.problems import document
from backend.incidents import joining, shelving, steps
from contract.door import Fault
from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES, IncidentState

OPEN = frozenset(IncidentState) - ENDED_STATES
OVER = ENDED_STATES - {IncidentState.RESOLVED}
"""Nothing more is done at it before it is opened again."""
ATTACHMENTS_KEPT, ATTACHMENTS_BYTES = 200, 32 * 1024
TAGS_KEPT = 50
_AS_IT_IS: Mapping[str, Any] = MappingProxyType({})


def told(
    deed: Deed, text: str = "", changed: Mapping[str, Any] = _AS_IT_IS, *, result: str = "applied",
    problem: dict[str, Any] | None = None,
) -> Outcome:  # fmt: skip
    """The outcome that changes these fields and adds one line to the history."""
    act = deed.act
    line = {
        "at": act.at,
        "received_at": act.received_at,
        "verb": act.type,
        "actor_name": act.actor_name,
        "text": text,
        "action_id": act.action_id,
        "offline": act.offline,
        **act.own_clock,
    }
    history = [*deed.data.get("history", ()), line]
    return Outcome(result, {**deed.data, **changed, "history": history, "updated_at": act.received_at}, problem)


def ended(deed: Deed) -> Outcome | None:
    """The refusal of what needs an incident that goes on; None where it does."""
    if deed.data.get("state") in OVER:
        return rejected(409, "incident-closed", "the incident is closed; reopen it first")
    return None


def _marked(deed: Deed) -> dict[str, Any]:
    """Something happened that a concurrent resolve must not pass over; the number is the version it becomes."""
    return {"concern_version": deed.version + 1}


def acknowledge(deed: Deed) -> Outcome:
    """The first one received stops the clock; later ones are recorded."""
    over = ended(deed)
    if over is not None:
        return over
    if deed.data.get("acknowledged_at"):
        return told(deed, result="superseded")
    changed = {"acknowledged_by": deed.act.actor_id, "acknowledged_at": deed.act.at}
    if deed.data.get("state") == "new":
        changed["state"] = "acknowledged"
    return told(deed, "", changed)


def note(deed: Deed) -> Outcome:
    """Always accepted."""
    return told(deed, said(deed.act, "text"))


def tag(deed: Deed) -> Outcome:
    """Always accepted; the same word twice is one."""
    word = said(deed.act, "tag")
    tags = [*deed.data.get("tags", ())]
    return told(deed, word, {"tags": tags if word in tags else [*tags, word][-TAGS_KEPT:]})


def attach(deed: Deed) -> Outcome:
    """Always accepted: name and SHA-256 of a piece of evidence. No concurrent resolve passes over it."""
    name, digest = said(deed.act, "name"), deed.act.payload["sha256"]
    kept = [*deed.data.get("attachments", ()), {"name": name, "sha256": digest, "action_id": deed.act.action_id}]
    return told(deed, name, _marked(deed) | {"attachments": newest(kept, ATTACHMENTS_KEPT, ATTACHMENTS_BYTES)})


def assign(deed: Deed) -> Outcome:
    """Compare-and-set on the assignee's version: a stale one is told, not applied."""
    over = ended(deed)
    if over is not None:
        return over
    who, name = said(deed.act, "assignee_id"), said(deed.act, "assignee_name")
    version = deed.data.get("assignee_version", 0)
    if deed.act.payload.get("assignee_version") != version:
        problem = document(412, "assignee-changed", f"{deed.data.get('assignee_name') or '-'} was assigned meanwhile")
        return told(deed, name, result="superseded", problem=problem)
    changed = {"assignee_id": who, "assignee_name": name, "assignee_version": version + 1, "state": "in_progress"}
    return told(deed, name, changed)


def forward(deed: Deed) -> Outcome:
    """To an agency; the same compare-and-set as a person."""
    agency = said(deed.act, "agency")
    payload = {**deed.act.payload, "assignee_id": f"agency:{agency}"[:120], "assignee_name": agency}
    return assign(replace(deed, act=replace(deed.act, payload=payload)))


def escalate(deed: Deed) -> Outcome:
    """The higher level wins."""
    over = ended(deed)
    if over is not None:
        return over
    level, reason = deed.act.payload["level"], said(deed.act, "reason")
    if level <= deed.data.get("escalation_level", 0):
        return told(deed, reason, result="superseded")
    params = {"code": deed.data.get("code", deed.key), "title": deed.data.get("title", ""), "level": level}
    drill = deed.data.get("drill") is True
    lines = [] if drill else in_shift_log(deed, "escalated", {**params, "reason": reason}, incident_id=deed.key)
    return replace(told(deed, reason, _marked(deed) | {"escalation_level": level}), beside=tuple(lines))


def resolve(deed: Deed) -> Outcome:
    """Accepted unless someone escalated, reopened or added evidence after what it was based on."""
    over = ended(deed)
    if over is not None:
        return over
    resolution = said(deed.act, "resolution")
    if deed.data.get("state") == "resolved":
        return told(deed, resolution, result="superseded")
    if deed.data.get("concern_version", 0) > deed.act.base_version:
        problem = document(412, "changed-meanwhile", "it was escalated, reopened or given evidence meanwhile")
        return Outcome("conflict", problem=problem)
    changed = {"state": "resolved", "resolved_at": deed.act.at, "resolution": resolution}
    return told(deed, resolution, changed)


def reopen(deed: Deed) -> Outcome:
    """Beats a concurrent close."""
    reason = said(deed.act, "reason")
    if deed.data.get("state") in OPEN:
        return told(deed, reason, result="superseded")
    changed = {"state": "in_progress", "resolved_at": None, "resolution": ""}
    return told(deed, reason, _marked(deed) | changed)


def close(deed: Deed) -> Outcome:
    """Online, by a duty officer, on a resolved incident."""
    if deed.data.get("state") != "resolved":
        return rejected(409, "not-resolved", "only a resolved incident can be closed")
    return told(deed, "", {"state": "closed"})


def refuse(deed: Deed) -> Outcome:
    """Online, by a duty officer, with a reason."""
    return ended(deed) or told(deed, said(deed.act, "reason"), {"state": "refused"})


def extend_deadline(deed: Deed) -> Outcome:
    """Online, by a duty officer, to a later instant, with a reason."""
    over, deadline = ended(deed), deed.act.payload["deadline"]
    if over is not None:
        return over
    before = deed.data.get("deadline") or deed.act.received_at
    try:
        later = parse_ms(deadline) > parse_ms(before)
    except ValueError:
        later = False
    if not later:
        return unfit(Fault("deadline", f"a time after {before}"))
    return told(deed, said(deed.act, "reason"), {"deadline": deadline})


def shelve(deed: Deed) -> Outcome:
    """Put aside for a while, or bring back before its time; `backend.incidents.shelving` has the rule."""
    act = deed.act
    if act.type == "shelve":
        found = shelving.shelve(deed.data, act.payload, (act.actor_id, act.actor_name), act.received_at)
    else:
        found = shelving.unshelve(deed.data, act.received_at)
    if found.result == "rejected":
        return rejected(*found.problem)
    return told(deed, found.text, found.changed, result=found.result)


def join(deed: Deed) -> Outcome:
    """Fold under another incident, or part from it; `backend.incidents.joining` has the rule."""
    over = ended(deed)
    if over is not None:
        return over
    data, act = deed.data, deed.act
    found = joining.join(deed.key, data, act.payload) if act.type == "join" else joining.part(data)
    if found is None:
        return unfit(Fault("into", "another incident"))
    # The other one's code is what people know it by; the id stands in the data.
    return told(deed, said(act, "code"), found[1], result=found[0])


def step(deed: Deed) -> Outcome:
    """A step of a checklist is always taken in; `backend.incidents.steps` has the rule."""
    found = steps.done(deed.data, deed.act.payload, steps.who(deed.act))
    return told(deed, found.text, found.changed, result=found.result)


def reveal(deed: Deed) -> Outcome:
    """Somebody asks who reported and says why: in the history before anybody is told (`backend.privacy.reveal`)."""
    if deed.act.offline:
        return rejected(409, "online-only", "this may only be done while connected; it was done offline")
    return told(deed, said(deed.act, "reason"))


RULES: Mapping[str, Rule] = MappingProxyType({
    "join": join, "part": join, "step": step, "reveal": reveal,
    "acknowledge": acknowledge, "note": note, "tag": tag, "attach": attach,
    "assign": assign, "forward": forward, "escalate": escalate, "shelve": shelve, "unshelve": shelve,
    "resolve": resolve, "reopen": reopen, "close": close, "refuse": refuse, "extend_deadline": extend_deadline,
})  # fmt: skip
