"""In which ward a place lies, by the areas of the city's map."""

from __future__ import annotations

from console.places.city_map import Ground, Line


def ward_at(ground: Ground, lat: float, lon: float) -> str:
    """The ward's name; empty where the map draws none there."""
    for shape in ground.shapes:
        if shape.kind == "ward" and shape.form == "area" and shape.name:
            west, south, east, north = shape.box
            if west <= lon <= east and south <= lat <= north and _is_in(shape.parts, lat, lon):
                return shape.name
    return ""


def _is_in(rings: tuple[Line, ...], lat: float, lon: float) -> bool:
    """Whether a point lies within an odd number of the rings (a ray to the east crosses their edges so often)."""
    inside = False
    for ring in rings:
        for here, there in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (here[1] > lat) != (there[1] > lat):
                crosses_at = here[0] + (lat - here[1]) / (there[1] - here[1]) * (there[0] - here[0])
                inside ^= lon < crosses_at
    return inside
