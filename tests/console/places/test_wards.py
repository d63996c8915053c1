"""In which ward a place lies, with holes and odd shapes, and nothing where no map says so."""

from __future__ import annotations

import pytest

from console.places.city_map import NO_GROUND, Ground, Shape
from console.places.wards import ward_at

SQUARE = ((106.0, 10.0), (106.2, 10.0), (106.2, 10.2), (106.0, 10.2), (106.0, 10.0))
HOLE = ((106.05, 10.05), (106.1, 10.05), (106.1, 10.1), (106.05, 10.1), (106.05, 10.05))
CORNER = ((106.2, 10.0), (106.4, 10.0), (106.2, 10.2))
GROUND = Ground(
    shapes=(
        Shape("green", "area", (SQUARE,), "Công viên"), Shape("ward", "line", (SQUARE,), "Ranh giới"),
        Shape("ward", "area", (SQUARE, HOLE), "Phường Mây"), Shape("ward", "area", (CORNER,), "Phường Góc"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("lat", "lon", "ward"),
    [
        (10.15, 106.15, "Phường Mây"), (10.07, 106.07, ""), (10.02, 106.25, "Phường Góc"), (10.15, 106.35, ""),
        (0.0, 0.0, ""), (10.1, -106.1, ""),
    ],
)  # fmt: skip
def test_a_place_lies_in_the_area_that_is_drawn_around_it(lat: float, lon: float, ward: str) -> None:
    assert ward_at(GROUND, lat, lon) == ward


def test_without_a_map_nobody_knows() -> None:
    assert ward_at(NO_GROUND, 10.1, 106.1) == ""
