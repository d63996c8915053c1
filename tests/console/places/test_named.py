"""The named places of a city's map: each once, with its middle and reach."""

from __future__ import annotations

import pytest

from console.places.city_map import CityMap, ground_of
from console.places.named import LEAST_M, named_places


def _feature(kind: str, name: str, form: str, coordinates: object) -> dict[str, object]:
    return {
        "type": "Feature", "properties": {"kind": kind, "name": name},
        "geometry": {"type": form, "coordinates": coordinates},
    }  # fmt: skip


def test_each_name_is_one_place_and_the_parts_of_a_road_are_one() -> None:
    features = (
        _feature("road", "Bến Đá", "LineString", [[106.0, 9.0], [106.02, 9.0]]),
        _feature("place", "Bến Đá", "Point", [106.01, 9.5]),
        _feature("road", "Đường Biển", "LineString", [[106.0, 9.0], [106.01, 9.0]]),
        _feature("road", "Đường Biển", "LineString", [[106.01, 9.0], [106.03, 9.02]]),
        _feature("road", "", "LineString", [[106.0, 9.0], [106.01, 9.0]]),
    )
    found = named_places(ground_of(CityMap(id="map", features=features)))
    assert sorted(found) == ["Bến Đá", "Đường Biển"]
    place, road = found["Bến Đá"], found["Đường Biển"]
    assert (place.kind, place.lat, place.lon, place.reach_m) == ("place", 9.5, 106.01, LEAST_M)
    assert road.lat == pytest.approx(9.01)
    assert road.lon == pytest.approx(106.015)
    assert road.reach_m == pytest.approx(1990, rel=0.01)
