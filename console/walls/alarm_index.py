"""One index of what a wall's rules bring to its reserved places: each incident is judged as it comes, and no more then.

Pure: whoever reads the cache puts in what was read, all of it or only the ids that changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from console.records.models import Incident
from console.records.wall import AlarmRule
from console.walls.alarm_slots import Alarm, alarm_of, alarms_of


class AlarmIndex:
    """Kept up to date by `put`; `alarms` stay the same tuple for as long as none of them changed."""

    def __init__(self) -> None:
        self._rules: dict[str, AlarmRule] = {}
        self._incidents: dict[str, Incident] = {}
        self._found: dict[str, Alarm] = {}
        self._alarms: tuple[Alarm, ...] = ()
        self._by_age: list[tuple[datetime, str]] = []
        """A heap: the oldest incident first. What has gone meanwhile lies in it until its turn comes."""

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """All of them, in no order."""
        return self._alarms

    @property
    def rules(self) -> Mapping[str, AlarmRule]:
        """The rules by id."""
        return MappingProxyType(self._rules)

    def incident(self, incident_id: str) -> Incident | None:
        """As it was put in last; None for one that is unknown or too old."""
        return self._incidents.get(incident_id)

    def set_rules(self, rules: Iterable[AlarmRule]) -> None:
        """Judge by these from now on: all that is known is judged again."""
        self._rules = {one.id: one for one in rules}
        self._alarms = tuple(alarms_of(self._incidents.values(), tuple(self._rules.values())))
        self._found = {one.incident_id: one for one in self._alarms}

    def put(self, found: Iterable[Incident], since: datetime, asked: Collection[str] | None = None) -> None:
        """These were found where `asked` was looked for, or all there is. What was asked for and not found goes, and
        so does whatever came before `since`."""
        fresh = {one.id: one for one in found if one.created_at > since}
        gone = (self._incidents.keys() if asked is None else self._incidents.keys() & asked) - fresh.keys()
        is_other = False
        for key in gone:
            is_other |= self._forget(key)
        for key, one in fresh.items():
            before = self._incidents.get(key)
            if before is one:
                continue
            self._incidents[key] = one
            if before is None or before.created_at != one.created_at:
                heapq.heappush(self._by_age, (one.created_at, key))
            is_other |= self._judge(one)
        if self._let_go(since) or is_other:
            self._alarms = tuple(self._found.values())

    def _judge(self, incident: Incident) -> bool:
        """Whether it is another alarm than before, or one no longer."""
        alarm, before = alarm_of(incident, self._rules.values()), self._found.get(incident.id)
        if alarm is None:
            self._found.pop(incident.id, None)
        else:
            self._found[incident.id] = alarm
        return alarm != before

    def _let_go(self, since: datetime) -> bool:
        """Forget what came before `since`; whether an alarm was among it."""
        was_alarm = False
        while self._by_age and self._by_age[0][0] <= since:
            created, key = heapq.heappop(self._by_age)
            known = self._incidents.get(key)
            if known is not None and known.created_at == created:
                was_alarm |= self._forget(key)
        return was_alarm

    def _forget(self, incident_id: str) -> bool:
        self._incidents.pop(incident_id, None)
        return self._found.pop(incident_id, None) is not None
