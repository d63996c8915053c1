"""The middle of a desk: cameras as large as they can be, numbers on what is left, in rows that are high enough."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.video.grid import Shape
from widgets.video.middle import Middle
from widgets.video.tile import VideoTile
from widgets.video.toolbar import Mode


def _middle(qtbot: QtBot, width: int, height: int, side: int) -> Middle:
    made = Middle()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.grid.set_shape(side, side)
    made.grid.set_tiles([VideoTile(made.grid) for _ in range(side * side)])
    made.show()
    QApplication.processEvents()
    return made


def test_at_1920_by_1080_it_is_as_drawn(qtbot: QtBot) -> None:
    made = _middle(qtbot, 1064, 1008, 3)
    tile = made.grid.tile(0)
    assert (tile.width(), tile.picture_size().height(), tile.height()) == (346, 195, 219)
    assert made.bar.height() == 32
    assert made.grid.width() == 1048
    assert 2 * 138 + 5 <= made.board.height() <= 2 * 138 + 6


@pytest.mark.parametrize("side", [2, 3, 4])
@pytest.mark.parametrize("size", [(894, 696), (998, 696), (1064, 1008), (1592, 1368)])
def test_nothing_lies_over_anything_at_any_size(qtbot: QtBot, size: tuple[int, int], side: int) -> None:
    made = _middle(qtbot, *size, side)
    last = made.grid.tile(side * side - 1)
    foot = made.grid.mapTo(made, last.geometry().bottomRight())
    assert made.bar.geometry().bottom() < made.grid.geometry().top()
    assert foot.y() < made.board.geometry().top()
    assert made.rect().contains(made.board.geometry())
    assert made.board.height() >= (281 if size[1] > 900 else 64)
    assert last.width() > 150


def test_beside_the_map_it_is_as_drawn(qtbot: QtBot) -> None:
    made = _middle(qtbot, 1064, 1008, 3)
    made.set_mode(Mode.SPLIT)
    shape = made.shape_beside()
    assert shape == Shape(3, 2, lead=True)
    made.grid.set_shape(shape.rows, shape.cols, lead=shape.lead)
    made.grid.set_tiles([VideoTile(made.grid) for _ in range(shape.places)])
    QApplication.processEvents()
    assert (made.ground.width(), made.grid.width()) == (632, 410)
    tiles = [made.grid.tile(place) for place in range(7)]
    assert 409 <= tiles[0].width() <= 410
    assert [(one.width(), one.picture_size().height()) for one in tiles[1:]] == [(202, 114)] * 6
    assert made.board.height() >= 225, "two numbers with their charts"
    assert made.board.property("columns") == 1


@pytest.mark.parametrize("size", [(894, 696), (998, 696), (1064, 1008), (1592, 1368), (2480, 2088)])
def test_beside_the_map_nothing_lies_over_anything(qtbot: QtBot, size: tuple[int, int]) -> None:
    made = _middle(qtbot, *size, 3)
    made.set_mode(Mode.SPLIT)
    shape = made.shape_beside()
    made.grid.set_shape(shape.rows, shape.cols, lead=shape.lead)
    made.grid.set_tiles([VideoTile(made.grid) for _ in range(shape.places)])
    QApplication.processEvents()
    rects = [made.grid.tile(place).geometry() for place in range(shape.places)]
    assert all(made.grid.rect().contains(one) for one in rects)
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
    order = (made.bar, made.head, made.grid, made.board)
    tops = [part.geometry() for part in order]
    assert all(above.bottom() < below.top() for above, below in itertools.pairwise(tops))
    assert made.rect().contains(made.board.geometry())
    assert made.ground.geometry().right() < made.grid.geometry().left()
    assert shape.places == (13 if size[0] > 2000 else 7 if size[1] > 900 else 5)


def test_from_place_to_place_by_arrows_also_under_a_large_one() -> None:
    shape = Shape(3, 2, lead=True)
    assert [shape.beside(0, 0, 1), shape.beside(0, 1, 0), shape.beside(0, 0, -1)] == [1, None, None]
    assert [shape.beside(1, 0, -1), shape.beside(2, 0, -1), shape.beside(1, 1, 0), shape.beside(1, 0, 1)] == [
        0,
        0,
        2,
        3,
    ]
    assert [shape.beside(6, 0, 1), shape.beside(2, 1, 0), shape.beside(5, -1, 0)] == [None, None, None]
    assert [Shape(2, 2).beside(0, 1, 0), Shape(2, 2).beside(0, 0, -1), Shape(2, 2).beside(3, 0, -1)] == [1, None, 1]


def test_another_number_of_cameras_has_another_height_at_once(qtbot: QtBot) -> None:
    made = _middle(qtbot, 1064, 1008, 3)
    made.grid.set_shape(4, 4)
    made.grid.set_tiles([VideoTile(made.grid) for _ in range(16)])
    last = made.grid.tile(15)
    qtbot.waitUntil(lambda: made.grid.mapTo(made, last.geometry().bottomRight()).y() < made.board.y(), timeout=30_000)
