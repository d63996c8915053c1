"""The list of response plans: what begins from it, and where there is none."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import Actor
from tests.views.plans.planned_city import activation, city, plan_desk
from tests.views.played_city import PlayedRoom, lines, play, texts
from tests.views.played_session import NOW
from views.base.commands import CommandRefusedError


def test_the_list_begins_a_plan_or_a_drill_unless_one_may_not(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("show-plans")
        assert [line.key for line in lines(desk.list)] == ["", "plan:lu", "", "run:past"]
        assert lines(desk.list)[1].below == "Flood alarm I · thấp · Flood alarm II · cao"
        QTest.keyClick(desk.list, Qt.Key.Key_D)
        assert room.ran == [("activate-plan", {"plan": "lu", "drill": True, "show_on_wall": False})]
        room.city.actor = Actor(id="x", name="x", role="operator")
        await room.hear("session")
        await room.do("show-plans", list=True)
        assert any("duty officer" in text for text in texts(desk.list)), "the reason is told beforehand"
        QTest.keyClick(desk.list, Qt.Key.Key_Return)
        assert len(room.ran) == 1

    past = activation("past", ended_at=NOW - timedelta(minutes=5), end_reason="Nước rút")
    play(qapp, city(tmp_path, past), story)


def test_with_no_plan_yet_the_list_says_from_where_they_come(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.city.records_here = []
        desk = await plan_desk(room)
        await room.do("show-plans")
        assert lines(desk.list) == []
        assert "The city's response plans come here with the first connection to the server." in texts(desk.list)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("open-plan")
        assert refused.value.code == "no_activation"

    play(qapp, city(tmp_path), story)
