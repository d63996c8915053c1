"""The board of the alarm load: its figures, its four lists, and that it stays true while it is open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import Incident
from tests.views.played_city import PlayedCity, PlayedRoom, lines, play, texts, words
from tests.views.played_session import NOW, incident
from views.alarms.alarm_load import AlarmLoad
from views.alarms.board import LISTED, LoadBoardPresenter


def _one(key: str, **facts: Any) -> Incident:
    return incident(key).model_copy(update=facts)


def _city(folder: Path) -> PlayedCity:
    until = NOW + timedelta(minutes=30)
    aside = {"shelved_until": until, "shelved_by_name": "Lê Thu Hà", "shelved_reason": "chờ thợ"}
    acknowledged = NOW - timedelta(minutes=20)
    left = {"severity": 1, "state": "acknowledged", "acknowledged_at": acknowledged}
    pump = {"kind": "bom", "source_name": "Trạm bơm"}
    return PlayedCity(
        folder,
        [
            _one("aside", **aside),
            _one("left", **left),
            _one("old", created_at=NOW - timedelta(hours=25), place="Cầu Đá", ward="Hòa An"),
            *(_one(f"pump{number}", created_at=NOW - timedelta(seconds=number), **pump) for number in range(3)),
        ],
    )


def test_each_list_tells_what_stands_in_it_and_why(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        load, board = await _open(room)
        found = lines(board.board)
        assert words(found) == [
            "Shelved (1)", "SC-aside · Ngập aside", "Acknowledged, and nothing done since (1)", "Ngập left",
            "Chattering: 3 or more a minute (1)", "Trạm bơm", "Stale: open over 24 hours (1)", "Ngập old",
        ]  # fmt: skip
        shelved, chatter, stale = found[1], found[5], found[7]
        assert shelved.below == "by Lê Thu Hà: chờ thợ"
        assert shelved.state.endswith("left")
        assert chatter.at == "3 a minute"
        assert stale.below == "SC-old · Cầu Đá, Hòa An"
        said = "\n".join(texts(board.board))
        assert "5.0 for each of 1 operators" in said.replace(",", ".")
        assert "Low and medium 83 % · high 0 % · critical 17 %" in said
        room.now += timedelta(minutes=31)
        load.tick(room.now)
        assert words(lines(board.board))[0] == "Shelved (0)", "an open board follows"

    play(qapp, _city(tmp_path), story)


def test_a_storm_is_listed_as_far_as_anybody_reads_and_the_rest_is_counted(tmp_path: Path, qapp: QApplication) -> None:
    many = [_one(f"old{number:03}", created_at=NOW - timedelta(hours=30)) for number in range(LISTED + 5)]

    async def story(room: PlayedRoom) -> None:
        _load, board = await _open(room)
        found = words(lines(board.board))
        assert f"Stale: open over 24 hours ({LISTED + 5})" in found
        assert len([one for one in found if one.startswith("Ngập old")]) == LISTED
        assert found[-1] == "and 5 more, which the queue lists"

    play(qapp, PlayedCity(tmp_path, many), story)


def test_a_row_is_opened_or_brought_back_and_a_heading_does_nothing(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        _load, board = await _open(room)
        QTest.keyClick(board.board, Qt.Key.Key_Delete)
        assert room.ran == [("unshelve-incident", {"incident": "aside"})]
        QTest.keyClick(board.board, Qt.Key.Key_Down)
        QTest.keyClick(board.board, Qt.Key.Key_Delete)
        assert len(room.ran) == 1, "only what is put aside can be brought back"
        QTest.keyClick(board.board, Qt.Key.Key_Return)
        assert room.ran[1:] == [("open-incident", {"incident": "left"})]
        assert board.state() == {"board": None}, "it closes over what it opened"

    play(qapp, _city(tmp_path), story)


def test_with_nothing_open_it_says_that_nothing_is(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        _load, board = await _open(room)
        assert "Nothing is put aside, chatters or has grown old" in texts(board.board)
        assert lines(board.board) == [], "no headings of nothing"
        assert board.state() == {"board": []}

    play(qapp, PlayedCity(tmp_path), story)


async def _open(room: PlayedRoom) -> tuple[AlarmLoad, LoadBoardPresenter]:
    load = AlarmLoad(room.context, room.window)
    room.later(load.close)
    board = LoadBoardPresenter(room.context, load, room.window, room.run)
    board.bind(room.registry)
    load.start()
    await room.settle()
    load.tick(room.now)
    assert board.state() == {"board": None}
    await room.do("show-alarm-load")
    return load, board
