"""The grid of cameras: who stands where and stays there, what is enlarged, and whose border tells of an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.records.models import Camera
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, play
from tests.views.played_session import incident
from views.desk.desk import Desk
from views.video.grid import CameraPresenter, arranged, linked_camera
from views.video.streams import ALARM_PRIORITY, FOCUS_PRIORITY
from widgets.video.tile import VideoTile


def _camera(number: int, **facts: Any) -> Camera:
    address = f"rtsp://127.0.0.1:9/{number}"
    return Camera(id=f"c{number}", name=f"Cầu {number}", main_url=address, sub_url=address, **facts)


def _city(folder: Path, count: int = 7) -> PlayedCity:
    return PlayedCity(folder, records=[_camera(number) for number in range(1, count + 1)])


class Wall:
    """The grid with two places in a row."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.desk: Desk
        self.desk, _overlays = room.desk()
        self.cameras: CameraPresenter = self.desk.cameras

    async def start(self, side: int = 2) -> None:
        self.cameras.start(side)
        await self.room.settle()

    def tiles(self) -> list[VideoTile]:
        return [one for one in self.desk.grid.findChildren(VideoTile) if one.isVisible()]

    def said(self) -> list[str]:
        """The places that can be seen, as they are read aloud."""
        return [tile.accessibleName().split(" · ")[0].removeprefix("Cầu ") for tile in self.tiles()]

    def watched(self) -> list[str]:
        """Whose streams cost something now."""
        return [stream.camera_id for stream in self.desk.streams.all() if stream.visible]


