"""What is offered while somebody types: without marks, by words that begin so, the best first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.places.city_map import Ground, Shape
from console.records.models import Camera
from console.verbs.life_cycle import LifeCycle
from contract.records.incident import Severity
from views.opening.offers import kinds_of, severity_of, spots_of

CYCLE = LifeCycle.model_validate(
    {
        "id": "chung", "version": 1, "name": "Chung", "channels": ("sensor", "camera"),
        "kinds": [
            {"id": "cay-do", "name": "Cây đổ chắn đường", "severity": 3, "channel": "field_report"},
            {"id": "cay-day", "name": "Cây đè dây điện", "severity": 2}, {"id": "chay", "name": "Cháy", "severity": 9},
            {"id": "canh", "name": "Cành cây đung đưa"},
        ],
    }
)  # fmt: skip
RING = ((106.6, 10.7), (106.8, 10.7), (106.8, 10.9), (106.6, 10.9))
GROUND = Ground(
    shapes=(
        Shape("ward", "area", (RING,), "Phường Sông Mây"),
        Shape("place", "point", (((106.7, 10.78),),), "Chợ Hòa An"),
        Shape("road", "line", (((106.7, 10.78), (106.71, 10.79)),), "Đường Lê Thánh Tôn"),
    )
)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("cây đ", ["cay-day", "cay-do", "canh"]),
        ("cay do", ["cay-do"]),
        ("chay", ["chay"]),
        ("DUONG", ["cay-do"]),
        ("x", []),
    ],
)
def test_kinds_are_found_without_marks(typed: str, ids: list[str]) -> None:
    assert [one.id for one in kinds_of([CYCLE]).find(typed)] == ids


def test_a_kind_without_a_channel_comes_by_its_life_cycles_first() -> None:
    by_id = {one.id: one.channel for _words, one in kinds_of([CYCLE]).things}
    assert (by_id["cay-do"], by_id["chay"]) == ("field_report", "sensor")


def test_what_the_city_proposes_is_taken_where_it_is_a_severity() -> None:
    by_id = {one.id: one for _words, one in kinds_of([CYCLE]).things}
    found = [severity_of(by_id[key]) for key in ("cay-do", "cay-day", "chay", "canh")]
    assert found == [Severity.MEDIUM, Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM]
    assert severity_of(None) == Severity.MEDIUM


def test_places_are_the_maps_and_the_cameras_that_have_one(qapp: QApplication) -> None:
    cameras = [
        Camera(id="c1", version=1, name="Vòng xoay 30/4", lat=10.8, lon=106.7),
        Camera(id="c2", version=1, name="Cảng", lat=None, lon=None),
        Camera(id="c3", version=1, name="Chợ Hòa An", lat=10.8, lon=106.7),
    ]
    spots = spots_of(GROUND, cameras)
    assert {one.key for _words, one in spots.things} == {
        "place:Phường Sông Mây", "place:Chợ Hòa An", "place:Đường Lê Thánh Tôn", "camera:c1",
    }  # fmt: skip
    [found] = spots.find("le th")
    assert (found.name, found.ward) == ("Đường Lê Thánh Tôn", "Phường Sông Mây")
    [found] = spots.find("vong")
    assert (found.camera, found.ward) == ("c1", "Phường Sông Mây")
    assert spots.find("phuong")[0].ward == "Phường Sông Mây"
