"""Alarm-driven slots: which alarm stands in which reserved place of a wall. Pure: rules × incidents × places × now.

Two steps. `plan` tells what every place of the wall should show, from nothing but the records: it plays the alarms of
the last hours again, by the times in their records, so that every node of a wall comes to the same answer whenever it
was started and in whatever order it heard of things. `Slots` follows that plan on one node and never changes more
often than the budget allows, however late records come or whatever a record turns into.

The worst goes first, among equals the first come. Something worse takes the place of the least bad one; something
equally bad waits. An alarm stays for its rule's minutes, or until its incident ends; one that found no place within
those minutes is past: the queue has it. Nothing here touches a place that is not reserved.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.places.near import Thing, nearest, within
from console.records.models import Incident
from console.records.wall import AlarmRule
from console.walls.node import ShownScreen

BUDGET = 6
"""Changes of slots on a whole wall in one minute, coming and going. A person looks where something moves: more than
one movement in ten seconds and nobody looks any more."""
WINDOW_S = 60.0
DWELL_S = 15.0
"""What has come stays at least so long: time to turn the head, read a code and a place and look at a picture."""
SETTLE_S = 1.0
"""Alarms younger than this are left to the next look, so that all nodes have heard of them (contract: p95 of the feed
is below a second)."""
BLOCK_S = 6 * 3600.0
"""The past is played again from a full quarter of a day, which is the same for every node."""
NEAREST_WITHIN_M, NEAREST_MOST = 1500.0, 4


@dataclass(frozen=True, order=True)
class Alarm:
    """An incident that a rule brings to the wall: the least is shown first."""

    severity: int
    order: int
    at: float
    """When its incident came, in seconds since 1970."""
    incident_id: str
    rule_id: str
    until: float
    """When its incident ended; infinity while it is open."""
    stays_s: float

    @property
    def past(self) -> float:
        """From when on it no longer waits for a place."""
        return min(self.until, self.at + self.stays_s)


Shown = Mapping[str, Alarm | None]
SLOT = "slot"
"""The tile type of a reserved place."""


def place(screen: str, row: int, col: int) -> str:
    """A reserved place's name, the same on every node."""
    return f"{screen}/{row},{col}"


def reserved(screens: Iterable[ShownScreen]) -> tuple[str, ...]:
    """The reserved places of these screens, in their order; none where somebody let the screen stand still or black."""
    return tuple(
        dict.fromkeys(
            place(screen.id, tile.row, tile.col)
            for screen in screens
            if not screen.frozen and not screen.blank
            for part in screen.parts
            for tile in sorted(part.tiles, key=lambda one: (one.row, one.col))
            if tile.type == SLOT
        )
    )


def rule_for(incident: Incident, rules: Iterable[AlarmRule]) -> AlarmRule | None:
    """The rule that brings this incident to the wall: of those that match, the one of the smallest order."""
    fitting = [
        rule
        for rule in rules
        if (not rule.kinds or incident.kind in rule.kinds)
        and (not rule.severities or incident.severity in rule.severities)
        and (not rule.wards or incident.ward in rule.wards)
    ]
    return min(fitting, key=lambda rule: (rule.order, rule.id), default=None)


def alarm_of(incident: Incident, rules: Iterable[AlarmRule]) -> Alarm | None:
    """What a rule makes of an incident, open or ended; None where none wants it on the wall."""
    if incident.joined_into is not None or incident.shelved_by is not None:
        return None
    rule = rule_for(incident, rules)
    if rule is None:
        return None
    ended = None if incident.is_open else incident.resolved_at or incident.updated_at or incident.created_at
    until = ended.timestamp() if ended is not None else float("inf")
    at = incident.created_at.timestamp()
    return Alarm(incident.severity, rule.order, at, incident.id, rule.id, until, rule.minutes * 60)


def alarms_of(incidents: Iterable[Incident], rules: Sequence[AlarmRule]) -> list[Alarm]:
    """All incidents, open and ended, that a rule wants on the wall."""
    return [alarm for one in incidents if (alarm := alarm_of(one, rules)) is not None]


class _Places:
    """What stands where, since when, and what was changed lately: the budget and the dwell are kept here alone."""

    def __init__(self, places: Sequence[str]) -> None:
        self.shown: dict[str, Alarm | None] = dict.fromkeys(places)
        self.since: dict[str, float] = dict.fromkeys(places, float("-inf"))
        self.changes: deque[float] = deque()

    def may_change(self, now: float) -> bool:
        while self.changes and self.changes[0] + WINDOW_S <= now:
            self.changes.popleft()
        return len(self.changes) < BUDGET

    def is_settled(self, place: str, now: float) -> bool:
        """Whether what stands there has stood its least time; a place without an alarm may be taken at once."""
        return self.shown[place] is None or self.since[place] + DWELL_S <= now

    def set(self, place: str, alarm: Alarm | None, now: float) -> None:
        self.shown[place], self.since[place] = alarm, now
        self.changes.append(now)


def plan(alarms: Iterable[Alarm], places: Sequence[str], now: float) -> dict[str, Alarm | None]:
    """What each place should show at `now`, whoever asks. `places` in the wall's order."""
    return _play(list(alarms), places, now)[0]


def _play(alarms: Sequence[Alarm], places: Sequence[str], now: float) -> tuple[dict[str, Alarm | None], float]:
    """The plan for `now`, and until when it stays as it is while the records do."""
    until = now - SETTLE_S
    begin = until // BLOCK_S * BLOCK_S
    longest = max((one.stays_s for one in alarms), default=0.0)
    coming = sorted((one for one in alarms if one.at > begin - 2 * longest), key=lambda one: (one.at, one.incident_id))
    state, waiting, number = _Places(places), list[Alarm](), 0
    looks = [one.at for one in coming]  # sorted, and so a heap
    while looks and looks[0] <= until:
        at = heapq.heappop(looks)
        while looks and looks[0] <= at:
            heapq.heappop(looks)
        while number < len(coming) and coming[number].at <= at:
            heapq.heappush(waiting, coming[number])
            number += 1
        again = _look(state, waiting, at)
        if again is not None:
            heapq.heappush(looks, again)
    return state.shown, min([begin + BLOCK_S, *looks[:1]]) + SETTLE_S


