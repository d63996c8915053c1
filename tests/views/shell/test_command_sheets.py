"""Every command at a glance: the palette says why one is off, and runs the chosen one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom, at_cache
from views.shell.command_sheets import CommandSheets
from views.words.sentences import sentence


def test_the_palette_lists_every_command_and_runs_the_chosen_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.window.show()
        ran: list[object] = []
        room.registry.bind("bundle", ran.append, lambda _args: "no_incident")
        room.registry.bind("overview", ran.append)
        rows: list[tuple[str, str, str, str]] = []
        sheets = CommandSheets(room.window, room.registry, room.start)
        sheets.bind(room.registry)
        palette: Any = sheets.palette
        palette.set_entries = rows.extend
        await room.run("open-palette")
        said = {name: why for name, _title, _key, why in rows}
        assert said["bundle"] == sentence("no_incident")
        assert said["overview"] == ""
        assert sheets.palette.isVisible()
        sheets.palette.chosen.emit("overview")
        await room.settle()
        assert len(ran) == 1

    at_cache(qapp, tmp_path, story)
