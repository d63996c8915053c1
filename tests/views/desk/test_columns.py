"""The columns of a desk: they fold for want of room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom
from tests.views.desk.two_incidents import NARROW, WIDE, at_desk
from views.desk.columns import INCIDENT_PX
from views.desk.desk import Desk


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

    at_desk(qapp, tmp_path, story)
