"""The middle of a desk: cameras as large as they can be, numbers on what is left, in rows that are high enough."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.video.middle import Middle
from widgets.video.tile import VideoTile


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


def test_another_number_of_cameras_has_another_height_at_once(qtbot: QtBot) -> None:
    made = _middle(qtbot, 1064, 1008, 3)
    made.grid.set_shape(4, 4)
    made.grid.set_tiles([VideoTile(made.grid) for _ in range(16)])
    last = made.grid.tile(15)
    qtbot.waitUntil(lambda: made.grid.mapTo(made, last.geometry().bottomRight()).y() < made.board.y(), timeout=30_000)
