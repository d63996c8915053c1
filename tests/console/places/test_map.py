"""The city's map as the console reads it: right to metres, cut at the sides, and never broken by what came."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.city.loading import DEFAULT_CITY, load
from console.layouts.check import check
from console.places.city_map import TYPE, CityMap, Ground, ground_of
from console.places.map_view import (
    MOST_RADIUS_M,
    Piece,
    View,
    clipped_area,
    clipped_line,
    direction,
    mean_place,
    name_spots,
    pieces,
    radius_of,
    round_length,
)
from console.places.marks import MOST, around
from console.places.near import distance_m
from console.records.models import Camera, Incident
from console.records.wall import AlarmRule
from console.walls.alarm_slots import place_for
from contract.geojson import MOST_POINTS

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
MIDDLE = (9.62, 106.48)


def _city() -> Ground:
    key, data = next((key, data) for kind, key, data in load(DEFAULT_CITY).records() if kind == TYPE)
    return ground_of(CityMap(id=key, **json.loads(json.dumps(data))))


def _map(*features: Any, **more: Any) -> CityMap:
    return CityMap(id="c", name="Thử", features=list(features), **more)


def _line(*places: Any, kind: Any = "road", name: Any = "Đường") -> dict[str, Any]:
    geometry = {"type": "LineString", "coordinates": list(places)}
    return {"type": "Feature", "properties": {"kind": kind, "name": name}, "geometry": geometry}


GOOD = _line([106.47, 9.61], [106.49, 9.63])


def test_the_sample_city_is_read_whole() -> None:
    ground = _city()
    assert ground.is_map
    assert ground.middle == pytest.approx((106.48, 9.62))
    assert {shape.kind for shape in ground.shapes} == {"ward", "water", "road", "place", "green"}
    bridge = next(shape for shape in ground.shapes if shape.name == "Cầu Bến Đá")
    lon, lat = bridge.parts[0][0]
    assert distance_m(lat, lon, 9.6262, 106.4713) < 60, "where its camera is"


@pytest.mark.parametrize(
    "odd",
    [
        None, 7, "x", [], {}, {"properties": None, "geometry": None}, {"properties": [], "geometry": {}},
        _line([106.47, float("nan")], [106.49, 9.63]), _line([float("inf"), 9.6], [106.49, 9.63]),
        _line([10**400, 9.6], [106.49, 9.63]), _line([106.47], [106.49]), _line("abc", "def"), _line([[[[1]]]]),
        _line([106.47, 9.61]), _line([True, False], [1, 2], kind="river"), _line([1, 2], [3, 4], kind=["road"]),
        {"properties": {"kind": "road"}, "geometry": {"type": "GeometryCollection", "geometries": []}},
        {"properties": {"kind": "ward"}, "geometry": {"type": "Polygon", "coordinates": [[106.4, 9.6], [1, 2]]}},
        {"properties": {"kind": "ward"}, "geometry": {"type": ["Polygon"], "coordinates": 3}},
    ],
)  # fmt: skip
def test_what_is_no_shape_is_left_out_and_the_rest_stays(odd: Any) -> None:
    assert [shape.name for shape in ground_of(_map(odd, GOOD)).shapes] == ["Đường"]


def test_a_map_that_reaches_beyond_a_city_is_not_shown() -> None:
    country = _line([102.1, 8.2], [109.5, 23.4])
    assert not ground_of(_map(GOOD, country)).is_map
    assert ground_of(_map(GOOD)).is_map


@pytest.mark.parametrize("features", [None, 3, "[]", {"a": 1}, [[GOOD]]])
def test_a_record_that_is_no_map_is_none(features: Any) -> None:
    assert not ground_of(CityMap(id="c", features=features, centre="giữa")).is_map
    assert not ground_of(None).is_map


def test_no_more_than_so_many_points_are_drawn() -> None:
    long = [[106.40 + (number % 1000) / 5e3, 9.55 + number / 3e5] for number in range(MOST_POINTS)]
    ground = ground_of(_map(_line(*long), GOOD, *[GOOD] * 5000))
    drawn = pieces(ground, View.around(*MIDDLE, 20_000, (1920, 1080)))
    assert sum(len(part) for shape in ground.shapes for part in shape.parts) <= MOST_POINTS
    assert drawn


def test_places_are_where_they_are() -> None:
    view = View.around(*MIDDLE, 1000, (1920, 1080))
    assert view.north_m == pytest.approx(1000)
    assert view.east_m == pytest.approx(1000 * 16 / 9)
    for lat, lon in ((9.6262, 106.4713), (9.6018, 106.5134), (9.61, 106.40)):
        point = view.metres(lat, lon)
        assert math.hypot(*point) == pytest.approx(distance_m(*MIDDLE, lat, lon), rel=0.005)
        assert view.place(*point) == pytest.approx((lat, lon))
    assert view.metres(9.63, 106.48)[1] > 0, "north is up"
    assert view.metres(9.62, 106.49)[0] > 0, "east is right"


def test_areas_and_lines_are_cut_at_the_sides() -> None:
    square = [(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)]
    cut = clipped_area(square, (20.0, 100.0))
    assert {round(point[0], 6) for point in cut} == {-20.0, 20.0}
    assert clipped_area([(30.0, 0.0), (40.0, 0.0), (40.0, 9.0)], (20.0, 20.0)) == []
    around_all = [(-99.0, -99.0), (99.0, -99.0), (99.0, 99.0), (-99.0, 99.0)]
    assert len(clipped_area(around_all, (20.0, 20.0))) == 4, "the ground within a large ward is all of it"
    line = [(-100.0, 0.0), (0.0, 0.0), (0.0, 100.0), (30.0, 100.0), (30.0, 5.0), (0.0, 5.0)]
    parts = clipped_line(line, (20.0, 20.0))
    assert parts == [[(-20.0, 0.0), (0.0, 0.0), (0.0, 20.0)], [(20.0, 5.0), (0.0, 5.0)]]
    assert clipped_line([(0.0, 0.0), (0.0, 0.0)], (20.0, 20.0)) in ([], [[(0.0, 0.0), (0.0, 0.0)]])


def test_what_is_out_of_sight_is_not_drawn() -> None:
    ground = _city()
    near, all_of_it = (len(pieces(ground, View.around(*MIDDLE, radius, (800, 600)))) for radius in (200, MOST_RADIUS_M))
    assert 0 < near < all_of_it == len(ground.shapes)
    assert pieces(ground, View.around(-33.0, 18.0, 1000, (800, 600))) == []


def test_names_stand_on_what_they_name() -> None:
    view = View.around(*MIDDLE, 1000, (800, 800))
    line = Piece("road", "line", (((-500.0, -500.0), (500.0, 500.0)),), "Đường", 1)
    spot = name_spots(line, view)[0]
    assert spot.at == pytest.approx((0.0, 0.0))
    assert spot.slope == pytest.approx(math.pi / 4)
    back = Piece("road", "line", (((500.0, 500.0), (-500.0, -500.0)),), "Đường", 1)
    assert name_spots(back, view)[0].slope == pytest.approx(math.pi / 4), "never upside down"
    horseshoe = ((-900.0, -900.0), (900.0, -900.0), (900.0, 900.0), (600.0, 900.0), (600.0, -600.0), (-900.0, -600.0))
    at = name_spots(Piece("ward", "area", (horseshoe,), "Phường", 2), view)[0].at
    assert at[0] > 600 or at[1] < -600, "inside it, not in its hollow"


def test_lengths_radii_and_directions() -> None:
    assert [round_length(metres) for metres in (7, 199, 200, 999, 4999, float("nan"))] == [5, 100, 200, 500, 2000, 1]
    assert [radius_of(one) for one in (50, 700, 1e9, "x", None, True, float("nan"))] == [
        100, 700, 20_000, 1000, 1000, 1000, 1000,
    ]  # fmt: skip
    assert [direction(*MIDDLE, 9.62 + up, 106.48 + right) for up, right in ((1, 0), (1, 1), (0, 1), (-1, 0))] == [
        0, 1, 2, 4,
    ]  # fmt: skip
    assert mean_place([]) is None
    assert mean_place([(9.0, 106.0), (10.0, 107.0)]) == (9.5, 106.5)


def test_the_gravest_incidents_come_first_and_no_more_than_can_be_seen() -> None:
    cameras = [Camera(id=f"c{n}", name=f"Camera {n}", lat=9.62, lon=106.48 + n / 1e5) for n in range(200)]
    storm = [
        Incident(
            id=f"i{n}", code=f"SC-{n}", title=f"Ngập {n}", severity=1 + n % 4, lat=9.621, lon=106.48, created_at=NOW
        )
        for n in range(5000)
    ]
    nowhere = [Camera(id="x", name="Không rõ"), Camera(id="far", name="Xa", lat=10.5, lon=106.48)]
    found = around(MIDDLE, 500, [*nowhere, *cameras, *storm], frozenset({"i0"}))
    assert len(found) == MOST
    assert {one.severity for one in found} == {1}
    assert "i0" not in {one.id for one in found}
    near = around(MIDDLE, 500, [*nowhere, *cameras])
    assert [one.id for one in near[:3]] == ["c0", "c1", "c2"]
    assert near[1].metres == pytest.approx(1.1, abs=0.1)


def test_a_rule_that_asks_for_a_map_has_one_where_the_incident_says_where_it_is() -> None:
    here = Incident(id="1", code="SC-1", title="Cháy", severity=1, lat=9.62, lon=106.48, created_at=NOW)
    nowhere = here.model_copy(update={"lat": None})
    asks, does_not = AlarmRule(id="r", map=True), AlarmRule(id="r")
    assert place_for(here, asks) == MIDDLE
    assert place_for(nowhere, asks) is None
    assert place_for(here, does_not) is None


def test_a_map_in_a_layout_is_known_and_what_is_odd_about_it_is_told() -> None:
    def found(**config: Any) -> list[str]:
        tile = {"type": "map", "row": 0, "col": 0, **config}
        screen = {"rows": 1, "cols": 1, "tiles": [tile]}
        layout, findings = check({"format": 2, "screens": [screen]}, "x.yaml", cameras=["cam-01"], indicators=[])
        assert layout is not None
        return [one.code for one in findings]

    assert found() == found(camera="cam-01", radius_m=500) == found(lat=9.6, lon=106.4, title="Bến Đá") == []
    assert found(camera="cam-99") == ["layout_no_camera"]
    assert found(radius=500) == ["layout_unknown_field_hint"]