def test_the_first_cameras_fill_the_places_and_pages_turn_round(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        assert wall.said() == ["1", "2", "3", "4"]
        wall.cameras.turn_page(1)
        assert wall.said() == ["5", "6", "7", "No camera in this place"]
        assert wall.watched() == ["c5", "c6", "c7"], "what is not shown is not opened"
        wall.cameras.turn_page(1)
        assert wall.said()[0] == "1"
        wall.cameras.turn_page(-1)
        assert wall.said()[0] == "5"
        wall.cameras.set_side(3)
        assert wall.said()[:7] == ["1", "2", "3", "4", "5", "6", "7"]
        assert room.context.arrangement.side == 3, "and it is remembered"

    play(qapp, _city(tmp_path), story)


def test_places_are_exchanged_by_hand_and_kept_whatever_comes(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        wall.desk.grid.tile_moved.emit(0, 3)
        assert wall.said() == ["4", "2", "3", "1"]
        assert room.context.arrangement.camera_ids[:4] == ("c4", "c2", "c3", "c1")
        room.city.put(_camera(2, area="mới"), _camera(8))
        await room.hear("camera", "c2", "c8")
        assert wall.said() == ["4", "2", "3", "1"]
        room.city.records_here = [one for one in room.city.records_here if one.id != "c2"]
        await room.hear("camera", "c2")
        assert wall.said() == ["4", "3", "1", "5"], "the next one moves up"
        wall.desk.grid.tile_moved.emit(0, 99)
        assert wall.said() == ["4", "3", "1", "5"], "there is no such place"

    play(qapp, _city(tmp_path), story)


def test_one_is_enlarged_and_the_others_cost_nothing_meanwhile(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        wall.desk.grid.tile_activated.emit(1)
        assert wall.said() == ["2"]
        assert wall.watched() == ["c2"]
        assert wall.cameras.current_id() == "c2"
        stream = wall.desk.streams.of("c2")
        assert stream is not None
        assert stream.spec.priority == FOCUS_PRIORITY
        wall.cameras.toggle_focus("c2")
        assert wall.said() == ["1", "2", "3", "4"]
        wall.cameras.toggle_focus("c6")
        assert wall.said() == ["6"], "one of another page is brought with its page"
        wall.cameras.toggle_focus(None)
        assert wall.said()[:2] == ["5", "6"]
        wall.cameras.toggle_focus("nobody")
        assert wall.cameras.focus_id is None

    play(qapp, _city(tmp_path), story)


def test_cameras_of_the_incident_wear_its_severity_and_come_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        about = incident("one").model_copy(update={"camera_ids": ("c6", "c3"), "severity": 1})
        wall.cameras.link(about)
        assert ["Critical" in tile.accessibleName() for tile in wall.tiles()] == [False, False, True, False]
        stream = wall.desk.streams.of("c3")
        assert stream is not None
        assert stream.spec.priority == ALARM_PRIORITY
        assert wall.cameras.current_id() == "c3", "a command means the incident's camera that can be seen"
        wall.cameras.link(None)
        assert not any("incident" in tile.accessibleName() for tile in wall.tiles())
        assert wall.cameras.current_id() is None

    play(qapp, _city(tmp_path), story)


def test_what_is_brought_comes_first_and_the_arrangement_comes_back_as_it_was(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        wall.cameras.turn_page(1)
        wall.cameras.bring(["c3", "nobody", "c7"])
        assert wall.said() == ["3", "7", "1", "2"]
        assert wall.cameras.page == 1, "what is remembered is the usual page"
        wall.desk.grid.tile_moved.emit(0, 1)
        assert wall.said() == ["7", "3", "1", "2"]
        assert room.context.arrangement.camera_ids == (), "a bundle's places are not those of the desk"
        wall.cameras.bring(())
        assert wall.said()[:3] == ["5", "6", "7"]

    play(qapp, _city(tmp_path), story)


def test_another_grid_or_fewer_cameras_meanwhile_leave_no_empty_page_to_come_back_to(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        wall.cameras.turn_page(1)
        wall.cameras.bring(["c3"])
        wall.cameras.set_side(3)
        wall.cameras.bring(())
        assert wall.said()[:7] == ["1", "2", "3", "4", "5", "6", "7"], "where the fifth stands is the first page now"
        wall.cameras.set_side(2)
        wall.cameras.turn_page(1)
        wall.cameras.bring(["c3"])
        room.city.records_here = room.city.records_here[:3]
        await room.hear("camera")
        wall.cameras.bring(())
        assert wall.said()[:3] == ["1", "2", "3"]

    play(qapp, _city(tmp_path), story)


def test_the_overview_shows_all_at_keyframes_and_goes_back_to_the_usual_grid(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        room.context.remember(side=2)
        wall.cameras.show_overview()
        assert wall.said()[:7] == ["1", "2", "3", "4", "5", "6", "7"]
        assert {stream.spec.keyframes_only for stream in wall.desk.streams.all()} == {True}
        assert room.context.arrangement.side == 2
        wall.cameras.show_overview()
        assert wall.said() == ["1", "2", "3", "4"]
        assert {stream.spec.keyframes_only for stream in wall.desk.streams.all()} == {False}

    play(qapp, _city(tmp_path), story)


def test_without_a_camera_each_place_says_so_and_a_failed_reading_takes_none_away(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        wall = Wall(room)
        await wall.start()
        assert wall.said() == ["No camera in this place"] * 4
        room.city.put(_camera(1))
        await room.hear("camera", "c1")
        assert wall.said()[0] == "1"
        room.city.trouble = StorageError("io_error")
        await room.hear("camera", "c1")
        assert wall.said()[0] == "1"
        assert [level for level, _text in room.notices] == ["warning"]

    play(qapp, _city(tmp_path, 0), story)


@pytest.mark.parametrize(
    ("remembered", "known", "order"),
    [(["b", "gone", "a"], ["a", "b", "c"], ["b", "a", "c"]), ([], ["a", "b"], ["a", "b"]), (["a"], [], [])],
)
def test_remembered_places_come_first_and_new_cameras_behind(
    remembered: list[str], known: list[str], order: list[str]
) -> None:
    assert arranged(remembered, known) == order


def test_the_incidents_camera_is_the_first_that_is_known() -> None:
    about = incident("one").model_copy(update={"camera_ids": ("gone", "c2", "c1")})
    assert linked_camera([_camera(1), _camera(2)], about) == "c2"
    assert linked_camera([], about) is None
    assert linked_camera([_camera(1)], None) is None
