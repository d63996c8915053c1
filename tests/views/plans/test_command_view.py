"""The command view: what it shows, that it follows, what is done from it, and when it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.plans.in_force import InForce
from console.records.models import Actor, Indicator
from offline_cache.errors import StorageError
from tests.views.plans.planned_city import activation, city, plan, plan_desk
from tests.views.played_city import PlayedRoom, lines, pending, play, texts
from tests.views.played_session import NOW
from widgets.base.key_button import KeyButton
from widgets.plans.command import CommandPanel


def _button(panel: CommandPanel, words: str) -> KeyButton:
    [found] = [one for one in panel.findChildren(KeyButton) if words in one.accessibleName() and one.isVisible()]
    return found


def test_while_one_runs_its_view_opens_first_and_shows_everything(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("show-plans")
        assert desk.overlays.open_name() == "plan"
        assert not desk.list.isVisible()
        said = "\n".join(texts(desk.panel))
        for wanted in (
            "Flood alarm I · thấp", "Phòng lũ", "Trần Gia Bảo", "Báo động", "Cảm ơn", "Mực nước", "Chỉ huy",
            "0900 000 111 · Ông Ba", "Nothing was asked yet: H asks all agencies.",
        ):  # fmt: skip
            assert wanted in said, wanted
        assert "3,5 m" in said or "3.5 m" in said
        room.city.put(Indicator(id="muc-nuoc", name="Mực nước", value=4.1, decimals=1, unit="m", as_of=NOW))
        await room.hear("indicator", "muc-nuoc")
        assert any("4,1 m" in text or "4.1 m" in text for text in texts(desk.panel)), "while it is open it follows"
        await room.do("show-plans", list=True)
        assert desk.list.isVisible()
        assert not desk.panel.isVisible()

    play(qapp, city(tmp_path, activation()), story)


def test_each_deed_has_its_letter_and_one_that_is_off_says_why(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("open-plan")
        assert not any(
            "Situation" in one.accessibleName() for one in desk.panel.findChildren(KeyButton) if one.isVisible()
        )
        QTest.keyClick(desk.panel, Qt.Key.Key_N)
        QTest.keyClick(desk.panel, Qt.Key.Key_P)
        assert room.ran == [("write-plan-log", {}), ("show-plans", {"list": True})]
        desk.panel.step_chosen.emit(1, 1)
        assert room.ran[2:] == [("mark-plan-step", {"step": 1, "checklist": "stand-down"})]
        room.city.actor = Actor(id="x", name="x", role="viewer")
        await room.hear("session")
        QTest.keyClick(desk.panel, Qt.Key.Key_N)
        assert len(room.ran) == 3
        assert not _button(desk.panel, "Log").isEnabled()

    play(qapp, city(tmp_path, activation()), story)


def test_a_drill_has_one_deed_more(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("open-plan")
        QTest.keyClick(desk.panel, Qt.Key.Key_T)
        assert room.ran == [("inject-situation", {})]
        assert "DRILL" in texts(desk.panel)

    play(qapp, city(tmp_path, activation(drill=True)), story)


def test_what_of_ours_waits_is_told_and_what_joined_another_is_that_one(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("open-plan", activation="second")
        assert desk.panel.activation_id() == "run", "it has joined the one that ran"
        told = {"activation_id": "run", "text": "Đã báo cáo"}
        where: dict[str, Any] = {"type": "plan_log", "target_type": "plan", "target_id": "lu", "payload": told}
        room.city.rows.append(pending("a1", **where))
        await room.hear("outbox")
        assert any("1 of our actions wait to be sent" in text for text in texts(desk.panel))
        [line] = [one for one in lines(desk.panel) if one.words == "Đã báo cáo"]
        assert line.state == "waiting to send"

    made = city(tmp_path, activation())
    made.put(plan(joined={"second": "run"}))
    play(qapp, made, story)


def test_its_cameras_and_numbers_come_to_the_desk_and_the_view_gives_way(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("open-plan")
        assert await room.do("gather-for-plan") == {"cameras": ["cam"], "indicators": ["muc-nuoc"]}
        assert desk.gathered == [("plan:lu", ["cam"], ["muc-nuoc"])]
        assert not desk.panel.isVisible()

    play(qapp, city(tmp_path, activation()), story)


def test_a_view_of_what_is_gone_closes_and_a_failed_reading_changes_nothing(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("open-plan")
        room.city.trouble = StorageError("io_error")
        await room.hear("activation")
        assert desk.panel.isVisible()
        assert [level for level, _text in room.notices] == ["warning"]
        assert desk.plans.running.words.startswith("PHÒNG LŨ")
        room.city.trouble = None
        room.city.records_here = [plan()]
        await room.hear("activation")
        assert not desk.panel.isVisible()
        assert desk.plans.running.words == ""

    play(qapp, city(tmp_path, activation()), story)


def test_the_top_shows_the_level_of_the_plan_that_runs_and_not_of_a_drill(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        strips = desk.at.desk.strips
        assert strips.level == InForce(2, "Phòng lũ", "flood_alarm", "run")
        room.city.records_here = [plan(), activation(level=3, drill=True)]
        await room.hear("activation")
        assert strips.level is None

    play(qapp, city(tmp_path, activation(level=2)), story)
