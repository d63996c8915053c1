"""What is near an incident, and that a key gathers it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.views.guidance.flooded_street import Beside, city
from tests.views.played_city import PlayedRoom, play


def test_what_is_near_is_listed_with_the_map_first_and_gathered_by_a_key(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        rows = [(row.kind, row.id, row.after) for row in beside.panel.nearby.rows()]
        assert rows == [("map", "", "M"), ("camera", "cam", "110 m")]
        await room.do("bundle")
        assert beside.desk.cameras.page_ids[0] == "cam"
        assert beside.guidance.state()["bundle"] == "one"
        assert beside.panel.checklist.hasFocus(), "and the checklist has the keyboard"
        QTest.keyClick(beside.panel.checklist, Qt.Key.Key_1)
        await room.settle()
        assert [one["step"] for one in beside.acted()] == ["call"]

    play(qapp, city(tmp_path), story)
