"""Cameras on a desk with a cache for their health: streams that no decoder plays, told by hand how they fare."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from console.records.models import Camera, Incident, StreamState
from console.video.fleet import Stream
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache
from tests.views.played_city import PlayedCity, PlayedRoom
from views.desk.desk import Desk
from views.video.health_board import HealthBoardPresenter
from views.video.tools import CameraTools


def city(folder: Path, count: int = 2) -> PlayedCity:
    """So many cameras."""
    address = "rtsp://127.0.0.1:9/x"
    records = [
        Camera(id=f"c{one}", name=f"Cầu {one}", main_url=address, sub_url=address) for one in range(1, count + 1)
    ]
    return PlayedCity(folder, records=records)


class WatchedDesk:
    """The tools and the health of the cameras in the places of a desk; the clock is in the test's hand."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.desk: Desk
        self.desk, _overlays = room.desk()
        self.incident: Incident | None = None
        self.tools = CameraTools(room.context, self.desk.cameras, self.desk.streams, lambda: self.incident)
        self.tools.bind(room.registry)
        self.fares = HealthBoardPresenter(room.context, self.desk.cameras, self.desk.streams, room.window)
        self.fares.bind(room.registry)
        self.board, self.health = self.fares.board, self.fares.health
        self.clock_s = 1000.0
        self.health._log._clock = lambda: self.clock_s
        self.health._log._saved = self.clock_s

    def stream(self, camera: str) -> Stream:
        """Of a camera that is shown."""
        found = self.desk.streams.of(camera)
        assert found is not None, camera
        return found

    def let(self, camera: str, state: StreamState, reason: str = "") -> None:
        """It fares so from now on."""
        stream = self.stream(camera)
        stream.state, stream.reason = state, reason

    def pass_time(self, seconds: int) -> None:
        """Count these seconds."""
        for _second in range(seconds):
            self.clock_s += 1.0
            self.fares.tick(self.room.context.now())


@asynccontextmanager
async def watched_desk(room: PlayedRoom) -> AsyncIterator[WatchedDesk]:
    """It shows its cameras, and saves their health in a cache of its own."""
    cache = Cache(room.city.data_dir / "cache.db", migrate_cache)
    await cache.open()
    room.city.caches = (cache, cache)
    try:
        desk = WatchedDesk(room)
        desk.desk.cameras.start(2)
        await room.settle()
        yield desk
        await room.settle()
    finally:
        cache.close()
