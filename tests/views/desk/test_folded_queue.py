"""The queue folded and unfolded: by its keys, by the key that goes to it, from a page; and what its marks say."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.views.desk_room import Room, at_desk
from views.desk.desk import Desk

NARROW = (1366, 768)


def _folded(desk: Desk) -> bool:
    assert desk.folded_queue.isVisible() != desk.queue_panel.isVisible()
    return desk.folded_queue.isVisible()


@pytest.mark.parametrize("key", ["Q", "/"])
def test_who_goes_to_a_folded_queue_sees_all_of_it(qapp: QApplication, tmp_path: Path, key: str) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        await room.strike("Ctrl+B")
        assert _folded(desk)
        await room.strike(key)
        assert not _folded(desk)
        assert desk.queue_panel.search.hasFocus() if key == "/" else room.at_queue()
        assert not room.window._context.arrangement.queue_folded, "and it is remembered"

    at_desk(qapp, tmp_path, story)


def test_an_incident_that_folded_it_gives_way(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        room.window.resize(*NARROW)
        await room.until(lambda: desk.folded, "a narrow desk")
        await room.strike("Ctrl+B")
        await room.run("open-incident")
        assert _folded(desk)
        await room.strike("Q")
        assert not _folded(desk), "folded by hand and by an incident, both"
        assert room.at_queue()

    at_desk(qapp, tmp_path, story)


@pytest.mark.parametrize("by_key", [True, False])
def test_beside_a_page_key_and_button_lead_to_the_whole_queue(qapp: QApplication, tmp_path: Path, by_key: bool) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        await room.run("show-plans")
        await room.settle()
        assert _folded(desk)
        if by_key:
            await room.strike("Ctrl+B")
        else:
            desk.folded_queue._button.click()
            await room.settle()
        assert room.window.overlays.open_name() is None
        assert not _folded(desk)

    at_desk(qapp, tmp_path, story)


def test_its_marks_say_in_words_what_they_stand_for(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        await room.strike("Ctrl+B")
        rows = desk.folded_queue._rows
        at = rows.visualRect(rows.model().index(1, 0)).center()
        asked = QHelpEvent(QHelpEvent.Type.ToolTip, at, rows.viewport().mapToGlobal(at))
        QApplication.sendEvent(rows.viewport(), asked)
        told = QToolTip.text()
        for words in ("Critical", "Ngập", desk.queue.shown[1].code):
            assert words in told
        QToolTip.hideText()
        nowhere = QPoint(at.x(), rows.viewport().height() - 2)
        QApplication.sendEvent(rows.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, nowhere, nowhere))
        assert "Ctrl+B" in desk.folded_queue._button.toolTip()

    at_desk(qapp, tmp_path, story)
