"""Incidents carried through the backend's engine alone: one and an action give the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions import engine
from backend.actions.deed import Act, Deed, Outcome
from backend.actions.engine import Rules
from backend.incidents import life_cycle
from backend.incidents.incident import RULES
from backend.rules import RULES as ALL

__all__ = ["ALL", "RULES", "Act", "LifeCycles", "fold"]


def fold(incident: Mapping[str, Any], act: Act, rules: Rules = ALL) -> Outcome:
    """What comes of `act`; an incident may say its own `_id` and `_version`."""
    stored = {name: value for name, value in incident.items() if name not in {"_id", "_version"}}
    deed = Deed(act, "incident", incident.get("_id", ""), incident.get("_version", 1), stored)
    return engine.fold(rules, deed)


class LifeCycles(life_cycle.LifeCycles):
    """Those of a city, which fold by themselves."""

    def fold(self, incident: Mapping[str, Any], act: Act) -> Outcome:
        """As `fold`, on the way that the incident's life cycle lays down."""
        return fold(incident, act, self.over(ALL))
