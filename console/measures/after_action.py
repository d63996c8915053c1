"""What happened around an incident as one timeline: its own history, deadlines, the shift log, pictures, outages. Pure.

Times are those at which something happened; what the server heard of later says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.analysis.measures import NOT_LOAD
from console.evidence.saved_pictures import Picture
from console.records.models import HistoryEntry, Incident
from console.records.shift import ShiftEntry
from console.sync.outage_log import Outage

KINDS = ("came", "action", "log", "picture", "deadline", "outage")
TOLD_ELSEWHERE = frozenset(
    {
        "escalated", "critical_incident", "signed_on", "signed_off", "handover_offered", "handover_taken",
        "handover_returned",
    }
)  # fmt: skip
"""Automatic lines of the log that say what the history says too, or nothing about one incident."""
SOURCES = frozenset({"source_down", "source_up"})
SEAL = re.compile(r"SHA-256 ([0-9a-f]{64})")
BEFORE, AFTER = timedelta(hours=1), timedelta(hours=1)
"""How much of the time around an incident's life belongs to its report."""


@dataclass(frozen=True)
class Moment:
    """One line of a report. `kind` is one of `KINDS`; what it stands for is in the field of its own, for the words.

    `code` says more of a deadline (its kind, `met` or `missed`) and of an outage (`lost`, `back`).
    """

    at: datetime
    kind: str
    who: str = ""
    text: str = ""
    code: str = ""
    entry: HistoryEntry | None = None
    picture: Picture | None = None
    line: ShiftEntry | None = None

    @property
    def offline(self) -> bool:
        """Done while there was no connection; the server heard of it later."""
        return (self.entry is not None and self.entry.offline) or (self.line is not None and self.line.offline)


@dataclass(frozen=True)
class Report:
    """An incident and its timeline, the oldest first."""

    incident: Incident
    moments: tuple[Moment, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many lines of each kind."""
        return Counter(one.kind for one in self.moments)

    @property
    def people(self) -> tuple[str, ...]:
        """Who acted, in the order of their first deed."""
        others = {"", self.incident.source_name}
        deeds = (one for one in self.moments if one.entry is None or one.entry.verb not in NOT_LOAD)
        people = (one.who for one in deeds if one.kind in {"action", "log", "picture"} and one.who not in others)
        return tuple(dict.fromkeys(people))

    @property
    def offline(self) -> int:
        """How many deeds were done without a connection."""
        return sum(one.offline for one in self.moments)

    def after_s(self, verb: str) -> float | None:
        """Seconds from its coming to the first `verb`; None where that never was."""
        for entry in self.incident.history:
            if entry.verb == verb:
                return max(0.0, (entry.at - self.incident.created_at).total_seconds())
        return None


def report(
    incident: Incident,
    *,
    log: Iterable[ShiftEntry] = (),
    pictures: Iterable[Picture] = (),
    outages: Iterable[Outage] = (),
    now: datetime,
) -> Report:
    """Everything that is known of an incident's time.

    Log lines that name another incident are left out, and lines that were corrected give way to their correction;
    lines that name none, and outages, count while it lived, from an hour before until an hour after.
    """
    begin = incident.created_at - BEFORE
    end = (_last(incident) if not incident.is_open else now) + AFTER
    moments = [Moment(incident.created_at, "came", incident.source_name, incident.title)]
    saved = tuple(pictures)
    moments += _of_history(incident, saved)
    moments += _of_log(incident, log, begin, end)
    moments += [Moment(one.saved_at, "picture", one.by, one.camera, picture=one) for one in saved]
    moments += _deadlines(incident, now)
    for outage in outages:
        if outage.since <= end and (outage.until or now) >= begin:
            moments.append(Moment(outage.since, "outage", code="lost"))
            if outage.until is not None:
                moments.append(Moment(outage.until, "outage", code="back"))
    return Report(incident, tuple(sorted(moments, key=lambda one: (one.at, KINDS.index(one.kind)))))


def _last(incident: Incident) -> datetime:
    ends = [entry.at for entry in incident.history] + [incident.resolved_at or incident.updated_at]
    return max((one for one in ends if one is not None), default=incident.created_at)


def _of_history(incident: Incident, saved: tuple[Picture, ...]) -> list[Moment]:
    """What was done. A line that names a picture by its seal is one of a picture, and left out where that is here."""
    here = {one.sha256 for one in saved if one.sha256}
    found = []
    for entry in incident.history:
        seal = SEAL.search(entry.text)
        if seal is not None and seal[1] in here:
            continue
        kind = "picture" if seal is not None else "action"
        found.append(Moment(entry.at, kind, entry.actor_name, entry.text, entry=entry))
    return found


def _of_log(incident: Incident, log: Iterable[ShiftEntry], begin: datetime, end: datetime) -> list[Moment]:
    found = []
    for one in log:
        around = not one.incident_id and begin <= one.at <= end
        if one.corrected_by or one.event in TOLD_ELSEWHERE:
            continue
        if one.incident_id == incident.id or around:
            kind = "outage" if one.event in SOURCES else "log"
            found.append(Moment(one.at, kind, one.actor_name, one.text, one.event, line=one))
    return found


def _deadlines(incident: Incident, now: datetime) -> list[Moment]:
    """Those that were missed, when; those that were kept are seen by their deeds."""
    return [
        Moment(one.due, "deadline", text=one.name, code=one.kind)
        for one in incident.deadlines
        if one.due is not None and (one.met_at or now) > one.due
    ]
