"""The places of a city's map that have a name, each once: what somebody types when they look for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from console.places.city_map import Ground, Shape
from console.places.near import distance_m
from contract.geojson import Kind

FIRST: tuple[Kind, ...] = ("place", "ward", "green", "water", "road")
"""Which of several things of the same name is meant: the smallest kind that people give directions by."""
LEAST_M = 400.0
"""So much is seen around a point."""


@dataclass(frozen=True)
class Named:
    """A place by its name: its middle, and how far it reaches from there in metres."""

    name: str
    kind: Kind
    lat: float
    lon: float
    reach_m: float


def named_places(ground: Ground) -> dict[str, Named]:
    """Each by its name; a road in several parts is one."""
    parts: dict[tuple[Kind, str], list[Shape]] = {}
    for shape in ground.shapes:
        if shape.name:
            parts.setdefault((shape.kind, shape.name), []).append(shape)
    found: dict[str, Named] = {}
    for (kind, name), shapes in sorted(parts.items(), key=lambda item: FIRST.index(item[0][0])):
        found.setdefault(name, _named(name, kind, shapes))
    return found


def _named(name: str, kind: Kind, shapes: Iterable[Shape]) -> Named:
    boxes = [shape.box for shape in shapes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    lat, lon = (south + north) / 2, (west + east) / 2
    return Named(name, kind, lat, lon, max(LEAST_M, distance_m(lat, lon, north, east)))
