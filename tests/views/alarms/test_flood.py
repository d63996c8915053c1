"""Flood mode: what stands instead of the rows, what a group opens, and that the rows come back by themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.verbs.life_cycle import LifeCycle
from contract.records.life_cycle import Kind
from tests.views.played_city import PlayedCity, PlayedRoom, lines, play, texts, words
from tests.views.played_session import NOW, incident
from views.alarms.alarm_load import AlarmLoad
from views.alarms.flood import FloodMode
from views.base.commands import CommandRefusedError
from widgets.queue.panel import QueuePanel


class Desk:
    """A queue's panel in a flood of thirteen; the critical one is the selected one."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.load = AlarmLoad(room.context, room.window)
        room.later(self.load.close)
        self.panel = QueuePanel(room.window)
        self.panel.resize(432, 800)
        self.panel.show()
        self.flood = FloodMode(room.context, self.load, self.panel, room.run, lambda: incident("critical"))
        self.flood.bind(room.registry)
        self.board = self.flood.board

    async def start(self) -> None:
        self.load.start()
        await self.room.settle()
        self.load.tick(self.room.now)

    def rows_are_shown(self) -> bool:
        return self.panel.rows.isVisible()


def _city(folder: Path) -> PlayedCity:
    found = [
        incident(f"i{number}").model_copy(
            update={
                "kind": "ngap",
                "ward": "Hòa An" if number % 3 else "",
                "severity": 2 if number == 1 else 3,
                "deadline": NOW + timedelta(minutes=number - 3),
            }
        )
        for number in range(12)
    ]
    shelved = {"shelved_until": NOW + timedelta(hours=1), "kind": "chay", "ward": "Hòa An"}
    aside = incident("aside").model_copy(update=shelved)
    return PlayedCity(folder, [*found, aside, incident("critical").model_copy(update={"severity": 1})])


def test_the_critical_stand_singly_and_the_rest_in_groups_that_are_counted(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.context.life_cycles = (LifeCycle(id="c", name="c", kinds=(Kind(id="ngap", name="Ngập nước"),)),)
        desk = Desk(room)
        await desk.start()
        assert not desk.rows_are_shown()
        assert not desk.panel._chip_row.isVisible(), "the filters leave their room to it"
        assert words(lines(desk.board)) == [
            "Critical, one by one", "Ngập critical", "In groups", "Ngập nước", "Ngập nước",
        ]  # fmt: skip
        assert desk.board._list.key() == "one:critical", "the selected one is marked"
        assert [line.at for line in lines(desk.board) if not line.key] == [
            "1 · 1 not acknowledged", "12 in 2 groups · 3 overdue",
        ]  # fmt: skip
        single = lines(desk.board)[1]
        assert (single.severity, single.tag) == (1, "Not acknowledged")
        group = lines(desk.board)[3]
        assert group.pill == "× 8"
        assert group.below == "Hòa An"
        assert (group.severity, group.shares) == (2, ((2, 1), (3, 7))), "the shape of its gravest, and all that are in"
        assert (group.at, group.state, group.tone) == ("1 min left", "2 overdue", "severity1"), "its nearest deadline"
        assert lines(desk.board)[4].below == "ward unknown"
        said = texts(desk.board)
        assert "14 in 10 minutes" in said
        assert "13 = 1 critical one by one + 12 in 2 groups" in said, "what is put aside is not in it"
        assert desk.flood.state()["groups"] == {"ngap · Hòa An": 8, "ngap · ": 4}, "what is put aside is in no group"

    play(qapp, _city(tmp_path), story)


def test_a_group_opens_its_rows_in_the_queue_and_the_summary_comes_back(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await desk.start()
        desk.board.group_chosen.emit("ngap|Hòa An")
        assert room.ran == [("search-incidents", {"text": 'kind:"ngap" ward:"Hòa An"'})]
        assert desk.rows_are_shown()
        assert lines(desk.board) == [], "the summary gives way, its head stays"
        assert any("Flood of alarms since" in text for text in texts(desk.board))
        await room.do("show-whole-queue")
        assert not desk.rows_are_shown()
        desk.board.group_chosen.emit("ngap|")
        assert room.ran[-1] == ("search-incidents", {"text": 'kind:"ngap"'})
        desk.board.incident_chosen.emit("critical")
        desk.board.whole_chosen.emit()
        assert room.ran[-2:] == [("select-incident", {"incident": "critical"}), ("show-whole-queue", {})]

    play(qapp, _city(tmp_path), story)


def test_when_the_flood_ends_the_queue_is_as_it_was(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await desk.start()
        await room.do("show-whole-queue")
        room.now += timedelta(minutes=11)
        desk.load.tick(room.now)
        assert desk.rows_are_shown()
        assert desk.panel._chip_row.isVisible()
        assert not desk.board.isVisible()
        assert desk.flood.state() == {"whole": False, "single": [], "groups": {}, "drills": []}
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("show-whole-queue")
        assert refused.value.code == "no_flood"

    play(qapp, _city(tmp_path), story)


def test_in_calm_the_rows_are_all_there_is(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await desk.start()
        assert desk.rows_are_shown()
        assert not desk.board.isVisible()

    play(qapp, PlayedCity(tmp_path, [incident("one"), incident("two")]), story)


def test_a_drill_stands_under_its_own_heading_and_in_no_count(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await desk.start()
        assert desk.flood.state()["drills"] == ["drill", "light"]
        assert desk.flood.state()["open"] == 13
        assert "drill" not in desk.flood.state()["single"]
        heading, first, second = desk.board._drills._lines.lines
        assert (heading.words, heading.at) == ("DRILL", "2, not counted in 13")
        assert (first.key, second.key) == ("one:drill", "one:light")
        assert all(line.drill for line in (heading, first, second)), "hatched, each of them"
        assert not any(line.drill for line in desk.board._list._lines.lines)
        assert desk.board._drills.isVisible()

    same = {"drill": True, "kind": "ngap", "ward": "Hòa An"}
    grave = incident("drill").model_copy(update={**same, "severity": 1})
    city = _city(tmp_path)
    city.known |= {one.id: one for one in (grave, incident("light").model_copy(update=same))}
    play(qapp, city, story)


def test_what_is_mine_and_what_is_overdue_is_one_press_away(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = Desk(room)
        await desk.start()
        board = desk.board
        overdue = desk.flood.state()["overdue"]
        assert overdue > 0
        assert board.overdue.text().endswith(f" {overdue}"), "the chip counts what the groups count"
        board.overdue.click()
        assert room.ran[-1][0] == "filter-overdue"
        assert desk.rows_are_shown()
        assert not board.overdue.isChecked()

    play(qapp, _city(tmp_path), story)
