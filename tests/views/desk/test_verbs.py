"""Walking a desk: rows, the search, a camera that is enlarged, and the steps back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom
from tests.views.desk.two_incidents import NARROW, at_desk
from views.base.commands import CommandRefusedError
from views.desk.desk import Desk


def test_the_linked_camera_is_enlarged_before_a_folded_incident_and_back_goes_step_by_step(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        await room.run("open-incident")
        assert desk.incident_panel.isVisible()
        await room.run("focus-camera")
        assert desk.cameras.focus_id == "cam-02", "the one of the incident"
        assert desk.grid.isVisible(), "the incident would lie over the enlarged picture"
        desk.back()
        assert desk.cameras.focus_id is None
        await room.run("focus-camera", camera="cam-07")
        assert desk.cameras.focus_id == "cam-07"

    at_desk(qapp, tmp_path, story, NARROW)


def test_a_search_narrows_the_rows_and_a_step_back_clears_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        await room.run("search-incidents", text="SC-two")
        await room.until(lambda: [one.id for one in desk.queue.shown] == ["two"], "what was searched for")
        desk.back()
        await room.until(lambda: len(desk.queue.shown) == 2, "all of them")
        await room.run("search-incidents")
        assert desk.queue_panel.search.hasFocus()
        desk.back()
        assert desk.queue_panel.table.hasFocus()

    at_desk(qapp, tmp_path, story)


def test_rows_are_walked_and_one_that_is_not_there_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        first, second = [one.id for one in desk.queue.shown]
        await room.run("next-incident")
        assert desk.queue.selected_id == second
        await room.run("previous-incident")
        assert desk.queue.selected_id == first
        await room.run("select-incident", incident="two")
        await room.until(
            lambda: desk.incident.incident is not None and desk.incident.incident.id == "two", "it is shown"
        )
        with pytest.raises(CommandRefusedError, match="unknown_incident"):
            await room.run("select-incident", incident="gone")
        assert room.registry.why_off("focus-camera") == "no_camera", "this incident has none"

    at_desk(qapp, tmp_path, story)
