"""Digital zoom: the point under the pointer stays there, the picture never leaves its frame, a key takes it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.records.models import StreamState
from tests.widgets.pictures import plain
from widgets.video.tile import VideoTile
from widgets.video.zoom import MOST, Zoom

SIZE = QSize(1280, 720)


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_the_source_stays_inside_the_picture(steps: list[tuple[float, float, float]]) -> None:
    zoom = Zoom()
    for notches, x, y in steps:
        zoom.step(notches, QPointF(x, y))
        zoom.pan(x - 0.5, y - 0.5)
        part = zoom.source(SIZE)
        assert 1.0 <= zoom.factor <= MOST
        assert part.left() >= -1
        assert part.top() >= -1
        assert part.right() <= SIZE.width() + 1
        assert part.bottom() <= SIZE.height() + 1


def test_the_point_under_the_pointer_stays() -> None:
    zoom = Zoom()
    at = QPointF(0.25, 0.75)
    zoom.step(3, at)
    part = zoom.source(SIZE)
    assert part.left() + at.x() * part.width() == pytest.approx(0.25 * SIZE.width(), abs=2)
    assert part.top() + at.y() * part.height() == pytest.approx(0.75 * SIZE.height(), abs=2)


def test_a_zoomed_tile_is_panned_and_not_carried(qtbot: QtBot) -> None:
    tile = VideoTile()
    qtbot.addWidget(tile)
    tile.resize(320, 204)
    tile.set_title("Cầu Bến Đá")
    tile.show_frame(*plain(320, 180, 200), 0.1)
    tile.set_state(StreamState.LIVE, 0.1, None, None)
    tile.show()
    carried: list[QPoint] = []
    factors: list[float] = []
    tile.dragged.connect(carried.append)
    tile.on_zoomed = lambda: factors.append(tile.zoom_factor)
    tile.zoom_by(2)
    assert factors == [pytest.approx(1.5625)]
    QTest.mousePress(tile, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(tile, QPoint(180, 120))
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=QPoint(180, 120))
    assert not carried
    tile.reset_zoom()
    assert factors[-1] == 1.0
    tile.drop_frame()


def test_a_tile_of_the_past_is_undimmed_but_never_looks_live(qtbot: QtBot) -> None:
    tile = VideoTile()
    qtbot.addWidget(tile)
    tile.resize(320, 204)
    tile.set_title("Cầu Bến Đá")
    tile.show_frame(*plain(320, 180, 200), 0.1)
    tile.set_state(StreamState.LIVE, 0.1, None, None)
    assert tile.looks_live
    tile.set_replaying(True)
    assert not tile.looks_live
    bright = tile.grab().toImage().pixelColor(60, 60).lightness()
    assert bright > 150
    tile.drop_frame()
