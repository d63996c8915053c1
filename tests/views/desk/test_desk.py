"""The desk: columns that fold for want of room, what a search and a step back do, and a camera that is enlarged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout

from tests.views.cache_room import CacheRoom, at_cache
from views.base.commands import COMMANDS, CommandRefusedError
from views.desk.columns import INCIDENT_PX, NARROW_PX
from views.desk.desk import Desk
from views.desk.verbs import DeskVerbs

WIDE, NARROW = (1920, 1080), (NARROW_PX - 200, 800)


def at(
    qapp: QApplication, folder: Path, story: Callable[[CacheRoom, Desk], Awaitable[None]], size: tuple[int, int] = WIDE
) -> None:
    """Tell a story of a desk of this size with two incidents and twelve cameras; the first incident is chosen."""

    async def told(room: CacheRoom) -> None:
        room.window.resize(*size)
        desk = Desk(room.context, room.registry, room.window)
        DeskVerbs(desk).bind(room.registry)
        for command in COMMANDS:
            if command.name not in room.registry:  # the window binds it; the incident's buttons ask for it
                room.registry.bind(command.name, lambda _args: None)
        box = QVBoxLayout(room.window)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(desk)
        room.ends.append(desk.stop)
        room.window.show()
        room.window.activateWindow()
        usual = {"state": "new", "created_at": room.now.isoformat()}
        await room.write_all("incident", {
            "one": {**usual, "code": "SC-one", "title": "Ngập một", "severity": 1, "camera_ids": ["cam-02"]},
            "two": {**usual, "code": "SC-two", "title": "Ngập hai", "severity": 3},
        })  # fmt: skip
        keys = [f"cam-{number:02d}" for number in range(1, 13)]
        await room.write_all("camera", {key: {"name": key, "url": f"rtsp://127.0.0.1:9/{key}"} for key in keys})
        desk.start(size[0])
        await room.until(lambda: len(desk.queue.shown) == 2 and len(desk.cameras.cameras) == 12, "rows and cameras")
        desk.queue.select("one")
        await room.until(lambda: desk.incident.incident is not None, "the incident")
        await story(room, desk)

    at_cache(qapp, folder, told)


def test_the_incident_has_a_column_where_there_is_room_and_folds_where_there_is_none(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        assert not desk.folded
        assert desk.incident_panel.isVisible()
        assert desk.grid.isVisible()
        assert desk.incident_panel.width() == INCIDENT_PX
        room.window.resize(*NARROW)
        await room.until(lambda: desk.folded, "it folds")
        assert desk.grid.isVisible()
        assert not desk.incident_panel.isVisible()
        await room.run("open-incident", incident="two")
        assert desk.incident_panel.isVisible()
        assert not desk.grid.isVisible()
        assert desk.queue.selected_id == "two"
        desk.back()
        assert desk.grid.isVisible()
        room.window.resize(*WIDE)
        await room.until(lambda: not desk.folded, "there is room again")
        assert desk.incident_panel.isVisible()
        assert desk.grid.isVisible()

    at(qapp, tmp_path, story)


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

    at(qapp, tmp_path, story, NARROW)


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

    at(qapp, tmp_path, story)


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

    at(qapp, tmp_path, story)


def test_what_is_shown_is_remembered_for_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        await room.run("grid-2x2")
        await room.run("next-cameras")
        desk.tick()
        kept = room.context.arrangement
        assert (kept.side, kept.page, kept.incident) == (2, 1, "one")
        assert desk.state()["grid"] == ["cam-05", "cam-06", "cam-07", "cam-08"]
        assert room.told == []

    at(qapp, tmp_path, story)
