"""A tile never shows a live-looking picture that is not live, and never holds on to a decoder's memory."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.records.models import StreamState
from tests.harness.ink import painted
from tests.widgets.pictures import plain
from tests.widgets.samples import NOW
from widgets.base import theme
from widgets.video.grid import VideoGrid
from widgets.video.marked_tile import Mark
from widgets.video.tile import SILENT_AFTER_S, VideoTile

BRIGHT = 230
GONE = [state for state in StreamState if state not in (StreamState.LIVE, StreamState.LATE)]


class Clock:
    """A clock that goes when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The tile's clock."""
    return Clock()


@pytest.fixture
def tile(qtbot: QtBot, clock: Clock) -> Iterator[VideoTile]:
    """A live tile with a bright picture."""
    made = VideoTile(clock=clock)
    qtbot.addWidget(made)
    made.resize(320, 204)
    made.set_title("Hầm chui Trần Phú")
    made.show_frame(*plain(320, 180, BRIGHT), 0.1)
    made.set_state(StreamState.LIVE, 0.1, None, None)
    made.show()
    yield made
    made.drop_frame()


def gray(tile: VideoTile, at: tuple[int, int] = (30, 40)) -> int:
    """Brightness where only the picture is, 0 to 255."""
    image = tile.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return image.pixelColor(*at).lightness()


def test_a_live_picture_is_shown_as_it_is(tile: VideoTile) -> None:
    assert gray(tile) == BRIGHT
    assert tile.looks_live
    assert tile.headline() == ""


@pytest.mark.parametrize("state", GONE)
@pytest.mark.usefixtures("vietnamese")
def test_every_other_state_dims_and_says_why(tile: VideoTile, state: StreamState) -> None:
    tile.set_state(state, 667, NOW - timedelta(minutes=11), 24)
    assert gray(tile) < BRIGHT * 0.45
    assert not tile.looks_live
    assert tile.headline()
    assert tile.headline() in tile.accessibleName()


@pytest.mark.usefixtures("vietnamese")
def test_the_words_are_those_of_the_room(tile: VideoTile) -> None:
    tile.set_state(StreamState.NO_FRAMES, 667, NOW - timedelta(minutes=11, seconds=7), 24)
    assert tile.headline() == "Mất hình 11 phút"
    assert "khung cuối 21:36:05 · thử lại sau 24 giây" in tile.accessibleName()


def test_a_late_picture_is_told_by_the_colour_of_its_age_and_stays_as_it_is(tile: VideoTile) -> None:
    tile.set_state(StreamState.LATE, 3.4, NOW, None)
    assert gray(tile) == BRIGHT
    assert not tile.looks_live
    assert tile.headline() in tile.accessibleName()
    assert tile.headline()
    assert tile.caption().tone == "late"
    tile.set_state(StreamState.LATE, 1.5, NOW, None)
    assert tile.caption().tone == "text3", "within two seconds nobody has to look"


def test_a_late_picture_that_stops_is_gone(tile: VideoTile, clock: Clock) -> None:
    tile.set_state(StreamState.LATE, 3.4, NOW, None)
    clock.now += SILENT_AFTER_S + 1
    assert gray(tile) < BRIGHT * 0.45


def test_frames_of_a_frozen_camera_stay_dim(tile: VideoTile) -> None:
    tile.set_state(StreamState.FROZEN, 5, NOW, None)
    tile.show_frame(*plain(320, 180, BRIGHT), 0.1)
    assert gray(tile) < BRIGHT * 0.45


def test_a_tile_that_hears_nothing_stops_looking_live(tile: VideoTile, clock: Clock) -> None:
    clock.now += SILENT_AFTER_S + 1
    assert not tile.looks_live
    assert gray(tile) < BRIGHT * 0.45
    tile.show_frame(*plain(320, 180, BRIGHT), 0.1)
    assert gray(tile) == BRIGHT


