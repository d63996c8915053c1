"""Cameras that change their places keep their streams; what a tile showed stays until the next picture comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.records.models import Camera
from console.video.fleet import Fleet
from views.video.streams import StreamTiles
from widgets.video.marked_tile import Mark
from widgets.video.tile import VideoTile


def _camera(number: int, **facts: object) -> Camera:
    address = f"rtsp://127.0.0.1:9/{number}"
    return Camera.model_validate(
        {"id": f"c{number}", "name": f"Cầu {number}", "main_url": address, "sub_url": address, **facts}
    )


@pytest.fixture
def streams(qapp: QApplication) -> Iterator[StreamTiles]:
    """Without a decoder: nobody is asked for pictures."""
    assert qapp is not None
    owner, fleet = QObject(), Fleet()
    yield StreamTiles(fleet, lambda _live: None, owner)
    fleet.stop()
    owner.deleteLater()


def _numbers(streams: StreamTiles) -> dict[str, int]:
    return {stream.camera_id: stream.number for stream in streams.all()}


def test_who_only_changes_the_place_keeps_the_stream(streams: StreamTiles) -> None:
    tiles = [VideoTile() for _ in range(3)]
    one, two, three, four = (_camera(number) for number in range(1, 5))
    streams.arrange([(tiles[0], one), (tiles[1], two), (tiles[2], three)])
    before = _numbers(streams)
    streams.arrange([(tiles[0], two), (tiles[1], one), (tiles[2], four)])
    after = _numbers(streams)
    assert {key: after[key] for key in ("c1", "c2")} == {key: before[key] for key in ("c1", "c2")}
    assert sorted(after) == ["c1", "c2", "c4"], "who is shown no more is closed"
    assert [tile.accessibleName().split(" · ")[0] for tile in tiles] == ["Cầu 2", "Cầu 1", "Cầu 4"]
    assert streams.tile_of("c1") is tiles[1]
    streams.arrange([(tiles[0], None), (tiles[1], None), (tiles[2], one)])
    assert _numbers(streams) == {"c1": before["c1"]}


def test_all_move_up_by_one_as_when_something_is_gathered(streams: StreamTiles) -> None:
    tiles, cameras = [VideoTile() for _ in range(4)], [_camera(number) for number in range(4)]
    streams.arrange(list(zip(tiles, cameras, strict=True)))
    before = _numbers(streams)
    streams.arrange(list(zip(tiles, [cameras[3], *cameras[:3]], strict=True)))
    assert _numbers(streams) == before
    assert [tile.accessibleName().split(" · ")[0] for tile in tiles] == ["Cầu 3", "Cầu 0", "Cầu 1", "Cầu 2"]


def test_other_addresses_and_keyframes_need_streams_of_their_own(streams: StreamTiles) -> None:
    tiles = [VideoTile(), VideoTile()]
    streams.arrange([(tiles[0], _camera(1)), (tiles[1], _camera(2))])
    before = _numbers(streams)
    streams.arrange([(tiles[0], _camera(2)), (tiles[1], _camera(1, masks=((0.1, 0.1, 0.2, 0.2),)))])
    assert _numbers(streams)["c2"] == before["c2"]
    assert _numbers(streams)["c1"] != before["c1"]
    streams.arrange([(tiles[0], _camera(2)), (tiles[1], _camera(1))], keyframes_only=True)
    assert {stream.spec.keyframes_only for stream in streams.all()} == {True}
    assert len(streams.all()) == 2


def test_a_camera_brings_its_marks_and_leaves_none_behind(streams: StreamTiles) -> None:
    tile = VideoTile()
    streams.arrange([(tile, _camera(1, ptz=True))])
    assert tile.meanings() == ["Can be turned from here"]
    tile.set_mark(Mark.REDUCED, "Reduced")
    streams.arrange([(tile, _camera(2, masks=((0.0, 0.0, 1.0, 1.0),)))])
    assert tile.meanings() == []
    assert tile.headline() == "Hidden for privacy"
    streams.arrange([(tile, _camera(3))])
    assert tile.headline() != "Hidden for privacy"
