"""What can be done with a camera, by the mouse: a menu on its tile, and a few buttons where the keyboard is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.views.played_city import PlayedRoom, play
from tests.views.video.watched_desk import city, watched_desk
from views.base.commands import Said
from views.video.menu import CameraMenu


def test_its_menu_names_each_key_and_runs_upon_the_camera_under_it(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            ran: list[tuple[str, Said]] = []
            menu = CameraMenu(
                desk.desk.grid, desk.desk.cameras, room.registry, lambda name, said: ran.append((name, said))
            )
            made = menu.menu("c2")
            entries = {one.text(): one for one in made.actions() if one.text()}
            replay = next(one for text, one in entries.items() if text.startswith("Replay the last minute"))
            assert replay.text().endswith("\tV")
            replay.trigger()
            assert ran == [("replay-camera", {"camera": "c2"})]
            made.deleteLater()

    play(qapp, city(tmp_path), story)


def test_the_camera_with_the_keyboard_has_its_buttons_at_its_foot(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with watched_desk(room) as desk:
            grid, ran = desk.desk.grid, list[tuple[str, Said]]()
            CameraMenu(grid, desk.desk.cameras, room.registry, lambda name, said: ran.append((name, said)))
            room.window.activateWindow()
            tile, buttons = grid.tile(0), grid.actions_shown
            tile.resize(640, 384)
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
            buttons.stand_on(tile)
            assert buttons.geometry().bottom() < tile.y() + tile.picture_size().height()
            assert buttons.geometry().top() > tile.y() + tile.picture_size().height() // 2
            tile.set_hint(["arrows turn it"])
            assert tile.has_hint()
            buttons.findChildren(QPushButton)[0].click()
            assert [name for name, _said in ran] == ["focus-camera"]
            buttons.stand_on(None)
            assert not buttons.isVisible()

    play(qapp, city(tmp_path), story)
