"""The board of the cameras' health: what it counts, and that it goes on being true."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QTableView

from console.records.models import StreamState
from tests.views.played_city import PlayedRoom, play, texts
from tests.views.video.watched_desk import city, watched_desk


def test_the_board_of_health_stays_true_while_it_is_open(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            desk.let("c1", StreamState.LIVE)
            await room.do("show-camera-health")
            assert "1 of 2 cameras on screen have a picture · 2 in the city" in texts(desk.board)
            [table] = desk.board.findChildren(QTableView)
            model = table.model()
            assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Cầu 2", "Cầu 1"]
            desk.let("c1", StreamState.SIGN_IN_FAILED, "sign_in_refused")
            desk.pass_time(1)
            assert "0 of 2 cameras on screen have a picture · 2 in the city" in texts(desk.board)

    play(qapp, city(tmp_path), story)
