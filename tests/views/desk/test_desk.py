"""The desk remembers what it showed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom
from tests.views.desk.two_incidents import at_desk
from views.desk.desk import Desk


def test_what_is_shown_is_remembered_for_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        await room.run("grid-2x2")
        await room.run("next-cameras")
        desk.tick()
        kept = room.context.arrangement
        assert (kept.side, kept.page, kept.incident) == (2, 1, "one")
        assert desk.state()["grid"] == ["cam-05", "cam-06", "cam-07", "cam-08"]
        assert room.told == []

    at_desk(qapp, tmp_path, story)