def _look(state: _Places, waiting: list[Alarm], now: float) -> float | None:
    """Let the worst come and the past go; when there will be something to do again, if nothing new comes."""
    while waiting and state.may_change(now):
        if waiting[0].past <= now:
            heapq.heappop(waiting)
            continue
        place = _room(state, waiting[0], now)
        if place is None:
            break
        displaced = state.shown[place]
        state.set(place, heapq.heappop(waiting), now)
        if displaced is not None and displaced.past > now:
            heapq.heappush(waiting, displaced)
    for place, shown in state.shown.items():
        if shown is not None and _over(state, place, now) and state.may_change(now):
            state.set(place, None, now)
    moments = [state.since[place] + DWELL_S for place, one in state.shown.items() if one is not None]
    moments += [_leaves(state, place) for place, one in state.shown.items() if one is not None]
    if state.changes:
        moments.append(state.changes[0] + WINDOW_S)
    return min((one for one in moments if one > now), default=None)


def _room(state: _Places, alarm: Alarm, now: float) -> str | None:
    """A place for it: one that is free, then one whose alarm is over, then that of the least bad alarm."""
    free = [place for place, one in state.shown.items() if one is None]
    if free:
        return free[0]
    over = [place for place in state.shown if _over(state, place, now)]
    if over:
        return over[0]
    less: list[tuple[Alarm, str]] = [
        (one, place)
        for place, one in state.shown.items()
        if one is not None and one.severity > alarm.severity and state.is_settled(place, now)
    ]
    return max(less)[1] if less else None


def _leaves(state: _Places, place: str) -> float:
    shown = state.shown[place]
    assert shown is not None  # noqa: S101 - asked by the callers
    return max(state.since[place] + DWELL_S, min(shown.until, state.since[place] + shown.stays_s))


def _over(state: _Places, place: str, now: float) -> bool:
    return state.shown[place] is not None and _leaves(state, place) <= now


class Slots:
    """The reserved places of one wall, as one node shows them."""

    def __init__(self) -> None:
        self._state = _Places(())
        self._planned: tuple[tuple[Alarm, ...], tuple[str, ...], dict[str, Alarm | None]] = ((), (), {})
        self._holds = (0.0, 0.0)
        """From when to when the last plan holds while records and places stay."""

    def step(self, alarms: Iterable[Alarm], places: Sequence[str], now: datetime) -> dict[str, Alarm | None]:
        """What each place shows from now on; within the budget, whatever the plan does. To be called once a second."""
        at = now.timestamp()
        target = self._plan(tuple(alarms), tuple(places), at)
        if tuple(self._state.shown) != tuple(places):
            self._move(places, target, at)
        wanted = [place for place in places if _id(target[place]) != _id(self._state.shown[place])]
        # The worst first; who only goes waits for those who come.
        wanted.sort(key=lambda place: (target[place] is None, target[place] or _NOBODY, place))
        for place in wanted:
            if self._state.is_settled(place, at) and self._state.may_change(at):
                self._state.set(place, target[place], at)
        return dict(self._state.shown)

    def _plan(self, alarms: tuple[Alarm, ...], places: tuple[str, ...], now: float) -> dict[str, Alarm | None]:
        known, begin, end = self._planned, *self._holds
        if known[:2] != (alarms, places) or not begin <= now < end:
            shown, end = _play(alarms, places, now)
            self._planned, self._holds = (alarms, places, shown), (now, end)
        return self._planned[2]

    def _move(self, places: Sequence[str], target: Shown, now: float) -> None:
        """The wall has other reserved places: those that stay keep what they show, new ones begin as planned.

        That a screen changed altogether was somebody's wish, or the start of this node: it costs no budget.
        """
        before, self._state = self._state, _Places(places)
        self._state.changes = before.changes
        for place in places:
            known = place in before.shown
            self._state.shown[place] = before.shown[place] if known else target[place]
            self._state.since[place] = before.since[place] if known else now


_NOBODY = Alarm(99, 0, 0.0, "", "", 0.0, 0.0)


def _id(alarm: Alarm | None) -> str:
    return alarm.incident_id if alarm is not None else ""


def cameras_for(incident: Incident, rule: AlarmRule, cameras: Iterable[Thing]) -> tuple[str, ...]:
    """The cameras that a slot shows for this incident; where none is linked to it, the nearest ones."""
    if not isinstance(rule.cameras, str):
        return tuple(rule.cameras)
    if rule.cameras == "linked" and incident.camera_ids:
        return incident.camera_ids
    if incident.lat is None or incident.lon is None:
        return incident.camera_ids
    found = within(cameras, incident.lat, incident.lon, NEAREST_WITHIN_M)
    return tuple(one.thing.id for one in nearest(found, "camera", NEAREST_MOST))


def place_for(incident: Incident, rule: AlarmRule) -> tuple[float, float] | None:
    """Latitude and longitude that the map beside them is of; None where the rule asks for none."""
    if not rule.map or incident.lat is None or incident.lon is None:
        return None
    return incident.lat, incident.lon


def indicators_for(incident: Incident, rule: AlarmRule) -> tuple[str, ...]:
    """The indicators that a slot shows for this incident."""
    return incident.indicator_ids if isinstance(rule.indicators, str) else tuple(rule.indicators)
