"""A pack's own map of its city: `map.geojson`, plain GeoJSON in WGS84, checked before any console draws it.

It shows a city and never a country: the product draws no map on which Hoàng Sa and Trường Sa would have to stand and
might be missing. Hence what is wider than a city is refused here, and not drawn by a console either.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from backend.base.text_files import NotJsonError, json_of, plain_spaces
from backend.city.models import City, plain_text
from backend.city.problems import CityPackError, Problem
from backend.city.reference_systems import is_wgs84, told
from backend.city.yaml_lines import read_text
from contract.geojson import (
    FORMS,
    KINDS,
    METRES_PER_DEGREE,
    MOST_FEATURES,
    MOST_POINTS,
    NAME_MOST,
    RANKS,
    WIDEST_M,
    Place,
    is_within,
    lines,
    place_of,
    plain_shape,
    reach_m,
)

FILE = "map.geojson"
TYPE = "city_map"
_SHAPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ward": ("Polygon", "MultiPolygon"),
        "green": ("Polygon", "MultiPolygon"),
        "water": ("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
        "road": ("LineString", "MultiLineString"),
        "place": ("Point",),
    }
)


@dataclass(frozen=True)
class CityMap:
    """The features that a console draws, in the author's order; none where a pack has no map.

    `left_out` tells which are in the file and have no shape, as rows of a table without a drawing are written.
    """

    features: tuple[dict[str, Any], ...] = ()
    left_out: tuple[Problem, ...] = ()


class Mapped(Protocol):
    """What of a pack is told here."""

    @property
    def city(self) -> City: ...
    @property
    def map(self) -> CityMap: ...


def records(pack: Mapped) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """One record for the city; without features where the pack has no map, so that one taken out is gone."""
    centre = {"lat": pack.city.centre.lat, "lon": pack.city.centre.lon}
    yield TYPE, pack.city.id, {"name": pack.city.name, "centre": centre, "features": list(pack.map.features)}


def load(root: Path, city: City) -> CityMap:
    """The map of the pack in `root`. Raises `CityPackError` that names the file, the feature and what to do."""
    if not (root / FILE).exists():
        return CityMap()
    data = _read(root)
    features = [_tidy(one) for one in data["features"]] if _is_collection(data) else []
    problems = list(_faults(data, features, city))
    if problems:
        raise CityPackError(problems)
    left_out = (Problem("no_shape", FILE, 0, _name_of(number, one)) for number, one in _numbered(features, drawn=False))
    return CityMap(tuple(_kept(one) for _number, one in _numbered(features, drawn=True)), tuple(left_out))


def _read(root: Path) -> Any:
    text = read_text(root, FILE)
    try:
        return json_of(text)
    except NotJsonError as error:
        why = {"column": str(error.column), "why": error.why}
        raise CityPackError([Problem("bad_json", FILE, error.line, "", why)]) from error


def _is_collection(data: Any) -> bool:
    features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
    return isinstance(features, list) and bool(features)


def _tidy(feature: Any) -> Any:
    """The feature with its shape and its name as other programs write the same thing in another way."""
    if not isinstance(feature, dict):
        return feature
    made = {**feature, "geometry": plain_shape(feature.get("geometry"))} if "geometry" in feature else feature
    properties = feature.get("properties")
    if isinstance(properties, dict) and isinstance(properties.get("name"), str):
        name = unicodedata.normalize("NFC", plain_spaces(properties["name"])).strip()
        made = {**made, "properties": {**properties, "name": name}}
    return made


def _numbered(features: list[Any], *, drawn: bool) -> Iterator[tuple[int, Any]]:
    """The features with a shape, or those without, with their numbers from 0. A feature without a shape is written
    with null in its place (RFC 7946, 3.2)."""
    for number, one in enumerate(features):
        if drawn != (isinstance(one, dict) and "geometry" in one and one["geometry"] is None):
            yield number, one


def _name_of(number: int, feature: Any) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return f"features[{number + 1}]" + (f" ({name[:40]})" if isinstance(name, str) and name else "")


def _faults(data: Any, features: list[Any], city: City) -> Iterator[Problem]:
    """Everything wrong; sizes are judged only where every position is one."""
    drawn = list(_numbered(features, drawn=True))
    if not drawn:
        yield Problem("no_features", FILE)
        return
    if not is_wgs84(data.get("crs")):
        yield Problem("not_wgs84", FILE, 0, "crs", {"given": told(data["crs"])})
    if len(features) > MOST_FEATURES:
        yield Problem("many_features", FILE, 0, "features", {"limit": str(MOST_FEATURES), "given": str(len(features))})
        return
    if swapped := _swapped([one for _number, one in drawn], city):
        yield Problem("swapped_axes", FILE, 0, "features", {"given": f"{swapped[0]}, {swapped[1]}"})
        return
    faults = [fault for number, one in drawn for fault in _feature(number, one)]
    yield from faults
    if not faults:
        yield from _sizes([place for _number, one in drawn for place in _positions(one["geometry"])], city)


def _swapped(features: list[Any], city: City) -> Place | None:
    """The first position, where every one of them would lie by the city with latitude and longitude exchanged."""
    places: list[Any] = []
    for one in features:
        geometry = one.get("geometry") if isinstance(one, dict) else None
        if isinstance(geometry, dict) and str(geometry.get("type")) in FORMS:
            places += [place for line in _lines(geometry) or () for place in line]
    centre, most = city.centre, WIDEST_M / METRES_PER_DEGREE

    def is_swapped(place: Any) -> bool:
        numbers = is_within(place[0], 180) and is_within(place[1], 180)
        return numbers and abs(place[0] - centre.lat) < most and abs(place[1] - centre.lon) < most

    return (places[0][0], places[0][1]) if places and all(is_swapped(place) for place in places) else None


def _feature(number: int, feature: Any) -> Iterator[Problem]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    at = _name_of(number, feature)
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        yield Problem("no_feature", FILE, 0, at)
        return
    kind = properties.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        yield Problem("wrong_value", FILE, 0, f"{at}.properties.kind", _one_of(kind, KINDS))
        return
    yield from _named(at, kind, name)
    if properties.get("rank", 2) not in RANKS or isinstance(properties.get("rank"), bool):
        yield Problem("wrong_value", FILE, 0, f"{at}.properties.rank", _one_of(properties.get("rank"), RANKS))
    shape = geometry.get("type")
    if shape not in _SHAPES[kind]:
        yield Problem("wrong_value", FILE, 0, f"{at}.geometry.type", _one_of(shape, _SHAPES[kind]))
        return
    code, given = _misplaced(geometry)
    if code:
        yield Problem(code, FILE, 0, f"{at}.geometry.coordinates", {"given": given})


def _one_of(given: object, allowed: tuple[object, ...]) -> dict[str, str]:
    return {"expected": "one_of", "limit": ", ".join(map(str, allowed)), "given": str(given)[:60]}


def _named(at: str, kind: str, name: object) -> Iterator[Problem]:
    if name in (None, ""):
        if kind in ("ward", "place"):
            yield Problem("missing_field", FILE, 0, f"{at}.properties.name", {"name": "name"})
        return
    if not isinstance(name, str):
        given = {"expected": "string", "given": str(name)[:60]}
        yield Problem("wrong_type", FILE, 0, f"{at}.properties.name", given)
        return
    if len(name) > NAME_MOST:
        limit = {"expected": "shorter", "limit": str(NAME_MOST), "given": name[:57] + "…"}
        yield Problem("wrong_value", FILE, 0, f"{at}.properties.name", limit)
        return
    try:
        plain_text(name)
    except ValueError as error:
        yield Problem(str(error), FILE, 0, f"{at}.properties.name", {"given": name})


def _misplaced(geometry: Mapping[str, Any]) -> tuple[str, str]:
    """The code of what is wrong with its coordinates, and what was found; empty where all is well."""
    found, form = _lines(geometry), FORMS[geometry["type"]][0]
    if found is None:
        return "bad_geometry", str(geometry.get("coordinates"))[:60]
    for line in found:
        for position in line:
            if place_of(position) is None:
                return "not_wgs84", str(position)[:60]
        if form == "line" and len(line) < 2:
            return "bad_geometry", str(line)[:60]
        if form == "area" and (len(line) < 4 or line[0] != line[-1]):
            return "open_ring", str(line)[:60]
    return "", ""


def _lines(geometry: Mapping[str, Any]) -> list[Sequence[Any]] | None:
    """Its lists of positions; None where one of them is nested otherwise, or is more than a place and its height."""
    found = [line or () for line in lines(geometry.get("coordinates"), FORMS[str(geometry["type"])][1])]
    return found if all(line and all(_is_plain(one) for one in line) for line in found) else None


def _is_plain(position: Sequence[Any]) -> bool:
    return len(position) <= 3 and not isinstance(position[-1], (list, dict))


def _positions(geometry: Mapping[str, Any]) -> Iterator[Place]:
    for line in _lines(geometry) or ():
        yield from ((place[0], place[1]) for place in line)


def _sizes(places: list[Place], city: City) -> Iterator[Problem]:
    if len(places) > MOST_POINTS:
        yield Problem("many_points", FILE, 0, "features", {"limit": str(MOST_POINTS), "given": str(len(places))})
    west, east = min(one[0] for one in places), max(one[0] for one in places)
    south, north = min(one[1] for one in places), max(one[1] for one in places)
    reach = reach_m(west, south, east, north)
    if reach > WIDEST_M:
        given = {"limit": f"{WIDEST_M / 1000:.0f}", "given": f"{reach / 1000:.0f}"}
        yield Problem("wide_map", FILE, 0, "features", given)
    elif not (west <= city.centre.lon <= east and south <= city.centre.lat <= north):
        yield Problem("map_elsewhere", FILE, 0, "features", {"given": f"{city.centre.lon}, {city.centre.lat}"})


def _kept(feature: Mapping[str, Any]) -> dict[str, Any]:
    """What a console needs of a feature, its places to a tenth of a metre."""
    properties, geometry = feature["properties"], feature["geometry"]
    kept = {key: properties[key] for key in ("kind", "name", "rank") if properties.get(key) not in (None, "")}
    shape = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": kept, "geometry": shape}


def _rounded(value: Any) -> Any:
    if isinstance(value[0], list):
        return [_rounded(one) for one in value]
    return [round(value[0], 6), round(value[1], 6)]
