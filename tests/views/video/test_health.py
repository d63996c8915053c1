"""The health of cameras over a day: counted second by second, kept through a restart, and claimed of nobody unseen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import Camera, StreamState
from tests.views.played_city import PlayedRoom, play
from tests.views.video.watched_desk import city, watched_desk
from views.video.health import HealthPresenter


def test_what_was_live_is_counted_and_a_trouble_is_named(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as watched:
            watched.let("c1", StreamState.LIVE)
            watched.let("c2", StreamState.REFUSED, "refused")
            watched.pass_time(11)
            trouble, well = watched.health.board(watched.desk.cameras.cameras)
            assert (trouble.camera.id, trouble.uptime, trouble.reason) == ("c2", 0.0, "refused"), "trouble comes first"
            assert (well.camera.id, well.uptime, well.watched_s) == ("c1", 1.0, 10.0)
            watched.let("c1", StreamState.FROZEN)
            watched.pass_time(10)
            assert watched.health.board(watched.desk.cameras.cameras)[0].uptime == 0.5

    play(qapp, city(tmp_path), story)


def test_of_a_camera_that_nobody_sees_nothing_is_claimed(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as watched:
            watched.desk.cameras.toggle_focus("c1")
            watched.pass_time(5)
            rows = {row.camera.id: row for row in watched.health.board(watched.desk.cameras.cameras)}
            assert (rows["c2"].state, rows["c2"].uptime) == (None, None)
            assert rows["c1"].state is not None

    play(qapp, city(tmp_path), story)


def test_the_day_is_saved_each_minute_and_at_the_end_and_goes_on_after_a_restart(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as watched:
            watched.let("c1", StreamState.LIVE)
            watched.pass_time(60)
            await room.settle()
            watched.pass_time(5)
            again = HealthPresenter(room.context, watched.desk.streams, room.window)
            await room.settle()
            assert _watched_s(again, watched.desk.cameras.cameras) == 59.0, "the first minute was saved by itself"
            await watched.health.close()
            once_more = HealthPresenter(room.context, watched.desk.streams, room.window)
            await room.settle()
            assert _watched_s(once_more, watched.desk.cameras.cameras) == 64.0

    play(qapp, city(tmp_path), story)


def test_before_the_day_is_read_nothing_is_counted_or_saved_over_it(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as watched:
            watched.let("c1", StreamState.LIVE)
            watched.pass_time(20)
            await watched.health.close()
            early = HealthPresenter(room.context, watched.desk.streams, room.window)
            early.tick()
            await early.close()
            await room.settle()
            assert _watched_s(early, watched.desk.cameras.cameras) == 19.0

    play(qapp, city(tmp_path), story)


def _watched_s(health: HealthPresenter, cameras: list[Camera]) -> float:
    return next(row.watched_s for row in health.board(cameras) if row.camera.id == "c1")
