"""What is near a place: pure geometry over WGS84 degrees, quick enough for thousands of things at each selection."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

EARTH_M = 6_371_000.0
"""Mean radius; on a sphere of it distances within a city are right to half a percent."""
WITHIN_M = 800.0
MOST = 6


@dataclass(frozen=True)
class Thing:
    """Something with a place: `kind` is camera, incident or indicator."""

    kind: str
    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Near:
    """A thing and how far it is, in metres."""

    thing: Thing
    metres: float


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres along the great circle (haversine)."""
    north, other_north = math.radians(lat), math.radians(other_lat)
    up = math.sin((other_north - north) / 2) ** 2
    along = math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(up + math.cos(north) * math.cos(other_north) * along)))


def within(things: Iterable[Thing], lat: float, lon: float, metres: float) -> list[Near]:
    """Everything at most so far, the nearest first. Not made for places near a pole or the date line.

    One look at each: it is asked once for an incident, so an index would cost more than it saves
    (`python -m tests.bench.parts`).
    """
    high = math.degrees(metres / EARTH_M)
    wide = 1.001 * high / max(0.01, math.cos(math.radians(lat)))  # the furthest east lies nearer to the pole
    found = []
    for thing in things:
        # A place that is none (NaN) is in no box.
        if abs(thing.lat - lat) <= high and abs(thing.lon - lon) <= wide:
            far = distance_m(lat, lon, thing.lat, thing.lon)
            if far <= metres:
                found.append(Near(thing, far))
    return sorted(found, key=lambda one: (one.metres, one.thing.kind, one.thing.id))


def nearest(found: Iterable[Near], kind: str, most: int = MOST, *, but: frozenset[str] = frozenset()) -> list[Near]:
    """The first `most` of one kind, without those of the ids in `but`."""
    return [one for one in found if one.thing.kind == kind and one.thing.id not in but][:most]