class Paints(QObject):
    """Counts how often a tile is painted."""

    def __init__(self, tile: VideoTile) -> None:
        super().__init__(tile)
        self.count = 0
        self.area = QRect()
        self._tile = tile
        tile.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Let it be painted."""
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            self.area = cast("QPaintEvent", event).rect()
        return False

    def since(self) -> int:
        """How often since it was asked last, with what is due."""
        QApplication.sendPostedEvents(self._tile.window(), QEvent.Type.UpdateRequest.value)
        count, self.count = self.count, 0
        return count


def test_a_tile_that_is_not_live_is_painted_again_when_it_says_something_else(tile: VideoTile) -> None:
    paints, last = Paints(tile), NOW - timedelta(minutes=2)
    tile.set_state(StreamState.NO_FRAMES, 121.0, last, None)
    assert paints.since()
    for second in range(1, 59):
        # The time of the last picture is what its age says, and so is another one by a little each time.
        tile.set_state(StreamState.NO_FRAMES, 121.0 + second, last + timedelta(microseconds=second), None)
        assert not paints.since()
    tile.set_state(StreamState.NO_FRAMES, 180.0, last, None)
    assert paints.since()
    assert "3 min" in tile.accessibleName()
    tile.set_state(StreamState.NO_FRAMES, 181.0, last, 30.0)
    assert paints.since()
    tile.set_state(StreamState.NO_FRAMES, 182.0, last, 30.0, "no_route")
    assert paints.since()


def test_an_old_live_picture_is_painted_again_as_its_age_goes_on(tile: VideoTile) -> None:
    paints = Paints(tile)
    tile.set_state(StreamState.LIVE, 2.0, None, None)
    assert paints.since()
    tile.set_state(StreamState.LIVE, 2.01, None, None)
    assert not paints.since()
    tile.set_state(StreamState.LIVE, 3.0, None, None)
    assert paints.since()


def test_the_last_picture_is_the_tiles_own(tile: VideoTile) -> None:
    memory = mmap.mmap(-1, 320 * 180 * 4)
    memory.write(bytes([BRIGHT]) * len(memory))
    tile.show_frame(memoryview(memory), 320, 180, 320 * 4, 0.1)
    tile.set_state(StreamState.LIVE, 0.1, None, None)
    assert gray(tile) == BRIGHT
    tile.set_state(StreamState.NO_FRAMES, 4, NOW, 1)
    memory.close()  # raises BufferError while anybody still holds a view
    assert 0 < gray(tile) < BRIGHT * 0.45


def test_the_picture_of_the_camera_before_stays_dimmed_until_the_new_one_comes(tile: VideoTile) -> None:
    tile.keep_frame()
    tile.set_title("Cầu Bến Đá")
    assert 0 < gray(tile) < BRIGHT * 0.45, "neither black nor like a picture of the new one"
    assert tile.accessibleName().startswith("Cầu Bến Đá")
    tile.show_frame(*plain(320, 180, BRIGHT), 0.1)
    tile.set_state(StreamState.LIVE, 0.1, None, None)
    assert gray(tile) == BRIGHT
    tile.set_title("")
    assert gray(tile) < 40, "an empty place shows nobody's picture"


def test_nothing_is_painted_over_a_picture_that_moves(tile: VideoTile) -> None:
    before = painted(tile)[3:177, 3:317]
    tile.set_alarm(1)
    tile.set_focused(True)
    tile.set_group("with 5 other cameras")
    for mark in Mark:
        tile.set_mark(mark, "means something", "somebody")
    edge = 4
    after = painted(tile)[edge : 180 - edge, edge : 320 - edge]
    assert (after == before[1:-1, 1:-1]).all()
    assert [icon for icon, _words in tile.caption().marks] == ["circle-dot", "joystick", "gauge"]
    assert "means something" in tile.accessibleName()


def test_an_outline_pulses_until_somebody_took_it_on_and_stands_where_nothing_shall_move(
    tile: VideoTile, qapp: QApplication, qtbot: QtBot
) -> None:
    def rim() -> list[int]:
        colour: list[int] = painted(tile)[0, 100].tolist()
        return colour

    tile.set_alarm(1)
    full = rim()
    tile.set_alarm(1, pulses=True)
    qtbot.waitUntil(lambda: rim() != full, timeout=30_000)
    qtbot.waitUntil(lambda: rim() == full, timeout=30_000)
    qtbot.waitUntil(lambda: rim() != full, timeout=30_000)
    tile.set_alarm(1)
    assert rim() == full, "somebody has taken it on"
    theme.apply(qapp, theme.load("dark", still=True))
    try:
        tile.set_alarm(1, pulses=True)
        for _beat in range(3):
            tile._on_pulse()
            assert rim() == full
    finally:
        theme.apply(qapp, theme.load("dark"))


def test_with_an_outline_the_next_picture_is_painted_alone_and_the_outline_stays(tile: VideoTile) -> None:
    tile.set_alarm(1)
    before = painted(tile)
    paints = Paints(tile)
    tile.show_frame(*plain(320, 180, 90), 0.1)
    assert paints.since()
    assert paints.area.width() < tile.width(), "its caption is not painted for a picture"
    after = painted(tile)
    assert (after[0] == before[0]).all()
    assert after[90, 160].tolist() == [90, 90, 90]


def test_what_is_lost_says_since_when_then_why_and_with_whom(tile: VideoTile) -> None:
    tile.set_state(StreamState.REFUSED, 667, NOW, 24, "port_closed")
    assert tile.headline() == "No picture for 11 min"
    tile.set_group("with 5 other cameras, Port")
    assert "with 5 other cameras, Port" in tile.accessibleName()
    assert tile.caption().marks == (("unplug", ""),)
    assert tile.caption().end == "next try in 24 s"
    tile.set_state(StreamState.REFUSED, None, None, 24, "port_closed")
    assert tile.headline() == "Camera refuses the connection", "of one that never had a picture the cause is all"


def test_a_private_picture_is_not_shown_at_all(tile: VideoTile) -> None:
    tile.set_private("Hidden for privacy")
    assert gray(tile) < 40
    assert not tile.looks_live
    assert tile.caption().marks == (("eye-off", ""),)
    assert "Hidden for privacy" in tile.accessibleName()
    tile.set_replaying(True)
    assert gray(tile) < 40, "nor is its past"


def test_a_small_picture_fills_its_tile_and_a_large_or_masked_one_is_whole(tile: VideoTile) -> None:
    tile.resize(320, 264)
    assert gray(tile, (160, 2)) == BRIGHT, "cropped to 4:3"
    tile.set_masked(True)
    assert gray(tile, (160, 2)) < 40, "whole, mask and all"
    tile.set_masked(False)
    tile.resize(700, 564)
    assert gray(tile, (350, 2)) < 40, "whole where it is large"


def test_a_dropped_frame_frees_the_memory(tile: VideoTile) -> None:
    memory = mmap.mmap(-1, 320 * 180 * 4)
    tile.show_frame(memoryview(memory), 320, 180, 320 * 4, 0.1)
    tile.grab()
    tile.drop_frame()
    memory.close()


def test_a_view_released_by_the_decoder_is_no_crash(tile: VideoTile) -> None:
    view, width, height, stride = plain(320, 180, BRIGHT)
    tile.show_frame(view, width, height, stride, 0.1)
    view.release()
    assert gray(tile) < BRIGHT
    assert not tile.looks_live


def test_an_empty_place_says_so(qtbot: QtBot) -> None:
    empty = VideoTile()
    qtbot.addWidget(empty)
    assert empty.headline()
    empty.grab()


@pytest.fixture
def grid(qtbot: QtBot) -> VideoGrid:
    """Four tiles."""
    made = VideoGrid()
    qtbot.addWidget(made)
    made.resize(660, 420)
    made.set_shape(2, 2)
    made.set_tiles([VideoTile(made) for _ in range(4)])
    made.show()
    return made


def test_double_click_and_enter_enlarge(qtbot: QtBot, grid: VideoGrid) -> None:
    with qtbot.waitSignal(grid.tile_activated, timeout=30_000) as told:
        qtbot.mouseDClick(grid.tile(2), Qt.MouseButton.LeftButton)
    assert told.args == [2]
    with qtbot.waitSignal(grid.tile_activated, timeout=30_000) as told:
        qtbot.keyClick(grid.tile(1), Qt.Key.Key_Return)
    assert told.args == [1]
    grid.focus(1)
    assert [grid.tile(place).isVisible() for place in range(4)] == [False, True, False, False]
    qtbot.waitUntil(lambda: grid.tile(1).width() == grid.width(), timeout=30_000)
    grid.focus(None)
    assert all(grid.tile(place).isVisible() for place in range(4))


@pytest.mark.parametrize("size", [(1048, 667), (660, 420), (1048, 400), (500, 900)])
@pytest.mark.parametrize("side", [2, 3, 4])
def test_every_picture_is_of_16_to_9_and_all_are_within_the_grid(
    grid: VideoGrid, size: tuple[int, int], side: int
) -> None:
    grid.set_shape(side, side)
    grid.set_tiles([VideoTile(grid) for _ in range(side * side)])
    grid.resize(*size)
    for place in range(side * side):
        tile = grid.tile(place)
        room = tile.picture_size()
        assert abs(room.width() * 9 / 16 - room.height()) < 1
        assert grid.rect().contains(tile.geometry())
        assert not any(tile.geometry().intersects(grid.tile(other).geometry()) for other in range(place))
    if (size, side) == ((1048, 667), 3):
        assert (grid.tile(0).width(), grid.tile(0).picture_size().height()) == (346, 195)


def test_a_carried_tile_changes_places(qtbot: QtBot, grid: VideoGrid) -> None:
    there = grid.tile(0).mapFromGlobal(grid.tile(3).mapToGlobal(QPoint(50, 50)))
    with qtbot.waitSignal(grid.tile_moved, timeout=30_000) as told:
        qtbot.mousePress(grid.tile(0), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        qtbot.mouseMove(grid.tile(0), QPoint(80, 80))
        qtbot.mouseMove(grid.tile(0), there)
        qtbot.mouseRelease(grid.tile(0), Qt.MouseButton.LeftButton, pos=there)
    assert told.args == [0, 3]


def test_keys_walk_and_carry(qtbot: QtBot, grid: VideoGrid) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(grid.tile_moved, timeout=30_000) as told:
        qtbot.keyClick(grid.tile(0), Qt.Key.Key_Down, both)
    assert told.args == [0, 2]
    with qtbot.assertNotEmitted(grid.tile_moved):
        qtbot.keyClick(grid.tile(0), Qt.Key.Key_Right)
        qtbot.keyClick(grid.tile(0), Qt.Key.Key_Up, both)
