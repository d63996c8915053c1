"""How quickly and how well incidents were handled, from their histories. Pure: period and time are handed in.

Spans are seconds. Times are those at which something happened, not those at which the server heard of it.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from types import MappingProxyType

from console.records.models import Incident, Shift
from contract.records.incident import ENDED_STATES, OF_SOURCE
from contract.records.shift import Person

NOT_LOAD = frozenset({"create", "created", "system", "received"}) | OF_SOURCE
"""What comes by itself is nobody's work."""


@dataclass(frozen=True)
class Spread:
    """How many, their median and their 90th percentile (seconds); zeros mean nothing where `count` is zero."""

    count: int = 0
    median_s: float = 0.0
    p90_s: float = 0.0


@dataclass(frozen=True)
class Measures:
    """One row of the table: a group of incidents and how they fared."""

    group: str
    count: int
    acknowledge: Spread
    forward: Spread
    resolve: Spread
    on_time: int
    overdue: int
    reopened: int
    satisfied: float | None
    """Mean of the marks that reporters gave; None where nobody gave one."""
    rated: int = 0

    @property
    def on_time_share(self) -> float | None:
        """Of those with a deadline that were decided in or out of time; None where there are none."""
        judged = self.on_time + self.overdue
        return self.on_time / judged if judged else None


def spread(spans: Iterable[float]) -> Spread:
    """Median and 90th percentile (the smallest span that nine tenths do not exceed); what is negative counts as 0."""
    ordered = sorted(max(0.0, span) for span in spans)
    if not ordered:
        return Spread()
    place = max(0, -(-len(ordered) * 9 // 10) - 1)
    return Spread(len(ordered), statistics.median(ordered), ordered[place])


def happened_in(incidents: Iterable[Incident], begin: datetime, end: datetime) -> list[Incident]:
    """Those that came at or after `begin` and before `end`; what was made for a drill is no measure of anybody."""
    return [incident for incident in incidents if begin <= incident.created_at < end and not incident.drill]


def first(incident: Incident, verb: str) -> datetime | None:
    """When `verb` was first done; None where it never was. What is in trouble was not done."""
    times = [entry.at for entry in incident.history if entry.verb == verb and not entry.trouble]
    return min(times, default=None)


def was_overdue(incident: Incident, now: datetime) -> bool:
    """Ended after its deadline, or still open beyond it."""
    if incident.deadline is None:
        return False
    ended = incident.resolved_at or (incident.updated_at if incident.state in ENDED_STATES else None)
    return (ended or now) > incident.deadline


def was_on_time(incident: Incident, now: datetime) -> bool:
    """Ended by its deadline. What is open and not yet due is neither on time nor overdue."""
    return incident.deadline is not None and incident.state in ENDED_STATES and not was_overdue(incident, now)


def measure(group: str, incidents: Sequence[Incident], now: datetime) -> Measures:
    """One group's figures."""

    def spans(ended: Callable[[Incident], datetime | None]) -> list[float]:
        pairs = ((incident.created_at, ended(incident)) for incident in incidents)
        return [(at - begin).total_seconds() for begin, at in pairs if at is not None]

    marks = [mark for incident in incidents if (mark := _mark(incident)) is not None]
    return Measures(
        group=group,
        count=len(incidents),
        acknowledge=spread(spans(lambda one: one.acknowledged_at)),
        forward=spread(spans(lambda one: first(one, "forward"))),
        resolve=spread(spans(lambda one: one.resolved_at)),
        on_time=sum(was_on_time(one, now) for one in incidents),
        overdue=sum(was_overdue(one, now) for one in incidents),
        reopened=sum(first(one, "reopen") is not None for one in incidents),
        satisfied=statistics.fmean(marks) if marks else None,
        rated=len(marks),
    )


def _mark(incident: Incident) -> float | None:
    mark = getattr(incident, "satisfaction", None)
    return float(mark) if isinstance(mark, (int, float)) else None


def by_kind(incident: Incident) -> str:
    """The kind, or the lane where there is none."""
    return incident.kind or str(incident.channel)


def by_ward(incident: Incident) -> str:
    """The ward; empty where it is not known."""
    return incident.ward


def by_agency(incident: Incident) -> str:
    """Whom it was forwarded to last; empty while it is with the centre."""
    for entry in reversed(incident.history):
        if entry.verb == "forward" and not entry.trouble:
            return entry.text
    return str(getattr(incident, "agency", ""))


def by_shift(zone: tzinfo, shift: Shift | None = None) -> Callable[[Incident], str]:
    """The watch in which it came: day or night, by the hours of the running one (07:00 and 19:00 where unknown)."""
    edges = (shift.starts_at, shift.ends_at) if shift is not None else ()
    hours = sorted({edge.astimezone(zone).hour for edge in edges}) or [7, 19]

    def which(incident: Incident) -> str:
        hour = incident.created_at.astimezone(zone).hour
        begun = [edge for edge in hours if edge <= hour]
        start = begun[-1] if begun else hours[-1]
        end = hours[(hours.index(start) + 1) % len(hours)]
        return f"{start:02d}:00–{end:02d}:00"

    return which


GROUPINGS: Mapping[str, Callable[[Incident], str]] = MappingProxyType(
    {"kind": by_kind, "ward": by_ward, "agency": by_agency}
)


def table(incidents: Iterable[Incident], by: Callable[[Incident], str], now: datetime) -> list[Measures]:
    """A row for each group, the most frequent first."""
    groups: dict[str, list[Incident]] = {}
    for incident in incidents:
        groups.setdefault(by(incident), []).append(incident)
    rows = [measure(group, members, now) for group, members in groups.items()]
    return sorted(rows, key=lambda row: (-row.count, row.group))


def operator_load(incidents: Iterable[Incident], begin: datetime, end: datetime) -> dict[tuple[str, datetime], int]:
    """What each person did in each hour (aware, its first minute); by whom and when."""
    counted: Counter[tuple[str, datetime]] = Counter()
    for incident in incidents:
        for entry in () if incident.drill else incident.history:
            if entry.trouble or entry.verb in NOT_LOAD or entry.actor_name in ("", incident.source_name):
                continue  # what a source tells of itself is nobody's work
            if begin <= entry.at < end:
                counted[entry.actor_name, entry.at.replace(minute=0, second=0, microsecond=0)] += 1
    return dict(sorted(counted.items(), key=lambda one: (one[0][1], one[0][0])))


def arrivals(incidents: Iterable[Incident], begin: datetime, end: datetime, step_s: float = 3600.0) -> list[int]:
    """How many came in each step from `begin` to `end`."""
    steps = max(1, -(-int((end - begin).total_seconds()) // int(step_s)))
    counted = [0] * steps
    for incident in happened_in(incidents, begin, end):
        counted[min(steps - 1, int((incident.created_at - begin).total_seconds() // step_s))] += 1
    return counted


def names_of(people: Iterable[Person]) -> dict[str, str]:
    """Names by id."""
    return {person.id: person.name for person in people}
