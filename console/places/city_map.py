"""The city's own map as plain shapes, read from its record without trusting it.

What a map may be is judged where a city pack is loaded (`backend.city.maps`). Here nothing is refused aloud: what is
not understood is left out, so that an odd feature never takes the map with it, nor the screen that it is on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Any

from console.places.typed import FARTHEST_NORTH
from console.records.said import Record
from contract.geojson import (
    FORMS,
    KINDS,
    MOST_FEATURES,
    MOST_POINTS,
    NAME_MOST,
    RANKS,
    WIDEST_M,
    Form,
    Kind,
    Place,
    lines,
    place_of,
    plain_shape,
    reach_m,
)
from contract.records import city

TYPE = "city_map"
Line = tuple[Place, ...]
_LEAST: Mapping[Form, int] = MappingProxyType({"point": 1, "line": 2, "area": 3})
"""Places without which there is nothing to draw."""
_KINDS: Mapping[str, Kind] = MappingProxyType({kind: kind for kind in KINDS})


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
    return place_of([centre.get("lon"), centre.get("lat")], FARTHEST_NORTH)


def _part(feature: Any, name: str) -> Mapping[str, Any]:
    part = feature.get(name) if isinstance(feature, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _shape(feature: Any) -> Shape | None:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    geometry = plain_shape(feature.get("geometry")) if isinstance(feature, Mapping) else None
    if not isinstance(properties, Mapping) or not isinstance(geometry, Mapping):
        return None
    kind, form = _KINDS.get(str(properties.get("kind"))), FORMS.get(str(geometry.get("type")))
    if kind is None or form is None:
        return None
    parts = tuple(part for part in _parts(geometry.get("coordinates"), form[1]) if len(part) >= _LEAST[form[0]])
    name, rank = properties.get("name"), properties.get("rank")
    return Shape(
        kind,
        form[0],
        parts,
        name[:NAME_MOST] if isinstance(name, str) else "",
        rank if isinstance(rank, int) and rank in RANKS else 2,
    ) if parts else None  # fmt: skip


def _parts(coordinates: Any, depth: int) -> Iterator[Line]:
    """The lines of a shape as places; what stands otherwise is passed over."""
    for line in islice(lines(coordinates, depth), MOST_FEATURES):
        places = [place_of(one, FARTHEST_NORTH) for one in (line or ())[: MOST_POINTS + 1]]
        known = tuple(one for one in places if one is not None)
        if known and len(known) == len(places):
            yield known


def _is_of_a_city(shapes: list[Shape]) -> bool:
    if not shapes:
        return False
    west, south, east, north = zip(*(shape.box for shape in shapes), strict=True)
    return reach_m(min(west), min(south), max(east), max(north)) <= WIDEST_M
