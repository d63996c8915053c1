"""Folds every action: the rule is found by what is acted on and how, and what holds for all of them is asked first.

Nobody's clock decides: the order is that of arrival, and what an action was based on tells whether it still means what
its author meant. A rule is given a payload that is what the contract says of its verb (`contract.verbs`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, Rule, rejected, unfit
from backend.people.roles import Scope
from backend.people.scopes import why_not
from contract.door import Fault, payload_faults
from contract.verbs import BY_NAME, Verb

Rules = Mapping[tuple[str, str], Rule]
"""By type of target and verb (`backend.rules`)."""
MAY_BE_NEW = frozenset({"layout", "export"})
"""What may be acted on before there is any, or of which there never is one."""
BESIDE: Mapping[str, frozenset[str]] = MappingProxyType({"open": frozenset({"reporter"})})
"""What of a verb is personal and never said with it: refused, and not even kept in the log (`kept_payload`)."""


def fold(rules: Rules, deed: Deed) -> Outcome:
    """What comes of `deed`. Never changes what it was given."""
    act, target = deed.act, deed.target
    rule, verb = rules.get((target, act.type)), BY_NAME.get(act.type)
    makes = verb is not None and verb.makes and verb.target == target
    if not deed.version and target not in MAY_BE_NEW and not makes:
        return rejected(404, "unknown-target", "there is no such record")
    if rule is None or rule is unknown or verb is None:
        return unknown(deed)
    reason = why_not(Scope(act.role, act.limits), act.type, target, {} if makes else deed.data)
    if reason is not None:
        return rejected(403, "forbidden", reason)
    if verb.online_only and act.offline:
        return rejected(409, "online-only", "this may only be done while connected; it was done offline")
    if makes and deed.version:
        return rejected(409, "exists", "there is such a record already")
    faults = (*payload_faults(act.type, act.payload), *_beside(act.type, act.payload))
    if makes and not faults:
        return _made(rule, verb, deed)
    return rule(deed) if not faults else unfit(*faults, code=verb.refusal)


def _made(rule: Rule, verb: Verb, deed: Deed) -> Outcome:
    """What comes of making a record: asked of whoever does it is what it would be, for nothing is there yet."""
    act = deed.act
    understood = verb.payload.model_validate_json(json.dumps(dict(act.payload))).model_dump(mode="json")
    reason = why_not(Scope(act.role, act.limits), act.type, deed.target, understood)
    if reason is not None:
        return rejected(403, "forbidden", reason)
    return rule(replace(deed, act=replace(act, payload=understood)))


def _beside(verb: str, payload: Mapping[str, Any]) -> tuple[Fault, ...]:
    """The faults of a payload in which somebody is named who may not be."""
    named = sorted(BESIDE.get(verb, frozenset()) & payload.keys())
    return tuple(Fault(name, "no such field: it is sent beside the action") for name in named)


def kept_payload(verb: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of a payload. What it leaves out was refused, so that no hash speaks for it."""
    return {name: said for name, said in payload.items() if name not in BESIDE.get(verb, frozenset())}


def unknown(deed: Deed) -> Outcome:
    """The refusal of a verb that this target does not know."""
    return rejected(422, "unknown-action", f"there is no action {deed.act.type!r} on this {deed.target}")
