"""What runs is told everywhere: in the strip, and a drill by its mark."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.plans.planned_city import activation, city, plan_desk
from tests.views.played_city import PlayedRoom, play
from tests.views.played_session import NOW


def test_what_runs_is_told_in_the_strip_with_its_report(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        assert desk.plans.running.words == ""
        due = NOW + timedelta(minutes=4)
        room.city.put(activation("drill", drill=True), activation("run", level=2, next_report_at=due))
        before = desk.told
        await room.hear("activation")
        assert desk.told > before
        first, second, key = desk.plans.running.words.split(" · DRILL: ")[0], "DRILL: Phòng lũ", "F9 opens it"
        assert first.startswith("PHÒNG LŨ · Flood alarm II · cao · Flash report in 4")
        assert second in desk.plans.running.words
        assert desk.plans.running.words.endswith(key)
        room.now += timedelta(minutes=6)
        assert "LATE" in desk.plans.running.words

    play(qapp, city(tmp_path), story)


def test_a_drill_is_marked_around_everything_until_it_ends(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        assert desk.plans.running.drill.isVisible()
        assert desk.plans.running.drill.accessibleName() == "DRILL"
        room.city.put(activation("drill", drill=True, ended_at=NOW))
        await room.hear("activation")
        assert not desk.plans.running.drill.isVisible()

    play(qapp, city(tmp_path, activation("drill", drill=True)), story)
