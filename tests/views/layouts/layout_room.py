"""The editor of layouts over a real cache: two layouts of the city, and a played server that knows their versions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.records.wall import LayoutVersion
from tests.views.cache_room import CacheRoom, at_cache
from views.layouts.editor import LayoutEditor

Told = Callable[["LayoutRoom"], Awaitable[None]]
DAY: Mapping[str, Any] = {"name": "Ban ngày", "screens": [
    {"rows": 2, "cols": 2, "tiles": [{"type": "camera", "camera": "c1", "row": 0, "col": 0}]},
    {"rows": 1, "cols": 1, "tiles": [{"type": "text", "text": "Trực ca", "row": 0, "col": 0}]},
]}  # fmt: skip


class LayoutRoom:
    """Hands at the editor."""

    def __init__(self, room: CacheRoom) -> None:
        self.room = room
        self.known: list[LayoutVersion] | LinkError = LinkError("unreachable")
        walls: Any = room.session.walls
        walls.versions = self._versions
        self.editor = LayoutEditor(room.context, room.window, room.start)
        self.editor.bind(room.registry)
        self.board, self.edits = self.editor.board, self.editor.workbench.edits
        self.saving = self.editor.opened.saving
        room.ends += [self.board.close, self.editor.close]

    async def _versions(self, _layout: str) -> list[LayoutVersion]:
        if isinstance(self.known, LinkError):
            raise self.known
        return self.known

    async def city(self) -> None:
        """The city has a camera and two layouts."""
        await self.room.write("camera", "c1", name="Cầu Bến Đá", url="rtsp://127.0.0.1:9/c1")
        await self.room.write("layout", "day", name="Ban ngày", body=DAY)
        await self.room.write("layout", "night", name="Ban đêm", body={**DAY, "name": "Ban đêm"})

    async def open(self, layout: str | None = None) -> None:
        """The editor is open: its list, or a layout."""
        await self.city()
        await self.room.run("edit-layouts", **({"layout": layout} if layout is not None else {}))

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.board, key, held)
        await self.room.settle()

    async def change(self) -> None:
        """Take the first screen's tile out."""
        self.board.canvas.select(0)
        self.edits.run("remove")
        assert self.edits.spec.tiles == ()
        await self.room.settle()

    def said(self) -> str:
        """What the board says."""
        return self.board.said.text()

    def rows(self) -> dict[str, tuple[str, str]]:
        """The list: what each layout is called, and what is said of it."""
        return {row.key: (row.title, row.detail) for row in self.board.shelf.layouts.rows()}


def at_layouts(qapp: QApplication, folder: Path, story: Told) -> None:
    """Tell a story of the editor."""

    async def told(room: CacheRoom) -> None:
        room.window.show()
        room.window.activateWindow()
        await story(LayoutRoom(room))

    at_cache(qapp, folder, told)
