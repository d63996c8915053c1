"""How many alarms reach one operator, and which of them are of no use. Pure: the time is always handed in.

Numbers and their sources (ISA-18.2 and IEC 62682, read second hand, see the design's domain words):
about 1 alarm for each operator in 10 minutes is acceptable and 2 the most that can be handled; a flood begins above 10
in 10 minutes and ends below 5; it may last under 1 % of the time; priorities stand 80/15/5 % low/medium/high; the ten
most frequent alarms make up 1 to 5 % of the load; stale is what stands over 24 hours; chattering is what comes 3 times
or more in one minute. Acknowledgements are not alarms. All times are seconds since 1970.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from console.records.models import Incident
from contract.records.incident import OF_SOURCE, Severity

WINDOW_S = 600.0
FLOOD_BEGINS, FLOOD_ENDS = 10.0, 5.0
PRIORITIES: Mapping[str, float] = MappingProxyType({"low": 0.80, "medium": 0.15, "high": 0.05})
STALE_S = 86_400.0
CHATTER_COUNT, CHATTER_S = 3, 60.0
ASK_AGAIN = timedelta(minutes=10)
_NO_ACTION = frozenset({"acknowledge", "shelve", "unshelve"}) | OF_SOURCE
"""Verbs after which nothing has been done about the thing itself."""


@dataclass(frozen=True)
class Alarm:
    """One thing that asked for somebody: when it came, how bad, and from where."""

    id: str
    at: float
    severity: int
    origin: str
    """What kind of thing came from which place; the same origin again is the same alarm again."""
    open: bool = True


@dataclass(frozen=True)
class Load:
    """What the last ten minutes and the open ones amount to; `flood_since` is None where there is none."""

    rate: float
    flood_since: float | None
    priorities: Mapping[str, float]
    top_ten: float
    stale: tuple[str, ...]
    chattering: Mapping[str, int]


def alarm_of(incident: Incident) -> Alarm:
    """An incident as an alarm. Its origin is kind with source or, where it has none, place."""
    where = incident.source_name or incident.place or incident.ward
    origin = "\n".join((incident.kind or str(incident.channel), where, incident.place or incident.ward))
    return Alarm(incident.id, incident.created_at.timestamp(), int(incident.severity), origin, incident.is_open)


def priority_of(severity: int) -> str:
    """The three priorities of the standard for our four severities: 1 is high, 2 medium, 3 and 4 are low."""
    return "high" if severity <= 1 else "medium" if severity == 2 else "low"


def rate(at: Iterable[float], now: float, operators: int) -> float:
    """Alarms for each operator in the ten minutes before `now`."""
    return sum(now - WINDOW_S < moment <= now for moment in at) / max(1, operators)


def flood(at: Sequence[float], now: float, operators: int, since: float | None = None) -> float | None:
    """Since when a flood lasts; None where there is none. `since` is what was answered before, None for not yet.

    It begins above 10 in 10 minutes for each operator and ends below 5, so that it does not come and go.
    """
    load = rate(at, now, operators)
    if since is not None:
        return None if load < FLOOD_ENDS else since
    return now if load > FLOOD_BEGINS else None


def floods(at: Iterable[float], begin: float, end: float, operators: int) -> list[tuple[float, float]]:
    """Every flood between `begin` and `end`, as first and last moment; found at arrivals and at their leaving."""
    moments = sorted(at)
    steps = sorted({*moments, *(moment + WINDOW_S for moment in moments), end})
    found: list[tuple[float, float]] = []
    since: float | None = None
    for step in steps:
        if not begin <= step <= end:
            continue
        load = (bisect_right(moments, step) - bisect_right(moments, step - WINDOW_S)) / max(1, operators)
        if since is None and load > FLOOD_BEGINS:
            since = step
        elif since is not None and load < FLOOD_ENDS:
            found.append((since, step))
            since = None
    return found if since is None else [*found, (since, end)]


def flood_share(at: Iterable[float], begin: float, end: float, operators: int) -> float:
    """The share of the time in flood; the standard wants it under 1 %."""
    return sum(last - first for first, last in floods(at, begin, end, operators)) / max(end - begin, 1.0)


def priorities(severities: Iterable[int]) -> dict[str, float]:
    """The shares of low, medium and high; zeros where there is nothing."""
    counted = Counter(priority_of(severity) for severity in severities)
    total = sum(counted.values())
    return {name: counted[name] / total if total else 0.0 for name in PRIORITIES}


def top_share(origins: Iterable[str], most: int = 10) -> float:
    """The share of the load that the ten most frequent origins make up."""
    counted = Counter(origins)
    return sum(count for _origin, count in counted.most_common(most)) / max(1, sum(counted.values()))


def stale(alarms: Iterable[Alarm], now: float) -> list[Alarm]:
    """Open for over 24 hours, the oldest first."""
    return sorted((alarm for alarm in alarms if alarm.open and now - alarm.at > STALE_S), key=lambda one: one.at)


def chattering(alarms: Iterable[Alarm]) -> dict[str, int]:
    """Origins that came 3 times or more within one minute, with their most in any one; the worst first."""
    by_origin: dict[str, list[float]] = {}
    for alarm in alarms:
        by_origin.setdefault(alarm.origin, []).append(alarm.at)
    found = {}
    for origin, moments in by_origin.items():
        moments.sort()
        most = max(place + 1 - bisect_left(moments, at - CHATTER_S) for place, at in enumerate(moments))
        if most >= CHATTER_COUNT:
            found[origin] = most
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def load(alarms: Sequence[Alarm], now: float, operators: int, since: float | None = None) -> Load:
    """Everything at once; chattering is sought in the last hour."""
    moments = [alarm.at for alarm in alarms]
    return Load(
        rate=rate(moments, now, operators),
        flood_since=flood(moments, now, operators, since),
        priorities=priorities(alarm.severity for alarm in alarms),
        top_ten=top_share(alarm.origin for alarm in alarms),
        stale=tuple(alarm.id for alarm in stale(alarms, now)),
        chattering=chattering(alarm for alarm in alarms if now - 3600 < alarm.at <= now),
    )


def is_shelved(incident: Incident, now: datetime) -> bool:
    """Whether somebody put it aside and the time has not run out; what has become critical never is."""
    until = incident.shelved_until
    return until is not None and now < until and incident.severity > 1


def asks_again(incident: Incident, now: datetime, after: timedelta = ASK_AGAIN) -> bool:
    """A critical one that somebody acknowledged and then did nothing about for as long as `after`."""
    if incident.severity > 1 or not incident.is_open or incident.acknowledged_at is None:
        return False
    deeds = [entry.at for entry in incident.history if entry.verb not in _NO_ACTION and entry.actor_name]
    return now - max([incident.acknowledged_at, *deeds]) >= after


@dataclass(frozen=True)
class Group:
    """Open incidents of one kind in one ward, as one line of a flood: nothing that makes them urgent is lost in it."""

    members: tuple[Incident, ...]
    shares: Mapping[int, int]
    """How many there are of each severity, the gravest first; none of what there is none of."""
    due: datetime | None
    """The nearest deadline that still counts down; None where none does."""
    overdue: int

    @property
    def gravest(self) -> int:
        """The severity that the line is marked with."""
        return min(self.shares)


def group_of(members: Iterable[Incident], now: datetime) -> Group:
    """What these, at least one, come to at `now`."""
    found = tuple(members)
    counted = Counter(min(int(one.severity), int(Severity.LOW)) for one in found)
    running = [one.running_deadline for one in found if one.running_deadline is not None]
    late = sum(due < now for due in running)
    ahead = [due for due in running if due >= now]
    return Group(found, MappingProxyType(dict(sorted(counted.items()))), min(ahead or running, default=None), late)


def in_groups(incidents: Iterable[Incident]) -> dict[tuple[str, str], list[Incident]]:
    """What a flood is summed up by: kind and ward, the largest group first. Critical ones stay single: not here."""
    found: dict[tuple[str, str], list[Incident]] = {}
    for incident in incidents:
        if incident.severity > 1:
            found.setdefault((incident.kind or str(incident.channel), incident.ward), []).append(incident)
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))
