"""What stands on a map beside the ground: cameras, indicators and incidents, the gravest and the nearest first."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from console.places.map_view import View
from console.records.models import Camera, Incident, Indicator

MOST = 80
"""No picture of a place is better for more marks; a storm of alarms brings thousands."""
NORTH_MOST, EAST_MOST = 89, 180
LAST = 9
"""Behind every incident: what has no severity."""
REACH = 2.2
"""A wide picture shows this much more than the radius that was asked for, in its corners."""


@dataclass(frozen=True)
class Mark:
    """Something with a place. `severity` is an incident's, 0 otherwise; `metres` is how far from the middle."""

    kind: str
    """`camera`, `indicator`, `incident`, or `place` for what a map was asked to show."""
    id: str
    name: str
    lat: float
    lon: float
    severity: int = 0
    metres: float = 0.0


def camera_mark(camera: Camera) -> Mark | None:
    """A camera's; None where nobody said where it is."""
    return _mark("camera", camera.id, camera.name, (camera.lat, camera.lon))


def indicator_mark(one: Indicator) -> Mark | None:
    """An indicator's."""
    return _mark("indicator", one.id, one.short_name or one.name, (one.lat, one.lon))


def incident_mark(incident: Incident) -> Mark | None:
    """An incident's, by its title: where it is, is what the map shows."""
    name = incident.title or incident.code
    return _mark("incident", incident.id, name, (incident.lat, incident.lon), incident.severity)


def _mark(kind: str, key: str, name: str, at: tuple[float | None, float | None], severity: int = 0) -> Mark | None:
    lat, lon = at
    if lat is None or lon is None or not (abs(lat) <= NORTH_MOST and abs(lon) <= EAST_MOST):
        return None
    return Mark(kind, key, name, lat, lon, severity)


def around(
    middle: tuple[float, float],
    radius_m: float,
    things: Iterable[Camera | Indicator | Incident],
    but: frozenset[str] = frozenset(),
) -> list[Mark]:
    """The marks near `middle` (latitude, longitude): the gravest incidents, then the rest by how near it is."""
    found = [row for row in _near(middle, radius_m * REACH, things) if row[2] not in but]
    marks = (
        (_of(thing), metres) for _rank, metres, _key, thing in heapq.nsmallest(MOST, found, key=itemgetter(0, 1, 2))
    )
    return [replace(mark, metres=metres) for mark, metres in marks if mark is not None]


def _near(
    middle: tuple[float, float], most_m: float, things: Iterable[Camera | Indicator | Incident]
) -> Iterator[tuple[int, float, str, Camera | Indicator | Incident]]:
    """How grave, how far, and which: a mark is made of few of thousands alone."""
    view = View(*middle, most_m, most_m)
    for thing in things:
        lat, lon = thing.lat, thing.lon
        if lat is None or lon is None or not (abs(lat) <= NORTH_MOST and abs(lon) <= EAST_MOST):
            continue
        east, north = view.metres(lat, lon)
        if abs(east) <= most_m and abs(north) <= most_m:
            rank = thing.severity if isinstance(thing, Incident) else 0
            yield rank or LAST, math.hypot(east, north), thing.id, thing


def _of(thing: Camera | Indicator | Incident) -> Mark | None:
    if isinstance(thing, Camera):
        return camera_mark(thing)
    return incident_mark(thing) if isinstance(thing, Incident) else indicator_mark(thing)
