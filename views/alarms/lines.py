"""Lines of the lists that tell of the load of alarms."""

from __future__ import annotations

from datetime import datetime

from console.records.models import Incident
from widgets.base.deadlines import COLOURS, deadline_words
from widgets.base.formats import age_text
from widgets.base.grouped_list import Line
from widgets.base.severity import UNREAD, level_of, severity_said
from widgets.incidents.words import state_word
from widgets.queue.incident_delegate import row_tag, second_line


def source_words(one: Incident) -> str:
    """What a group of incidents is called: what reports them, else their kind."""
    return one.source_name or one.kind or str(one.channel)


def incident_line(group: str, one: Incident, now: datetime) -> Line:
    """One incident as a row of `group`: what it is, where, and for how long it has been open."""
    where = ", ".join(part for part in (one.place, one.ward) if part)
    age = age_text((now - one.created_at).total_seconds())
    state = f"{state_word(one.state)} · {severity_said(one)}"
    below = f"{one.code} · {where}"
    digit = UNREAD if "severity" in one.unread else ""
    severity = level_of(one.severity)
    return Line(f"{group}:{one.id}", one.title, below, age, state, severity=severity, digit=digit, drill=one.drill)


def row_line(group: str, one: Incident, now: datetime) -> Line:
    """One incident as the queue's own rows tell it: its deadline above, what nobody has taken yet in a frame."""
    due, loud = deadline_words(one, now)
    age = age_text((now - one.created_at).total_seconds())
    return Line(
        f"{group}:{one.id}",
        one.title,
        second_line(one),
        due,
        age,
        severity=level_of(one.severity),
        digit=UNREAD if "severity" in one.unread else "",
        at_tone=COLOURS.get(loud, "text1"),
        tag=row_tag(one),
        strong=True,
        drill=one.drill,
    )
