"""Lists on a wall: no row is cut, what is left out is counted, and a camera keeps its name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.analysis.legibility import Room
from console.records.models import Incident, StreamState
from tests.harness.ink import heights, painted
from views.tiles.text_tile import TextTile
from widgets.base import theme
from widgets.base.formats import frame_age_symbol, frame_age_text
from widgets.base.labels import FittedLabel
from widgets.video.tile import VideoTile
from widgets.walls.whole_rows import HealthTile, QueueTile

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
INCIDENTS = [
    Incident(id=str(n), code=f"SC-{n}", title="Ngập hầm", severity=1, created_at=NOW - timedelta(minutes=60 - n))
    for n in range(30)
]
ROWS = [(f"Quảng trường Sông Mây {n}", "sống, 0,0 giây", "23:19:04", "100,0 %", "0", n == 0) for n in range(20)]


@pytest.fixture(autouse=True)
def wall(qapp: QApplication) -> Iterator[None]:
    before = theme.current()
    theme.apply(qapp, theme.load("dark", Room(5.0, 0.9).scale))
    yield
    theme.apply(qapp, before)


@pytest.mark.parametrize("height", [250, 517, 700, 991, 1040])
@pytest.mark.parametrize("count", [0, 1, 4, 6, 30])
def test_the_queue_shows_whole_rows_and_how_many_more_there_are(qtbot: QtBot, height: int, count: int) -> None:
    tile = QueueTile()
    qtbot.addWidget(tile)
    tile.resize(950, height)
    tile.show()
    tile.set_incidents(INCIDENTS[:count], NOW, 12)
    tile.table.executeDelayedItemsLayout()
    shown = tile.table.ids()
    room = QRect(0, 0, tile.width(), tile.table.height())
    for row in range(len(shown)):
        assert room.contains(tile.table.visualRect(tile.table.model().index(row, 0))), (row, len(shown))
    assert len(shown) == tile.shown()
    assert shown == [one.id for one in INCIDENTS[: len(shown)]]
    assert tile.table.height() <= height
    left = count - len(shown)
    assert tile._more.isVisible() == (left > 0)
    if left:
        assert str(left) in tile._more.text()
        assert tile._more.geometry().top() >= tile.table.geometry().bottom()
        assert tile.rect().contains(tile._more.geometry())
    else:
        assert count <= 12


def test_a_smaller_tile_shows_fewer_and_counts_more(qtbot: QtBot) -> None:
    tile = QueueTile()
    qtbot.addWidget(tile)
    tile.resize(950, 1000)
    tile.show()
    tile.set_incidents(INCIDENTS, NOW, 12)
    many = tile.shown()
    tile.resize(950, 500)
    qtbot.waitUntil(lambda: tile.shown() < many)
    assert len(tile.table.ids()) == tile.shown()


@pytest.mark.parametrize("width", [640, 950, 1900])
def test_a_camera_keeps_its_name_and_its_state_on_a_narrow_tile(qtbot: QtBot, width: int) -> None:
    tile = HealthTile()
    qtbot.addWidget(tile)
    tile.resize(width, 500)
    tile.show()
    tile.set_rows(ROWS, 12)
    table = tile.table
    qtbot.waitUntil(lambda: table.columnWidth(0) > 0)
    hidden = [column for column in range(5) if table.isColumnHidden(column)]
    assert not {0, 1} & set(hidden)
    assert table.columnWidth(0) >= min(table.sizeHintForColumn(0), width * 2 // 5)
    assert sum(table.columnWidth(column) for column in range(5) if column not in hidden) <= table.width()
    assert table.model().rowCount() == tile.shown() > 0
    assert str(len(ROWS) - tile.shown()) in tile._more.text()


def test_a_camera_on_a_narrow_tile_has_its_whole_name_beside_the_age(qtbot: QtBot) -> None:
    def caption(width: int) -> Any:
        tile = VideoTile()
        qtbot.addWidget(tile)
        tile.resize(width, 240)
        tile.set_title("Ngã tư Sông Mây")
        tile.show_frame(memoryview(bytes(4 * 16 * 9)), 16, 9, 64, 0.0)
        tile.set_state(StreamState.LIVE, 0.0, NOW, None)
        name = tile.fontMetrics().horizontalAdvance("Ngã tư Sông Mây") + theme.current().px(8)
        return painted(tile)[tile.picture_size().height() :, :name]

    assert (caption(472) == caption(1900)).all()
    assert [frame_age_symbol(age) for age in (0.04, 12.4, None)] == ["0,0 s", "12 s", frame_age_text(None)]
    assert frame_age_symbol(70) == frame_age_text(70)


@pytest.mark.parametrize(
    "text", ["23:34:51", "Giao ban 07:00", "37 / 2", "Một câu dài hơn nhiều so với ô\nvà một dòng nữa"]
)
@pytest.mark.parametrize("size", [(414, 100), (414, 210), (900, 300), (1850, 900)])
def test_a_text_is_read_whole_as_large_as_it_can_be(qtbot: QtBot, text: str, size: tuple[int, int]) -> None:
    tile = FittedLabel()
    qtbot.addWidget(tile)
    tile.resize(*size)
    tile.setText(text)
    metrics = tile.fontMetrics()
    rows = tile.text().split("\n")
    assert all(metrics.horizontalAdvance(row) <= tile.width() for row in rows)
    assert len(rows) * metrics.lineSpacing() <= tile.height() or len(rows) == 1
    if len(text) < 20:
        assert " ".join(rows) == text, "nothing is left out"
    least = theme.current().font("text").pixelSize()
    assert tile.font().pixelSize() >= least
    assert "…" not in tile.text() or tile.font().pixelSize() == least
    tile.resize(1850, 900)
    tile.setText("07:00")
    qtbot.waitUntil(lambda: tile.font() == theme.current().font("value"))


def test_a_clock_on_a_row_of_the_sample_wall_is_as_large_as_its_tile_lets_it_be(qtbot: QtBot) -> None:
    tile = TextTile()
    qtbot.addWidget(tile)
    tile.resize(950, 241)
    tile.show()
    tile.set_text("Giờ Sông Mây", "23:34:51")
    [words] = tile.findChildren(FittedLabel)
    qtbot.waitUntil(lambda: words.font() == theme.current().font("value"))
    assert words.text() == "23:34:51"


def test_a_clock_is_never_cut_and_keeps_its_size_through_the_day(qtbot: QtBot) -> None:
    tile = FittedLabel()
    qtbot.addWidget(tile)
    for width in range(340, 480, 7):
        tile.resize(width, 200)
        sizes = set()
        for words in ("11:11:11", "23:51:11", "00:00:00", "20:44:48", "08:58:56"):
            tile.setText(words)
            assert tile.text() == words, width
            sizes.add(tile.font().pixelSize())
        assert len(sizes) == 1, width


def test_why_there_is_no_picture_takes_two_lines_before_it_is_cut(qtbot: QtBot) -> None:
    tile = VideoTile()
    qtbot.addWidget(tile)
    tile.resize(472, 320)
    tile.set_title("Cầu Bến Đá")
    tile.set_state(StreamState.CONNECTING, None, None, None)
    above = painted(tile)[: tile.picture_size().height()]
    tile.set_state(StreamState.WRONG_ADDRESS, None, None, None)
    below = painted(tile)[: tile.picture_size().height()]
    black = above[:1, :1]
    assert sum(1 for rows in heights(black, below) if rows > 10) == 2
    assert sum(1 for rows in heights(black, above) if rows > 10) == 1
