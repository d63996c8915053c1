"""Folds every action: the rule is found by what is acted on and how, and what holds for all of them is asked first.

Nobody's clock decides: the order is that of arrival, and what an action was based on tells whether it still means what
its author meant. A rule is given a payload that is what the contract says of its verb (`contract.verbs`).
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.actions.deed import Deed, Outcome, Rule, rejected, unfit
from backend.people.roles import Scope
from backend.people.scopes import why_not
from contract.door import payload_faults
from contract.verbs import BY_NAME

Rules = Mapping[tuple[str, str], Rule]
"""By type of target and verb (`backend.rules`)."""
MAY_BE_NEW = frozenset({"layout", "export"})
"""What may be acted on before there is any, or of which there never is one."""


def fold(rules: Rules, deed: Deed) -> Outcome:
    """What comes of `deed`. Never changes what it was given."""
    act, target = deed.act, deed.target
    if not deed.version and target not in MAY_BE_NEW:
        return rejected(404, "unknown-target", "there is no such record")
    rule, verb = rules.get((target, act.type)), BY_NAME.get(act.type)
    if rule is None or rule is unknown or verb is None:
        return unknown(deed)
    reason = why_not(Scope(act.role, act.limits), act.type, target, deed.data)
    if reason is not None:
        return rejected(403, "forbidden", reason)
    if verb.online_only and act.offline:
        return rejected(409, "online-only", "this may only be done while connected; it was done offline")
    faults = payload_faults(act.type, act.payload)
    return rule(deed) if not faults else unfit(*faults, code=verb.refusal)


def unknown(deed: Deed) -> Outcome:
    """The refusal of a verb that this target does not know."""
    return rejected(422, "unknown-action", f"there is no action {deed.act.type!r} on this {deed.target}")
