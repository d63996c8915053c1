"""Every page of a desk is known by its command, and every place of the rail opens something."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk
from views.base.command_list import COMMANDS
from views.desk import rail_places
from views.shell.on_demand import PARTS
from views.workspace.pages import COMMAND_OF_PAGE
from widgets.base.desk_page import DeskPage


def test_every_page_has_its_command_and_every_place_its_own(qapp: QApplication, tmp_path: Path) -> None:
    declared = {command.name: command for command in COMMANDS}
    assert set(COMMAND_OF_PAGE.values()) <= set(declared)
    for place in (*rail_places.work(), *rail_places.foot()):
        assert place.key in declared[place.command].keys, "the rail says the key that works"
        assert place.icon

    async def story(desk: Room) -> None:
        overlays = desk.window.overlays
        pages = {name for name, one in overlays.by_name().items() if isinstance(one, DeskPage)}
        later = {one.name for one in PARTS}
        assert pages | later >= set(COMMAND_OF_PAGE)
        assert pages <= set(COMMAND_OF_PAGE)

    at_desk(qapp, tmp_path, story)
