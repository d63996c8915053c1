"""How much time is left, as large as it matters: each second under an hour, in its largest unit before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console.records.models import Incident
from widgets.base.deadlines import deadline_words
from widgets.base.formats import age_text, date_text, day_minute_text, local, minute_text

HOUR = timedelta(hours=1)
TONES: Mapping[str, str] = MappingProxyType({"soon": "soon", "pressing": "overdue", "overdue": "overdue"})
"""Of the figure, by how loud its deadline is everywhere else."""


class Countdown(NamedTuple):
    """The large figure, its tone, and the line below it."""

    figure: str
    tone: str
    below: str


def countdown(incident: Incident, now: datetime) -> Countdown:
    """What there is to count; nothing where the incident has no deadline, has ended, or its clock stands still."""
    translate = QCoreApplication.translate
    if not incident.is_open:
        return Countdown("", "", "")
    if incident.paused_since is not None:
        since = day_minute_text(now, incident.paused_since)
        return Countdown("", "", translate("countdown", "clock stopped since {time}").format(time=since))
    if incident.deadline is None:
        return Countdown("", "", translate("countdown", "no deadline"))
    left = incident.deadline - now
    at = minute_text(incident.deadline)
    if local(incident.deadline).date() != local(now).date():
        at = f"{at} {date_text(incident.deadline)[:5]}"
    tone = TONES.get(deadline_words(incident, now)[1], "")
    if left < timedelta(0):
        over = translate("countdown", "overdue, due {time}").format(time=at)
        return Countdown(age_text(-left.total_seconds()), tone, over)
    seconds = int(left.total_seconds())
    figure = f"{seconds // 60:02d}:{seconds % 60:02d}" if left < HOUR else age_text(seconds)
    return Countdown(figure, tone, translate("countdown", "due {time}").format(time=at))


def deadline_name(incident: Incident) -> str:
    """Which of its deadlines it is, in the city's words; empty where there is but one."""
    return next((one.name for one in incident.deadlines if one.kind == incident.deadline_kind), "")
