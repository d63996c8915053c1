"""The map of an incident's place: what stands on it, that it follows, and why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.places.city_map import CityMap
from console.records.models import Camera, Incident
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import incident
from views.base.commands import CommandRefusedError
from views.guidance.place import PlacePresenter

LAT, LON = 10.78, 106.70
STREET = {
    "type": "Feature", "properties": {"kind": "road", "name": "Đường 1"},
    "geometry": {"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.01, LAT]]},
}  # fmt: skip


def _one(key: str, **facts: Any) -> Incident:
    return incident(key).model_copy(update={"lat": LAT, "lon": LON, "place": "Cầu Đá", **facts})


def _city(folder: Path) -> PlayedCity:
    cameras = [
        Camera(id="near", name="Cầu", sub_url="rtsp://127.0.0.1:9/x", lat=LAT + 0.001, lon=LON),
        Camera(id="far", name="Xa", sub_url="rtsp://127.0.0.1:9/x", lat=LAT + 0.04, lon=LON),
    ]
    streets = CityMap(id="map", features=(STREET,))
    nowhere = incident("nowhere")
    return PlayedCity(folder, [_one("one"), _one("two", lat=LAT + 0.002), nowhere], [*cameras, streets])


async def _place(room: PlayedRoom, key: str = "one") -> PlacePresenter:
    at = room.workplace()
    desk, place = at.desk, PlacePresenter(at)
    place.bind(room.registry)
    room.later(place.close)
    desk.cameras.start(2)
    await chosen(room, desk, key)
    return place


def _marks(place: PlacePresenter) -> list[str]:
    return [str(one) for one in place.state()["map"]["marks"]]


def test_the_map_shows_the_place_and_what_is_near(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        place = await _place(room)
        assert place.state() == {"map": None}
        await room.do("show-map")
        told = place.state()["map"]
        assert (told["incident"], told["middle"], told["shapes"]) == ("one", (LAT, LON), 1)
        assert _marks(place) == ["one", "two", "near"]
        assert "SC-one · Cầu Đá" in texts(place.sheet)
        assert "800 m around" in texts(place.sheet)
        for _notch in range(6):
            QTest.keyClick(place.sheet, Qt.Key.Key_Minus)
        assert _marks(place) == ["one", "two", "near", "far"], "from farther away more is seen"
        QTest.keyClick(place.sheet, Qt.Key.Key_0)
        assert _marks(place) == ["one", "two", "near"]

    play(qapp, _city(tmp_path), story)


def test_an_open_map_follows_what_comes_and_what_the_city_draws(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        place = await _place(room)
        await room.do("show-map")
        room.city.known["new"] = _one("new", lat=LAT - 0.002)
        await room.hear("incident", "new")
        place._timer.timeout.emit()
        assert "new" in _marks(place)
        room.city.put(CityMap(id="map", features=(STREET, STREET)))
        await room.hear("city_map")
        assert place.state()["map"]["shapes"] == 2

    play(qapp, _city(tmp_path), story)


def test_a_place_that_nobody_told_has_no_map(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        place = await _place(room, "nowhere")
        assert room.registry.why_off("show-map") == "no_place"
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("show-map", incident="gone")
        assert refused.value.code == "no_incident"
        await room.do("show-map", incident="two")
        assert place.state()["map"]["incident"] == "two", "another one's can still be looked at"

    play(qapp, _city(tmp_path), story)


def test_with_nothing_near_it_says_so_and_without_a_city_map_it_opens_all_the_same(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        place = await _place(room)
        await room.do("show-map")
        assert "No camera, incident or indicator is near" in texts(place.sheet)
        assert place.state()["map"]["shapes"] == 0

    play(qapp, PlayedCity(tmp_path, [_one("one")]), story)
