"""A city's map as GeoJSON (RFC 7946), read in one way: by the server that takes it and by the console that draws it.

Nothing is judged here but how it is nested and whether a place is one. The server refuses what a console leaves out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, get_args

Kind = Literal["ward", "water", "road", "place", "green"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a feature may be; its property `kind`."""
RANKS = (1, 2, 3)
"""How large a road is: 1 a main road, 2 a street, 3 a lane."""
NAME_MOST = 80
MOST_POINTS = 20_000
"""No more is drawn, whatever came: a tile of a wall is painted in some ten milliseconds."""
MOST_FEATURES = 2_000
WIDEST_M = 150_000.0
"""The country is wider, no city is: what reaches farther is no map of a city (docs/explanation/domain.md#maps)."""
METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of the mean radius."""
Form = Literal["area", "line", "point"]
FORMS: Mapping[str, tuple[Form, int]] = MappingProxyType(
    {
        "Point": ("point", 0),
        "LineString": ("line", 1),
        "MultiLineString": ("line", 2),
        "Polygon": ("area", 2),
        "MultiPolygon": ("area", 3),
    }
)
"""What a geometry is drawn as, and how deep its positions stand."""
Place = tuple[float, float]
"""Longitude and latitude, in degrees, as GeoJSON writes them."""
_MANY: Mapping[str, str] = MappingProxyType({"Polygon": "MultiPolygon", "LineString": "MultiLineString"})


def lines(coordinates: Any, depth: int) -> Iterator[Sequence[Any] | None]:
    """The lists of positions that stand `depth` deep, in turn; None in place of each that is nested otherwise."""
    if depth == 0:
        yield [coordinates] if _is_position(coordinates) else None
    elif not isinstance(coordinates, (list, tuple)) or not coordinates:
        yield None
    elif depth == 1:
        yield coordinates if all(_is_position(one) for one in coordinates) else None
    else:
        for one in coordinates:
            yield from lines(one, depth - 1)


def _is_position(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) >= 2
        and not any(isinstance(one, (list, tuple, Mapping)) for one in value[:2])
    )


def place_of(position: Any, north: float = 90) -> Place | None:
    """The longitude and latitude of a position; None where these are no numbers, or none of the earth up to `north`."""
    if not _is_position(position) or not is_within(position[0], 180) or not is_within(position[1], north):
        return None
    return float(position[0]), float(position[1])


def is_within(value: Any, most: float) -> bool:
    """Whether it is a number of so many degrees at most; NaN is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most


def reach_m(west: float, south: float, east: float, north: float) -> float:
    """How far it is from side to side, in metres: the longer of both ways."""
    wide = (east - west) * METRES_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    return max(wide, (north - south) * METRES_PER_DEGREE)


def plain_shape(geometry: Any) -> Any:
    """Shapes that say the same in another way, brought to the plain one: geographic programs write them all.

    None for a shape without any place in it; a collection of areas as one MultiPolygon, one of lines as one
    MultiLineString; a MultiPoint of one point as a Point. Anything else stays as it is, to be judged as it is.
    """
    if not isinstance(geometry, Mapping):
        return geometry
    shape, members = geometry.get("type"), geometry.get("geometries")
    if shape == "GeometryCollection" and isinstance(members, list):
        return _joined(geometry, [one if _is_collection(one) else plain_shape(one) for one in members])
    coordinates = geometry.get("coordinates")
    if isinstance(coordinates, list) and not coordinates:
        return None
    if shape == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        return {"type": "Point", "coordinates": coordinates[0]}
    return geometry


def _joined(collection: Any, members: list[Any]) -> Any:
    known = [one for one in members if one is not None]
    if len(known) < 2:
        return known[0] if known else None
    for single, many in _MANY.items():
        if all(isinstance(one, Mapping) and one.get("type") in (single, many) for one in known):
            parts: list[Any] = []
            for one in known:
                parts += [one.get("coordinates")] if one["type"] == single else _listed(one.get("coordinates"))
            return {"type": many, "coordinates": parts}
    return collection


def _is_collection(geometry: Any) -> bool:
    """A collection within a collection is left as it is: how deep would it go?"""
    return isinstance(geometry, Mapping) and geometry.get("type") == "GeometryCollection"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
