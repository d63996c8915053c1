"""Why a verb of an incident is off: which incident is meant, who is here, and then the verb's own rule."""

from __future__ import annotations

from collections.abc import Callable

from console.records.models import Actor, Incident
from views.arguments.incident import OfIncident
from views.base.context import Context

Rule = Callable[[Incident, Actor], str | None]
"""The code of why the verb is off for this person at this incident; None where it may be done."""


def why_off(
    context: Context, known: Callable[[str | None], Incident | None], rule: Rule
) -> Callable[[OfIncident], str | None]:
    """Asked with a command's arguments. `known(None)` is the incident whose details are shown.

    One that is named and not known here is left to the verb itself, which looks into the cache.
    """

    def why(args: OfIncident) -> str | None:
        incident = known(args.incident or None)
        if incident is None:
            return None if args.incident else "no_incident"
        actor = context.session.actor
        return "sign_in_first" if actor is None else rule(incident, actor)

    return why
