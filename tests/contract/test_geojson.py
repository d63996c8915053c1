"""One reading of GeoJSON: what a city pack may hold is what a console draws, however a program wrote it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from backend.city.maps import FILE
from backend.city.problems import CityPackError
from console.places.city_map import CityMap, ground_of
from contract.geojson import lines, place_of, reach_m

RING = [[106.4, 9.55], [106.55, 9.55], [106.55, 9.68], [106.4, 9.55]]
AREA: dict[str, Any] = {"type": "Polygon", "coordinates": [RING]}


def _feature(geometry: Any, kind: str = "ward") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"kind": kind, "name": "Thử"}, "geometry": geometry}


def _kept(root: Path, *features: Any) -> list[dict[str, Any]] | None:
    """What the server keeps of a pack with this map; None where it refuses it."""
    shutil.copytree(DEFAULT_CITY, root / "city")
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (root / "city" / FILE).write_text(text, encoding="utf-8")
    try:
        return list(load(root / "city").map.features)
    except CityPackError:
        return None


@pytest.mark.parametrize(
    ("geometry", "kind", "parts"),
    [
        (AREA, "ward", 1),
        ({"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]}, "ward", 3),
        ({"type": "GeometryCollection", "geometries": [AREA, {"type": "Polygon", "coordinates": []}]}, "ward", 1),
        ({"type": "GeometryCollection", "geometries": [AREA, AREA]}, "green", 2),
        ({"type": "LineString", "coordinates": [[106.4, 9.55, 3.5], [106.55, 9.68, 4]]}, "road", 1),
        ({"type": "MultiPoint", "coordinates": [[106.48, 9.62]]}, "place", 1),
    ],
)
def test_what_the_server_takes_is_drawn_as_it_came_and_as_it_is_kept(
    tmp_path: Path, geometry: Any, kind: str, parts: int
) -> None:
    came = [_feature(AREA), _feature(geometry, kind)]
    kept = _kept(tmp_path, *came)
    assert kept is not None
    drawn = [ground_of(CityMap(id="c", features=features)).shapes for features in (came, kept)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0][1].parts) == parts


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": RING},
        {"type": "Polygon", "coordinates": [[RING]]},
        {"type": "Polygon", "coordinates": [[[106.4, True], *RING]]},
        {"type": "Polygon", "coordinates": [[[500, 9.5], *RING[1:3], [500, 9.5]]]},
        {"type": "Circle", "coordinates": [RING]},
    ],
)
def test_what_a_console_leaves_out_the_server_refuses(tmp_path: Path, geometry: Any) -> None:
    came = [_feature(AREA), _feature(geometry)]
    assert len(ground_of(CityMap(id="c", features=came)).shapes) == 1
    assert _kept(tmp_path, *came) is None


def test_lines_are_told_apart_by_how_deep_they_stand() -> None:
    assert list(lines([106.4, 9.5], 0)) == [[[106.4, 9.5]]]
    assert list(lines([RING, 3, [RING], []], 2)) == [RING, None, None, None]
    assert place_of([106.4, 9.5, 12]) == (106.4, 9.5)
    assert [place_of(one) for one in ([float("nan"), 9], [181, 9], [106, 91], ["1", 2], 5)] == [None] * 5
    assert reach_m(106, 9, 106, 10) == pytest.approx(111_195)
