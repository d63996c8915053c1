"""Lines of the lists that tell of the load of alarms."""

from __future__ import annotations

from datetime import datetime

from console.records.models import Incident
from widgets.base.formats import age_text
from widgets.base.grouped_list import Line
from widgets.base.severity import level_of, severity_word
from widgets.incidents.words import state_word


def source_words(one: Incident) -> str:
    """What a group of incidents is called: what reports them, else their kind."""
    return one.source_name or one.kind or str(one.channel)


def incident_line(group: str, one: Incident, now: datetime) -> Line:
    """One incident as a row of `group`."""
    where = ", ".join(part for part in (one.place, one.ward) if part)
    level = level_of(one.severity)
    age = age_text((now - one.created_at).total_seconds())
    state = f"{state_word(one.state)} · {severity_word(level)}"
    return Line(f"{group}:{one.id}", one.title, f"{one.code} · {where}", age, state, f"severity{level}", str(level))
