"""What an agency says of an incident that it was given, as a merge rule: it accepts or refuses, comes, is there, asks.

Each step is said of one forwarding: once the incident was forwarded anew, what was said before holds no more. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, Rule, rejected, said
from backend.incidents.incident import ended, told
from contract.roles import Role

PREFIX = "agency:"
"""What the id of an assignee begins with that is an agency (`backend.incidents.incident.forward`)."""
STEPS_KEPT = 40
"""Of all agencies together; each has two at most."""
ASK = "ask"
NEXT: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "": ("accept", "refuse"),
    "accept": ("under_way", "on_the_spot", "refuse"),
    "under_way": ("on_the_spot",),
    "on_the_spot": (),
})  # fmt: skip
"""What may be said after what; asking is possible at all times."""
WORDS: Mapping[str, str] = MappingProxyType({
    "accept": "Cơ quan đã tiếp nhận", "refuse": "Cơ quan từ chối", "under_way": "Lực lượng đang tới",
    "on_the_spot": "Lực lượng đã tới nơi", "ask": "Cơ quan hỏi lại",
})  # fmt: skip
"""How the history tells of a step: it is read by people of the city."""


def agency_of(incident: Mapping[str, Any]) -> str:
    """The agency that an incident is with now; empty where it is with nobody, or with a person."""
    is_agencys = str(incident.get("assignee_id") or "").startswith(PREFIX)
    return str(incident.get("assignee_name") or "") if is_agencys else ""


def newest(incident: Mapping[str, Any], *, asked: bool = False) -> Mapping[str, Any]:
    """What the agency that has it said last of this forwarding, or `asked` last; empty where it said nothing yet."""
    agency, version = agency_of(incident), incident.get("assignee_version", 0)
    for one in reversed(list(incident.get("agency_steps") or ())):
        if one.get("agency") != agency or (one.get("step") == ASK) is not asked:
            continue
        return one if one.get("assignee_version") == version else {}
    return {}


def agency_step(deed: Deed) -> Outcome:
    """Said by the agency that has it, one after the other; what was said already is recorded."""
    over = ended(deed)
    if over is not None:
        return over
    act, incident = deed.act, deed.data
    agency, step, text = agency_of(incident), str(act.payload["step"]), said(act, "text")
    if not agency or (act.role == Role.AGENCY and agency not in act.limits.agencies):
        return rejected(409, "not-forwarded", "it is not with this agency")
    line = ": ".join(part for part in (WORDS[step], text) if part)
    done = str(newest(incident).get("step") or "")
    if step == done:
        return told(deed, line, result="superseded")
    if step != ASK and step not in NEXT.get(done, ()):
        return rejected(409, "wrong-step", f"{step} does not come after {done or 'nothing'}", step=done)
    entry = {
        "agency": agency, "step": step, "text": text, "at": act.at, "actor_name": act.actor_name,
        "action_id": act.action_id, "offline": act.offline, "assignee_version": incident.get("assignee_version", 0),
    }  # fmt: skip
    others = [one for one in incident.get("agency_steps") or () if not _is_replaced(one, entry)]
    changed: dict[str, Any] = {"agency_steps": [*others, entry][-STEPS_KEPT:]}
    if step == "refuse":
        changed |= _back_in_the_room(incident)
    return told(deed, line, changed)


def _is_replaced(one: Mapping[str, Any], by: Mapping[str, Any]) -> bool:
    return one.get("agency") == by["agency"] and (one.get("step") == ASK) is (by["step"] == ASK)


def _back_in_the_room(incident: Mapping[str, Any]) -> dict[str, Any]:
    """Nobody has it now; whoever meant to act on it while the agency had it sees that it changed hands."""
    version = int(incident.get("assignee_version") or 0) + 1
    return {"assignee_id": None, "assignee_name": None, "agency": "", "assignee_version": version}


RULES: Mapping[str, Rule] = MappingProxyType({"agency_step": agency_step})
