"""The bar over the cameras: which are shown, how many of them move, and what its buttons ask for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton

from console.records.models import Camera
from tests.views.played_city import PlayedCity, PlayedRoom, play
from tests.views.played_session import incident
from views.desk.desk import Desk
from widgets.video.tile import VideoTile


def _camera(number: int, area: str) -> Camera:
    address = f"rtsp://127.0.0.1:9/{number}"
    return Camera(id=f"c{number}", name=f"Cầu {number}", area=area, main_url=address, sub_url=address)


CITY = [_camera(1, "Trung tâm"), _camera(2, "Cảng"), _camera(3, "Trung tâm"), _camera(4, "Cảng"), _camera(5, "Cảng")]


def _names(desk: Desk) -> list[str]:
    tiles = [one for one in desk.grid.findChildren(VideoTile) if one.isVisible()]
    return [tile.accessibleName().split(" · ")[0].removeprefix("Cầu ") for tile in tiles]


def _groups(desk: Desk) -> list[str]:
    box = desk.camera_bar.groups
    return [box.itemText(row) for row in range(box.count())]


def test_an_area_can_be_asked_for_and_the_whole_city_again(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        desk.cameras.start(2)
        await room.settle()
        assert _groups(desk) == ["All cameras", "Trung tâm", "Cảng"]
        assert desk.camera_bar.count_words() == "With picture 0/4"
        desk.camera_bar.group_chosen.emit("Cảng")
        assert _names(desk) == ["2", "4", "5", "No camera in this place"]
        assert desk.camera_bar.count_words() == "With picture 0/3", "of all that are shown"
        desk.grid.tile_moved.emit(0, 2)
        assert _names(desk)[:3] == ["5", "4", "2"]
        desk.cameras.toggle_focus("c1")
        assert _names(desk) == ["1"], "one of another area is found, and its area with it"
        desk.cameras.toggle_focus(None)
        assert _names(desk) == ["1", "5", "3", "4"], "what was carried within an area has changed places in the city"
        assert room.context.arrangement.camera_ids == ("c1", "c5", "c3", "c4", "c2")

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_an_area_that_is_no_more_leaves_the_whole_city(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        desk.cameras.start(2)
        await room.settle()
        desk.cameras.show_area("Cảng")
        room.city.records_here = [CITY[0]]
        await room.hear("camera")
        assert desk.cameras.area == ""
        assert _names(desk)[0] == "1"

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_while_something_is_gathered_no_area_can_be_asked_for(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        desk.cameras.start(2)
        await room.settle()
        desk.cameras.show_area("Trung tâm")
        desk.cameras.bring(["c5"])
        assert _names(desk)[0] == "5"
        assert desk.camera_bar.groups.currentText() == "Gathered around the incident"
        assert not desk.camera_bar.groups.isEnabled()
        desk.cameras.bring(())
        assert _names(desk)[:2] == ["1", "3"]
        assert desk.camera_bar.groups.currentText() == "Trung tâm"

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_what_began_at_the_cameras_that_are_shown_stands_in_the_half_hour(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        desk.cameras.start(2)
        await room.settle()
        began = room.now - timedelta(minutes=5)
        here = incident("here").model_copy(update={"camera_ids": ("c1",), "created_at": began})
        elsewhere = incident("elsewhere").model_copy(update={"camera_ids": ("c5",), "created_at": began})
        desk.bar.incidents = lambda: [here, elsewhere]
        desk.bar.tick(room.now)
        assert desk.camera_bar.timeline.accessibleName().endswith(": 1")
        desk.cameras.show_area("Cảng")
        assert desk.camera_bar.timeline.accessibleName().endswith(": 1")
        desk.cameras.show_area("Trung tâm")
        desk.bar.incidents = lambda: [elsewhere]
        desk.bar.tick(room.now)
        assert desk.camera_bar.timeline.accessibleName().endswith(": 0")

    play(qapp, PlayedCity(tmp_path, records=CITY), story)


def test_its_buttons_are_commands_and_show_what_is_chosen(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        desk.cameras.start(3)
        await room.settle()
        chosen: list[str] = []
        desk.chosen.connect(chosen.append)
        buttons: dict[str, Any] = {one.text(): one for one in desk.camera_bar.findChildren(QPushButton)}
        assert [name for name in ("2×2", "3×3", "4×4") if buttons[name].isChecked()] == ["3×3"]
        assert "Ctrl+2" in buttons["2×2"].toolTip()
        buttons["2×2"].click()
        buttons["Map"].click()
        assert chosen == ["grid-2x2", "middle-map"]
        assert buttons["Cameras"].isChecked(), "the map is on when the middle shows it"
        assert [one for one in ("Alt+C", "Alt+M", "Alt+D") if one in " ".join(b.toolTip() for b in buttons.values())]
        desk.cameras.set_side(2)
        assert buttons["2×2"].isChecked()

    play(qapp, PlayedCity(tmp_path, records=CITY), story)
