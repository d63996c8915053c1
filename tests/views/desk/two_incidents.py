"""A desk over a real cache with two incidents and twelve cameras."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QVBoxLayout

from tests.views.cache_room import CacheRoom, at_cache
from views.base.command_list import COMMANDS
from views.desk.columns import NARROW_PX
from views.desk.desk import Desk
from views.desk.verbs import DeskVerbs

WIDE, NARROW = (1920, 1080), (NARROW_PX - 200, 800)


def at_desk(
    qapp: QApplication, folder: Path, story: Callable[[CacheRoom, Desk], Awaitable[None]], size: tuple[int, int] = WIDE
) -> None:
    """Tell a story of a desk of this size with two incidents and twelve cameras; the first incident is chosen."""

    async def told(room: CacheRoom) -> None:
        room.window.resize(*size)
        desk = Desk(room.context, room.registry, room.window)
        DeskVerbs(desk).bind(room.registry)
        for command in COMMANDS:
            if command.name not in room.registry:  # the window binds it; the incident's buttons ask for it
                room.registry.bind(command.name, lambda _args: None)
        box = QVBoxLayout(room.window)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(desk)
        room.ends.append(desk.stop)
        room.window.show()
        room.window.activateWindow()
        usual = {"state": "new", "created_at": room.now.isoformat()}
        await room.write_all("incident", {
            "one": {**usual, "code": "SC-one", "title": "Ngập một", "severity": 1, "camera_ids": ["cam-02"]},
            "two": {**usual, "code": "SC-two", "title": "Ngập hai", "severity": 3},
        })  # fmt: skip
        keys = [f"cam-{number:02d}" for number in range(1, 13)]
        await room.write_all("camera", {key: {"name": key, "url": f"rtsp://127.0.0.1:9/{key}"} for key in keys})
        desk.start(size[0])
        await room.until(lambda: len(desk.queue.shown) == 2 and len(desk.cameras.cameras) == 12, "rows and cameras")
        desk.queue.select("one")
        await room.until(lambda: desk.incident.incident is not None, "the incident")
        await story(room, desk)

    at_cache(qapp, folder, told)
