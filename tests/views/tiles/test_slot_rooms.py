"""Where cameras, the map and numbers of an alarm stand: apart from each other, none too small, the camera first."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from views.tiles.slot_rooms import Least, arranged

DESK, WALL = Least(84, 96, 4), Least(238, 272, 12)


@pytest.mark.parametrize("least", [DESK, WALL])
@pytest.mark.parametrize("cameras", range(5))
@pytest.mark.parametrize("numbers", range(3))
@pytest.mark.parametrize("with_map", [False, True])
@pytest.mark.parametrize("size", [(1900, 900), (940, 360), (300, 900), (400, 120), (90, 90), (10, 5)])
def test_all_that_is_shown_stands_apart_within_the_room(
    *, least: Least, cameras: int, numbers: int, with_map: bool, size: tuple[int, int]
) -> None:
    room = QRect(5, 7, *size)
    found = arranged(room, cameras, numbers, least, with_map=with_map)
    shown = [*found.cameras, *([found.map] if found.map is not None else []), *found.indicators]
    assert all(room.contains(one) for one in shown if one.isValid())
    assert not any(one.intersects(other) for one, other in combinations(shown, 2))
    assert len(found.cameras) <= cameras
    assert bool(found.cameras) == bool(cameras), "never a map instead of the camera"
    assert with_map or found.map is None
    if found.map is not None and cameras:
        assert min(one.height() for one in (*found.cameras, found.map)) >= least.picture


def test_beside_one_camera_or_two_the_map_has_half_of_the_room() -> None:
    for cameras in (1, 2):
        found = arranged(QRect(0, 0, 1200, 560), cameras, 0, DESK, with_map=True)
        assert found.map is not None
        assert len(found.cameras) == cameras
        assert found.map.width() == pytest.approx(600, abs=4)
        assert found.map.height() == 560
    found = arranged(QRect(0, 0, 500, 1200), 1, 0, DESK, with_map=True)
    assert found.map is not None
    assert found.map.top() > found.cameras[0].bottom(), "in a tall room below it"


def test_of_four_quarters_the_map_has_one() -> None:
    found = arranged(QRect(0, 0, 1200, 600), 4, 0, DESK, with_map=True)
    assert (len(found.cameras), found.map is not None) == (3, True)
    low = arranged(QRect(0, 0, 1200, 150), 4, 0, DESK, with_map=True)
    assert (len(low.cameras), low.map is not None) == (1, True)
    lowest = arranged(QRect(0, 0, 1200, 70), 4, 0, DESK, with_map=True)
    assert (len(lowest.cameras), lowest.map) == (1, None)
    alone = arranged(QRect(0, 0, 600, 400), 0, 0, DESK, with_map=True)
    assert alone.map == QRect(0, 0, 600, 400)
