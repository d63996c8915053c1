"""GeoJSON shapes that say the same in another way, brought to the plain one: geographic programs write them all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_MANY: Mapping[str, str] = MappingProxyType({"Polygon": "MultiPolygon", "LineString": "MultiLineString"})


def plain_shape(geometry: Any) -> Any:
    """None for a shape without any place in it; a collection of areas as one MultiPolygon, one of lines as one
    MultiLineString; a MultiPoint of one point as a Point. Anything else stays as it is, to be judged as it is."""
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
