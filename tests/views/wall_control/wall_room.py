"""Wall control over a real cache: one wall of two screens with a preset, a layout and two cameras, and a played server
that says what the wall shows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.records.models import Incident
from console.records.wall import Actual, Recording, Still
from tests.views.cache_room import CacheRoom, at_cache, words
from views.desk.desk import Desk
from views.desk.workplace import Workplace
from views.guidance.bundle import Bundle
from views.wall_control.room import WallControlRoom
from views.wall_control.verbs import WallVerbs

Told = Callable[["WallRoom"], Awaitable[None]]
LAYOUT = {"screens": [
    {"rows": 1, "cols": 1, "tiles": [{"type": "camera", "camera": "c1", "row": 0, "col": 0}]},
    {"rows": 1, "cols": 1, "tiles": [{"type": "text", "text": "Trực ca", "row": 0, "col": 0}]},
]}  # fmt: skip
WALL: Mapping[str, Any] = {
    "name": "Phòng trực", "seats": 2, "revision": 7, "seat_distance_m": 3.0,
    "screens": [{"id": "t1", "node": "n", "title": "Trái"}, {"id": "t2", "node": "n"}],
    "desired": {"t1": {"layout": "day", "index": 0}, "t2": {"layout": "day", "index": 1}},
    "presets": [
        {"id": "night", "name": "Đêm", "screens": {"t1": {"blank": True}, "t2": {"layout": "day", "index": 1}}},
    ],
}  # fmt: skip


class WallRoom:
    """The desk's part of it: which camera is enlarged, and what belongs to the shown incident."""

    def __init__(self, room: CacheRoom) -> None:
        self.room = room
        self.answers: Actual | LinkError = LinkError("unreachable")
        self.asked: list[bool] = []
        """How often the server was asked what the wall shows, and whether at a glance."""
        self.still: Still | None = None
        self.recorded: Recording | LinkError = Recording(entries=())
        walls: Any = room.session.walls
        walls.actual, walls.still, walls.recording = self._actual, self._still, self._recording
        self.incident: Incident | None = None
        self.bundle: tuple[list[str], list[str]] = ([], [])
        self.page = ["c1"]
        self.strips = SimpleNamespace(wall_fact=None, wall_channel=None)
        desk = SimpleNamespace(
            cameras=SimpleNamespace(current_id=lambda: None, page_ids=self.page), incident=self, strips=self.strips
        )
        bundle = SimpleNamespace(gathered=lambda: self.bundle)
        self.desk, self.gathered = cast("Desk", desk), cast("Bundle", bundle)
        at = Workplace(room.context, self.desk, room.overlays, room.registry, room.start)
        self.parts = WallControlRoom(at, self.gathered)
        self.control, self.panel = self.parts.control, self.parts.control.panel
        self.parts.bind(room.registry)
        room.ends.append(self.parts.close)

    async def _actual(self, _wall: str, *, glance: bool = False) -> Actual:
        self.asked.append(glance)
        if isinstance(self.answers, LinkError):
            raise self.answers
        return self.answers

    async def _still(self, _wall: str, _screen: str) -> Still | None:
        return self.still

    async def _recording(self, _wall: str, **_asked: object) -> Recording:
        if isinstance(self.recorded, LinkError):
            raise self.recorded
        return self.recorded

    @property
    def verbs(self) -> WallVerbs:
        """What is tried out, and what became of orders."""
        return self.control.verbs

    async def open(self, **args: object) -> None:
        """The wall is known, and wall control is open on it."""
        await self.wall()
        await self.room.run("show-wall", **args)
        self.control.watch.look(True)
        await self.room.until(lambda: self.control.watch.shapes, "the layouts are read")
        await self.room.settle()

    async def wall(self, **fields: object) -> None:
        """The city has this wall."""
        room = self.room
        self.parts.start()
        await room.write("camera", "c1", name="Cầu Bến Đá", url="rtsp://127.0.0.1:9/c1")
        await room.write("camera", "c2", name="Ngã tư Sông Mây", url="rtsp://127.0.0.1:9/c2")
        await room.write("layout", "day", name="Ban ngày", body=LAYOUT)
        await self.change(**fields)

    async def change(self, **fields: object) -> None:
        """The server says that the wall is so."""
        await self.room.write("wall", "w", **{**WALL, **fields})
        await self.room.until(lambda: self.control.watch.wall is not None, "the wall")
        await self.room.settle()

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in wall control."""
        QTest.keyClick(self.panel, key, held)
        await self.room.settle()

    def says(self) -> str:
        """All that wall control says."""
        return words(self.panel)

    async def orders(self) -> list[tuple[str, Mapping[str, Any]]]:
        """What was sent to the wall, and with what."""
        return [(row.type, row.payload) for row in await self.room.saved()]

    def lease(self, holder: str, name: str = "", minutes: float = 10) -> dict[str, Any]:
        """Somebody leads the wall."""
        until = self.room.now + timedelta(minutes=minutes)
        return {"holder_id": holder, "holder_name": name, "until": until.isoformat()}


def at_wall(qapp: QApplication, folder: Path, story: Told) -> None:
    """Tell a story of wall control."""

    async def told(room: CacheRoom) -> None:
        room.window.show()
        await story(WallRoom(room))

    at_cache(qapp, folder, told)


def heard(room: WallRoom, **screens: Mapping[str, Any]) -> Actual:
    """What the node says: each screen present and as wished, but for what is said of it."""
    at = room.room.now.isoformat()
    reports = [
        {"id": key, "monitor": f"HDMI-{key}", "present": True, "wish_revision": 7, "tiles": [], **said}
        for key, said in {"t1": {}, "t2": {}, **screens}.items()
    ]
    node = {"node": "n", "reported_at": at, "cut_off": False, "revision": 7, "at": at, "screens": reports}
    return Actual.model_validate({"wall": "w", "nodes": [node], "server_time": at})
