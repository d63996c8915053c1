"""The windows of a wall in step with what is wished and with the monitors that are there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.cache_room import words
from tests.views.wall_node.wall_screens import WallScreens, on_wall, spec, text
from views.wall_node.screens import text_spec


def test_each_screen_has_a_window_on_its_monitor_and_goes_with_its_wish(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Một")), wall.shown(text("Hai"), id="t2", monitor=""))
        window = wall.window()
        assert window.isVisible()
        assert window.geometry() == window.screen().geometry()
        assert wall.screens.windows() == [window], "where there is no monitor there is nothing to see"
        await wall.room.until(lambda: "Một" in words(window), "the tile")
        wall.show(wall.shown(text("Một")))
        assert wall.window() is window, "what stays stays"
        assert [slot.shown.id for slot in wall.screens.slots()] == ["t1"]
        wall.show()
        assert not window.isVisible()

    on_wall(qapp, tmp_path, story)


def test_a_screen_for_which_nothing_was_ever_wished_says_so_and_a_black_one_is_black(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown())
        await wall.room.until(lambda: "calm t1" in words(wall.window()), "the calm words")
        wall.show(wall.shown(blank=True))
        assert wall.window().is_blank
        assert wall.window().cover.isVisible()

    on_wall(qapp, tmp_path, story)


def test_when_its_monitor_goes_the_window_goes_and_its_cameras_stay_open_for_a_while(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(wall: WallScreens) -> None:
        await wall.stage.camera("k1", "Cầu Bến Đá")
        shown = wall.shown(spec({"type": "camera", "camera": "k1"}))
        wall.show(shown)
        await wall.room.until(wall.stage.streams.all, "the camera")
        wall.show(wall.shown(*shown.parts, monitor=""))
        assert not wall.window().isVisible()
        assert wall.stage.stream("k1").visible, "it may be back at once"
        slot = wall.screens.slots()[0]
        assert slot.hold is not None
        slot.hold.timeout.emit()
        assert not wall.stage.stream("k1").visible
        wall.show(shown)
        assert wall.window().isVisible()
        assert wall.stage.stream("k1").visible
        assert slot.hold is None

    on_wall(qapp, tmp_path, story)


def test_another_wish_under_a_frozen_screen_waits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Cũ")))
        await wall.room.until(lambda: "Cũ" in words(wall.window()), "the tile")
        wall.show(wall.shown(text("Mới"), frozen=True))
        window = wall.window()
        assert window.frozen_at == wall.room.now
        assert window.content.part == text("Cũ")
        wall.show(wall.shown(text("Mới")))
        assert window.frozen_at is None
        await wall.room.until(lambda: words(wall.window()).startswith("Mới"), "now it comes")

    on_wall(qapp, tmp_path, story)


def test_a_tour_of_screens_goes_on_after_its_time_and_waits_where_somebody_holds_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("views.wall_node.screens.time.monotonic", lambda: clock[0])

    async def turns(wall: WallScreens, seconds: int) -> int:
        slot = wall.screens.slots()[0]
        for _second in range(seconds):
            clock[0] += 1.0
            wall.screens.tick(wall.room.now + timedelta(seconds=1))
            await wall.room.settle()
            await wall.room.until(lambda: slot.window.content.is_settled, "the content")
        return slot.turn

    async def story(wall: WallScreens) -> None:
        tour = wall.shown(text("Một"), text("Hai"), dwell_s=5.0)
        wall.show(tour)
        slot = wall.screens.slots()[0]
        assert slot.is_on_tour
        assert await turns(wall, 3) == 0
        assert await turns(wall, 6) == 1
        await wall.room.until(lambda: "Hai" in words(slot.window), "the second screen")
        wall.show(wall.shown(*tour.parts, dwell_s=5.0, frozen=True))
        assert await turns(wall, 12) == 1, "it stands still"
        wall.show(tour)
        assert await turns(wall, 6) == 0
        wall.show(wall.shown(text("Ba")))
        assert not slot.is_on_tour
        assert slot.part == text("Ba")

    on_wall(qapp, tmp_path, story)


def test_words_alone_are_a_screen() -> None:
    assert text_spec("Chờ").tiles[0].config == {"text": "Chờ"}
