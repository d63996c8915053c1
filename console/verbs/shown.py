"""Incidents as they are shown: the server's with what of ours is on its way, and those that were opened here alone."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from console.records.models import Incident, PendingAction
from console.verbs import opening
from console.verbs.actions import overlay
from offline_cache import feeds

Saved = Mapping[str, list[PendingAction]]
"""What is unsettled or in trouble, by its target."""
OPENING = opening.VERB
_SEARCHED = ("title", "place", "ward", "description")


def laid_over(incidents: Iterable[Incident], saved: Saved) -> list[Incident]:
    """All of them, the worst first, then by deadline."""
    known = {incident.id: incident for incident in incidents}
    opened = opening.unheard(saved, known)
    return sorted((_with(incident, saved) for incident in (*known.values(), *opened)), key=_urgency)


def says(payload: Mapping[str, Any], text: str) -> bool:
    """Whether an incident that was opened here, and is in no index yet, has words that begin with each of `text`."""
    said = feeds.plain(" ".join(str(payload.get(name) or "") for name in _SEARCHED)).split()
    return all(any(one.startswith(word) for one in said) for word in feeds.plain(text).split())


def _with(incident: Incident, saved: Saved) -> Incident:
    return overlay(incident, saved[incident.id]) if incident.id in saved else incident


def _urgency(incident: Incident) -> tuple[int, float, str]:
    deadline = incident.deadline.timestamp() if incident.deadline else math.inf
    return int(incident.severity), deadline, incident.id
