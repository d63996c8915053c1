"""Shares out the places of a wall that are reserved for alarms: reads rules and incidents, tells tiles what to show.

Every node does so for the whole wall, by the same pure rules (`console.walls.alarm_slots`), and shows its own part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.places.near import Thing
from console.records.models import Camera, Incident
from console.records.wall import AlarmRule
from console.session import Session
from console.walls.alarm_index import AlarmIndex
from console.walls.alarm_slots import Slots, cameras_for, indicators_for, place_for
from views.base.refresher import Ids, Refresher

READ_S = 1.0
"""A storm brings hundreds of changes; a look each second is as often as slots are stepped."""
LOOK_BACK = timedelta(hours=8)
"""How far back alarms matter: the block that the plan is played from, and the longest stay on top of it."""


@dataclass(frozen=True)
class Showing:
    """What a reserved place shows: an incident with what a rule wants to be seen of it."""

    incident: Incident
    cameras: tuple[str, ...]
    indicators: tuple[str, ...]
    since: datetime
    at: tuple[float, float] | None = None
    """Where its map is of, latitude and longitude; None where the rule asks for none or nobody knows."""


class AlarmSlots:
    """`set_places` and `tick` by the wall; `showing` for its tiles."""

    def __init__(self, session: Session, now: Callable[[], datetime], failed: Callable[[BaseException], None]) -> None:
        self._session, self._now = session, now
        self._slots = Slots()
        self._places: tuple[str, ...] = ()
        self._index = AlarmIndex()
        self._cameras: list[Thing] = []
        self._showing: dict[str, Showing] = {}
        self._has_read = self._is_whole = self._has_cameras = False
        self.changes = 0
        """How often a place has changed what it shows."""
        self._refresher = Refresher(self._read, failed, READ_S)
        self._near = Refresher(self._read_cameras, failed, READ_S)
        self._stops = (
            self._session.changes.subscribe({"incident"}, lambda change: self._ask(change.ids)),
            self._session.changes.subscribe({"alarm_rule"}, lambda _change: self._ask(None)),
            self._session.changes.subscribe({"camera"}, lambda _change: self._near.ask() if self._places else None),
        )

    def set_places(self, places: Sequence[str]) -> None:
        """The reserved places of the whole wall, in its order."""
        if tuple(places) != self._places:
            self._places = tuple(places)
            self._ask(None)

    def showing(self, place: str) -> Showing | None:
        """What this place shows for an alarm; None while there is none for it."""
        return self._showing.get(place)

    def all(self) -> dict[str, str]:
        """The incident at each place that shows one."""
        return {place: one.incident.id for place, one in self._showing.items()}

    def tick(self, now: datetime) -> None:
        """Once a second: let alarms come and go."""
        if not self._has_read:
            return
        shown = self._slots.step(self._index.alarms, self._places, now)
        fresh: dict[str, Showing] = {}
        for place, alarm in shown.items():
            before = self._showing.get(place)
            incident = self._index.incident(alarm.incident_id) if alarm is not None else None
            rule = self._index.rules.get(alarm.rule_id) if alarm is not None else None
            if before is not None and alarm is not None and before.incident.id == alarm.incident_id:
                fresh[place] = self._content(incident, rule, before.since) if incident and rule else before
            elif incident is not None and rule is not None:
                fresh[place] = self._content(incident, rule, now)
        before_ids = self.all()
        self._showing = fresh
        after_ids = self.all()
        self.changes += sum(before_ids.get(place) != after_ids.get(place) for place in {*before_ids, *after_ids})

    def _content(self, incident: Incident, rule: AlarmRule, since: datetime) -> Showing:
        cameras = cameras_for(incident, rule, self._cameras)
        return Showing(incident, cameras, indicators_for(incident, rule), since, place_for(incident, rule))

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        for one in (self._refresher, self._near):
            one.close()

    def _ask(self, ids: Ids) -> None:
        if self._places:  # a wall without a reserved place need not read every incident
            self._refresher.ask(ids)

    async def _read(self, ids: Ids) -> None:
        """All of it at first, where rules changed and after a failure; else the incidents that changed."""
        store, whole, since = self._session.store, self._is_whole, self._now() - LOOK_BACK
        self._is_whole = False
        if not self._has_cameras:
            await self._read_cameras(None)
        if ids is None or not whole:
            self._index.set_rules(await store.records("alarm_rule", AlarmRule))
            self._index.put(await store.incidents(open_only=False), since)
        else:
            self._index.put(await store.incidents_of(ids), since, ids)
        self._has_read = self._is_whole = True

    async def _read_cameras(self, _ids: Ids) -> None:
        """Where they are; no incident is read for one that was moved."""
        self._has_cameras = False
        found = await self._session.store.cameras()
        self._cameras = [thing for one in found if (thing := _thing(one)) is not None]
        self._has_cameras = True


def _thing(camera: Camera) -> Thing | None:
    if camera.lat is None or camera.lon is None:
        return None
    return Thing("camera", camera.id, camera.name, camera.lat, camera.lon)
