"""Real cameras on a desk: gathering them and coming back never blacks a tile out, and a map beside them cuts nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend.demo.cameras import serving
from console.records.models import Camera, StreamState
from tests.console.video.cameras import draw, mounts
from tests.harness.ink import painted
from tests.harness.waiting import comes
from tests.views.played_city import PlayedCity, PlayedRoom, play
from views.desk.desk import Desk
from widgets.video.grid import Shape
from widgets.video.tile import VideoTile

BLACK, PLAIN = 30.0, 1.0
"""A picture is gone where what was one is as dark as the ground, and nothing can be told apart in it."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.CameraServer]:
    folder = tmp_path_factory.mktemp("clips")
    draw(folder)
    made = serving.CameraServer(mounts(folder, 8))
    yield made
    made.stop()


def _city(folder: Path, base: str) -> PlayedCity:
    records = [
        Camera(id=f"c{one}", name=f"c{one}", main_url=f"{base}/c{one}/main", sub_url=f"{base}/c{one}/sub")
        for one in range(8)
    ]
    return PlayedCity(folder, records=records)


async def _at(room: PlayedRoom) -> Desk:
    """Four cameras, all of them live."""
    room.city.fleet.start()
    desk, _overlays = room.desk()
    desk.cameras.start(2)
    await comes(lambda: len(_live(desk)) == 4, "four cameras are live", 60)
    return desk


def _live(desk: Desk) -> list[VideoTile]:
    return [one for one in desk.cameras._tiles if one.looks_live]


def _is_black(tile: VideoTile) -> bool:
    """Looked at above the words that may stand in the middle."""
    part = painted(tile)[4 : tile.picture_size().height() // 4, 4:-4].astype(float).mean(axis=2)
    return bool(part.mean() < BLACK and part.std() < PLAIN)


def _watching(desk: Desk, until: Callable[[], bool], gone: list[str]) -> Callable[[], bool]:
    def look() -> bool:
        gone.extend(one.accessibleName() for one in desk.cameras._tiles if _is_black(one))
        return until()

    return look


def test_gathering_and_coming_back_never_black_a_tile_out(
    tmp_path: Path, qapp: QApplication, server: serving.CameraServer
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        gone: list[str] = []
        for brought in (("c7", "c6", "c2"), ("c5", "c7"), ()):
            desk.cameras.bring(brought)
            assert not any(_is_black(one) for one in desk.cameras._tiles), "what was there stays at once"
            there = _watching(desk, lambda: len(_live(desk)) == 4, gone)
            await comes(there, f"{brought} are live", 60)
            assert desk.cameras.page_ids[: len(brought)] == list(brought)
        assert gone == []

    play(qapp, _city(tmp_path, server.base), story)


def test_beside_a_map_and_back_nobody_is_connected_anew(
    tmp_path: Path, qapp: QApplication, server: serving.CameraServer
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        four = {one.camera_id: one for one in desk.streams.all()}
        cut: list[str] = []

        def unbroken() -> None:
            cut.extend(key for key, one in four.items() if one.state is not StreamState.LIVE or one.reconnects)

        for shape in (Shape(3, 2, lead=True), Shape(1, 2, lead=True), None, Shape(3, 2, lead=True), None):
            desk.cameras.stand_beside(shape)
            unbroken()
            before = {key: one.received for key, one in four.items()}
            await comes(lambda: all(one.received > before[key] for key, one in four.items()), "more pictures")  # noqa: B023
            unbroken()
        assert cut == []
        assert {one.camera_id: one for one in desk.streams.all()} == four
        assert len(_live(desk)) == 4

    play(qapp, _city(tmp_path, server.base), story)
