"""What is said of an incident's deadline, and how loud: the same on its row, in its head, folded and in a flood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from console.records.models import Incident
from contract.fields import NO_TIME
from contract.records.incident import Severity
from widgets.base.formats import deadline_text

PRESSING = 0.25
"""The last part of a critical one's time, in which it is as loud as what is overdue."""
COLOURS: Mapping[str, str] = MappingProxyType({"soon": "severity2", "pressing": "severity1", "overdue": "severity1"})
"""Roles of the theme by loudness; the others have none of their own."""


def deadline_words(incident: Incident, now: datetime) -> tuple[str, str]:
    """The words and their loudness: `none`, `normal`, `soon`, `pressing` or `overdue`. What has ended says nothing."""
    due = incident.running_deadline
    words, loud = deadline_text(now, due)
    if due is not None and loud in ("soon", "normal") and incident.severity == Severity.CRITICAL:
        begun = incident.created_at
        if begun != NO_TIME and due - now <= (due - begun) * PRESSING:
            return words, "pressing"
    return words, loud
