"""The clock, and what somebody wrote: as plain text, whatever it looks like."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.cache_room import words
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.text import CLOCK, NAME_MOST, TEXT
from widgets.base.formats import clock_text


def test_the_clock_goes_on(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        tile, binding = await stage.bind(CLOCK.name, text="Giờ địa phương")
        assert words(tile).splitlines() == ["Giờ địa phương", clock_text(stage.room.now)]
        later = stage.room.now + timedelta(seconds=61)
        binding.tick(later)
        assert clock_text(later) in words(tile)

    on_stage(qapp, tmp_path, story)


def test_a_text_is_what_was_written_and_is_named_by_its_caption(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        tile, binding = await stage.bind(TEXT.name, title="Thông báo", text="<b>Trực</b> ca & đêm")
        assert words(tile).splitlines() == ["Thông báo", "<b>Trực</b> ca & đêm"]
        assert binding.name == "Thông báo"
        assert binding.state() == "live"
        _tile, plain = await stage.bind(TEXT.name, text="x" * 500)
        assert plain.name == "x" * NAME_MOST
        _tile, empty = await stage.bind(TEXT.name)
        assert empty.name == ""

    on_stage(qapp, tmp_path, story)


def test_a_new_one_says_something_so_that_it_is_seen_in_the_editor() -> None:
    assert TEXT.begun()["text"]
    assert not CLOCK.begun()
