"""A wall that waits to be let in: its first screen shows the code, the others name it, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QApplication

from console.base.server_time import boot_s
from console.people.wall_code import Shown
from console.walls.report import Reporter
from tests.views.wall_node.wall_screens import WallScreens, on_wall, text
from views.program.command_line import Options
from views.wall_node.signs import WallSigns

CODE = Shown("WDJB-MJHT", "https://id.city.vn/device", boot_s() + 590)


def test_the_code_lies_over_the_first_screen_until_the_wall_is_in(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")), wall.shown(text("Camera"), id="t2"))
        made = WallSigns(wall.room.context, wall.screens, cast("Reporter", SimpleNamespace(cut_off_since=None)))
        made.code = CODE
        made.tick(wall.room.now, leaving=False)
        first, second = wall.window("t1"), wall.window("t2")
        for said in ("WDJB-MJHT", "https://id.city.vn/device", "hall/left", "good for"):
            assert said in first.let_in.text()
        assert second.let_in.text() == ""
        first.resize(1600, 900)
        assert first.let_in.geometry().bottom() < first.strip.geometry().top(), "the strip below stays readable"
        made.code = None
        made.tick(wall.room.now, leaving=False)
        assert first.let_in.text() == ""

    on_wall(qapp, tmp_path, story, Options(wall="hall", node="left"))
