"""The tiles of a wall over a real cache, on one stage; the cameras' streams are opened, and nothing plays them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.records.models import StreamState
from console.video.fleet import Stream
from tests.views.cache_room import CacheRoom, at_cache
from views.program.command_line import Options
from views.tiles.alarm_slots import AlarmSlots
from views.tiles.binding import Binding, Stage
from views.tiles.open_incidents import WallIncidents
from views.tiles.types import TILE_TYPES
from views.video.health import HealthPresenter
from views.video.streams import StreamTiles

Told = Callable[["StageRoom"], Awaitable[None]]


class StageRoom:
    """What tiles are bound on, and what went wrong with them: `met`."""

    def __init__(self, room: CacheRoom) -> None:
        self.room, self.ground = room, room.window
        self.met: list[BaseException] = []
        session = room.session
        self.streams = StreamTiles(session.fleet, lambda _live: None, self.ground)
        self.health = HealthPresenter(room.context, self.streams, self.ground)
        self.incidents = WallIncidents(session, self.met.append)
        self.slots = AlarmSlots(session, lambda: room.now, self.met.append)
        self.stage = Stage(
            session, self.streams, lambda: room.now, self.met.append, self.health.board, self.incidents, self.slots
        )
        room.ends += [self.streams.close, self.slots.close, self.incidents.close]

    async def bind(self, kind: str, **config: object) -> tuple[Any, Binding]:
        """A tile of this type that has read, and how it lives."""
        tile = TILE_TYPES[kind].make(self.ground)
        tile.resize(480, 320)
        binding = TILE_TYPES[kind].bind(tile, self.stage, config)
        self.room.ends.append(binding.close)
        await self.room.until(lambda: binding.has_read, f"the {kind} tile has read")
        return tile, binding

    def stream(self, camera: str, state: StreamState | None = None) -> Stream:
        """The open stream of this camera; from now on in this state, for as long as the loop does not run."""
        stream = next(one for one in self.streams.all() if one.camera_id == camera)
        if state is not None:
            stream.state = state
        return stream

    async def camera(self, key: str, name: str, **facts: object) -> None:
        """The city has this camera."""
        await self.room.write("camera", key, **{"name": name, "sub_url": f"rtsp://127.0.0.1:9/{key}", **facts})

    async def incident(self, key: str, **facts: object) -> None:
        """An open incident, a grave one unless told otherwise."""
        usual = {
            "code": f"SC-{key}", "title": f"Ngập {key}", "state": "new", "severity": 1,
            "created_at": self.room.now.isoformat(),
        }  # fmt: skip
        await self.room.write("incident", key, **{**usual, **facts})


def on_stage(qapp: QApplication, folder: Path, story: Told, options: Options | None = None) -> None:
    """Tell a story of tiles."""

    async def told(room: CacheRoom) -> None:
        room.window.show()
        await story(StageRoom(room))

    at_cache(qapp, folder, told, options)
