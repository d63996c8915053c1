"""The city's own map as plain shapes, read from its record without trusting it.

What a map may be is judged where a city pack is loaded (`backend.city.maps`). Here nothing is refused aloud: what is
not understood is left out, so that an odd feature never takes the map with it, nor the screen that it is on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from console.said import Record
from contract.records import city

TYPE = "city_map"
MOST_POINTS = 20_000
"""No more is drawn, whatever came: a tile of a wall is painted in some ten milliseconds."""
MOST_FEATURES = 2_000
WIDEST_M = 150_000.0
"""A map that reaches farther is no map of a city and is not shown (docs/explanation/domain.md#maps)."""
METRES_PER_DEGREE = 111_195.0
"""Of latitude, on the sphere that distances are measured on (`console.places.near`)."""
NAME_MOST = 80
Kind = Literal["ward", "water", "road", "place", "green"]
Form = Literal["area", "line", "point"]
Place = tuple[float, float]
"""Longitude and latitude, in degrees, as GeoJSON writes them."""
Line = tuple[Place, ...]
_FORMS: Mapping[str, tuple[Form, int]] = MappingProxyType(
    {
        "Point": ("point", 0),
        "LineString": ("line", 1),
        "MultiLineString": ("line", 2),
        "Polygon": ("area", 2),
        "MultiPolygon": ("area", 3),
    }
)
"""What a geometry is drawn as, and how deep its positions stand."""
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"ward": "ward", "water": "water", "road": "road", "place": "place", "green": "green"}
)


class CityMap(Record, city.CityMap):
    """As the server said it. What stands in it is read by `ground_of`."""

    def misfits(self) -> Iterator[str]:
        """Features that no map can have, by their place; a kind that is not known here is none of them."""
        if self.centre is not None and _middle(self.centre) is None:
            yield "centre"
        if not isinstance(self.features, (list, tuple)):
            yield "features"
            return
        for place, feature in enumerate(self.features[:MOST_FEATURES]):
            kind = _part(feature, "properties").get("kind")
            if _shape(feature) is None and not (isinstance(kind, str) and kind and kind not in _KINDS):
                yield f"features.{place}"


@dataclass(frozen=True)
class Shape:
    """One thing of the map. An area's parts are its rings, holes among them: what lies within an odd number is in."""

    kind: Kind
    form: Form
    parts: tuple[Line, ...]
    name: str = ""
    rank: int = 2
    """Of a road: 1 a main road, 3 a lane."""

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of it."""
        lons = [place[0] for part in self.parts for place in part]
        lats = [place[1] for part in self.parts for place in part]
        return min(lons), min(lats), max(lons), max(lats)


@dataclass(frozen=True)
class Ground:
    """What is drawn below the marks; without shapes where the city has no map."""

    name: str = ""
    middle: Place | None = None
    """Longitude and latitude of the city's centre; None where nobody said."""
    shapes: tuple[Shape, ...] = ()

    @property
    def is_map(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.shapes)


NO_GROUND = Ground()


def ground_of(found: CityMap | None) -> Ground:
    """The shapes of the map; whatever is no shape of a city is left out. Never raises."""
    if found is None:
        return NO_GROUND
    shapes: list[Shape] = []
    points = 0
    features = found.features if isinstance(found.features, (list, tuple)) else ()
    for feature in features[:MOST_FEATURES]:
        shape = _shape(feature)
        points += sum(len(part) for part in shape.parts) if shape is not None else 0
        if points > MOST_POINTS:
            break
        if shape is not None:
            shapes.append(shape)
    middle = _middle(found.centre)
    return Ground(found.name, middle, tuple(shapes) if _is_of_a_city(shapes) else ())


def _middle(centre: Any) -> Place | None:
    if not isinstance(centre, Mapping):
        return None
    place = [centre.get("lon"), centre.get("lat")]
    return _place(place)


def _part(feature: Any, name: str) -> Mapping[str, Any]:
    part = feature.get(name) if isinstance(feature, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _shape(feature: Any) -> Shape | None:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(geometry, Mapping):
        return None
    kind, form = _KINDS.get(str(properties.get("kind"))), _FORMS.get(str(geometry.get("type")))
    if kind is None or form is None:
        return None
    least = {"point": 1, "line": 2, "area": 3}[form[0]]
    parts = tuple(part for part in _parts(geometry.get("coordinates"), form[1]) if len(part) >= least)
    name, rank = properties.get("name"), properties.get("rank")
    return Shape(
        kind,
        form[0],
        parts,
        name[:NAME_MOST] if isinstance(name, str) else "",
        rank if isinstance(rank, int) and 1 <= rank <= 3 else 2,
    ) if parts else None  # fmt: skip


def _parts(value: Any, depth: int) -> Iterator[Line]:
    """The lines of coordinates that stand `depth` deep; what stands otherwise is passed over."""
    if depth == 0:
        place = _place(value)
        if place is not None:
            yield (place,)
    elif isinstance(value, (list, tuple)):
        if depth == 1:
            places = [_place(one) for one in value[: MOST_POINTS + 1]]
            known = tuple(one for one in places if one is not None)
            if len(known) == len(places):
                yield known
        else:
            for one in value[:MOST_FEATURES]:
                yield from _parts(one, depth - 1)


def _place(value: Any) -> Place | None:
    if not isinstance(value, (list, tuple)) or len(value) < 2:
        return None
    lon, lat = value[0], value[1]
    if not _is_within(lon, 180) or not _is_within(lat, 89):
        return None
    return float(lon), float(lat)


def _is_within(value: Any, most: float) -> bool:
    """Whether it is a number of so many degrees at most; NaN is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most


def _is_of_a_city(shapes: list[Shape]) -> bool:
    if not shapes:
        return False
    boxes = [shape.box for shape in shapes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide = (east - west) * METRES_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    return max(wide, (north - south) * METRES_PER_DEGREE) <= WIDEST_M
