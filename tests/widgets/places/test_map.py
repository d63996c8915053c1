"""The map of a place: painted once, names never over one another, words for who hears it, and keys that move it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backend.city.loading import DEFAULT_CITY, load
from console.places.city_map import NO_GROUND, TYPE, CityMap, Ground, ground_of
from console.places.map_view import View, pieces
from console.places.marks import Mark, around
from console.records.models import Camera, Incident
from widgets.base import theme
from widgets.places.map import PlaceMap
from widgets.places.names import Board, rooms_of, write_beside, write_ground
from widgets.places.paint import Sheet
from widgets.places.sheet import RADIUS_M, PlaceSheet

MIDDLE = (9.6262, 106.4713)
FOCUS = Mark("incident", "i1", "Cầu Bến Đá", *MIDDLE, 1)
CAMERAS = [
    Camera(id="cam-02", name="Cầu Bến Đá", lat=9.6262, lon=106.4725),
    Camera(id="cam-18", name="Chợ Bến Đá", lat=9.6249, lon=106.4695),
    Camera(id="cam-19", name="Bờ kè Sông Mây", lat=9.6280, lon=106.4731),
]


@pytest.fixture(scope="module")
def ground() -> Ground:
    key, data = next((key, data) for kind, key, data in load(DEFAULT_CITY).records() if kind == TYPE)
    return ground_of(CityMap(id=key, **data))


def _shown(qtbot: QtBot, ground: Ground, size: tuple[int, int] = (640, 400)) -> PlaceMap:
    found = PlaceMap()
    qtbot.addWidget(found)
    found.resize(*size)
    found.set_ground(ground)
    found.look_at(*MIDDLE, 600)
    found.set_marks(FOCUS, around(MIDDLE, 600, CAMERAS))
    return found


def _colors(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def _color(role: str) -> str:
    return theme.current().color(role).name()


@pytest.mark.parametrize("name", theme.NAMES)
def test_a_map_has_its_ground_and_one_coloured_mark(
    qtbot: QtBot, qapp: QApplication, ground: Ground, name: str
) -> None:
    theme.apply(qapp, theme.load(name))
    shown = _shown(qtbot, ground)
    colors = _colors(shown)
    assert {_color(role) for role in ("map_land", "map_water", "severity1")} <= colors
    assert not {_color("severity2"), _color("severity3"), _color("accent")} & colors
    assert shown.shown() == ["i1", "cam-02", "cam-18", "cam-19"]


def test_a_repaint_paints_nothing_anew(qtbot: QtBot, ground: Ground) -> None:
    shown = _shown(qtbot, ground)
    for _ in range(5):
        shown.grab()
    assert shown.renders == {"ground": 1, "whole": 1}
    shown.set_marks(FOCUS, around(MIDDLE, 600, CAMERAS[:1]))
    shown.grab()
    assert shown.renders == {"ground": 1, "whole": 2}, "another mark leaves the ground as it is"
    shown.look_at(*MIDDLE, 900)
    shown.grab()
    assert shown.renders == {"ground": 2, "whole": 3}


def test_without_a_map_there_are_distances_and_it_is_said(qtbot: QtBot) -> None:
    shown = _shown(qtbot, NO_GROUND)
    colors = _colors(shown)
    assert _color("severity1") in colors
    assert _color("map_water") not in colors
    assert "no map" in shown.accessibleDescription()


def test_it_is_told_in_words(qtbot: QtBot, ground: Ground) -> None:
    words = _shown(qtbot, ground).accessibleDescription()
    assert words.startswith("Cầu Bến Đá; Camera Cầu Bến Đá 130 m east; ")
    assert "Camera Bờ kè Sông Mây 280 m north-east" in words
    assert "Camera Chợ Bến Đá 240 m south-west" in words
    assert "map" not in words


@pytest.mark.parametrize("scale", [1.0, 2.84])
@pytest.mark.parametrize("radius", [200, 600, 3000, 20_000])
def test_no_name_lies_over_another_or_beyond_the_picture(ground: Ground, qapp: QApplication, scale: float,
                                                         radius: float) -> None:  # fmt: skip
    theme.apply(qapp, theme.load("dark", scale))
    box = QRectF(0, 0, 960, 540)
    sheet = Sheet(View.around(*MIDDLE, radius, (960, 540)), box)
    board = Board(box)
    for mark in around(MIDDLE, radius, CAMERAS):
        write_beside(board, mark.name, sheet.place(mark.lat, mark.lon), 8)
    write_ground(board, sheet, pieces(ground, sheet.view), [one.name for one in CAMERAS])
    assert len({one.text for one in board.words}) == len(board.words), "each once"
    rooms = [list(rooms_of(one)) for one in board.words]
    assert all(box.contains(one) for room in rooms for one in room)
    assert not any(a.intersects(b) for one, other in combinations(rooms, 2) for a in one for b in other)


@pytest.mark.parametrize("size", [(1, 1), (30, 30), (200, 41), (41, 900), (3000, 60)])
def test_it_is_painted_at_any_size(qtbot: QtBot, ground: Ground, size: tuple[int, int]) -> None:
    for below in (ground, NO_GROUND):
        shown = _shown(qtbot, below, size)
        shown.set_captions("Cầu Bến Đá", "3")
        assert not shown.grab().isNull()
        shown.set_trouble("Chưa rõ")
        assert not shown.grab().isNull()
        assert shown.accessibleDescription() == "Chưa rõ"


def test_a_hostile_map_and_odd_marks_are_painted(qtbot: QtBot) -> None:
    ring = [[106.47, 9.62], [106.47, 9.62], [106.47, 9.62], [106.47, 9.62]]
    features = [
        {
            "properties": {"kind": kind, "name": "A" * 5000, "rank": rank},
            "geometry": {"type": form, "coordinates": places},
        }
        for kind, rank in (("ward", "x"), ("water", -1), ("road", 1e400), ("place", None))
        for form, places in (("Polygon", [ring]), ("LineString", ring), ("Point", ring[0]), ("MultiPolygon", [[ring]]))
    ]
    shown = _shown(qtbot, ground_of(CityMap(id="c", features=features)))
    at_one_spot = [Mark("incident", f"i{n}", "\u202eNgập " * 40, *MIDDLE, n) for n in range(60)]
    shown.set_marks(FOCUS, at_one_spot)
    assert not shown.grab().isNull()
    shown.set_marks(None, at_one_spot)
    assert not shown.grab().isNull()


def test_incidents_have_their_colours_where_the_map_is_about_none_of_them(qtbot: QtBot, ground: Ground) -> None:
    now = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
    fire = Incident(id="i2", code="SC-2", title="Cháy", severity=2, lat=9.6280, lon=106.4690, created_at=now)
    shown = _shown(qtbot, ground)
    shown.set_marks(FOCUS, around(MIDDLE, 600, [fire]))
    assert _color("severity2") not in _colors(shown)
    shown.set_marks(None, around(MIDDLE, 600, [fire]))
    assert _color("severity2") in _colors(shown)


def test_keys_bring_closer_and_move_and_come_back(qtbot: QtBot, ground: Ground) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    sheet = PlaceSheet(window)
    looked: list[tuple[float, float, float]] = []
    sheet.looked.connect(lambda *where: looked.append(where))
    sheet.show_place("SC-1 · Cầu Bến Đá", MIDDLE)
    sheet.show_marks(ground, FOCUS, around(MIDDLE, 600, CAMERAS))
    sheet.open()
    assert sheet.map.height() > 400
    assert window.rect().contains(sheet.geometry())
    QTest.keyClick(sheet, Qt.Key.Key_Plus)
    assert sheet.map.radius_m == pytest.approx(RADIUS_M / 1.5)
    QTest.keyClick(sheet, Qt.Key.Key_Minus)
    QTest.keyClick(sheet, Qt.Key.Key_Minus)
    assert sheet.map.radius_m == pytest.approx(RADIUS_M * 1.5)
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_Up)
    assert sheet.map.middle is not None
    assert sheet.map.middle[0] > MIDDLE[0]
    assert sheet.map.middle[1] > MIDDLE[1]
    assert looked[-1][:2] == sheet.map.middle
    for _ in range(40):
        QTest.keyClick(sheet, Qt.Key.Key_Minus)
    assert sheet.map.radius_m == 20_000
    assert not sheet.map.grab().isNull()
    QTest.keyClick(sheet, Qt.Key.Key_0)
    assert (sheet.map.middle, sheet.map.radius_m) == (MIDDLE, RADIUS_M)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()
