"""A stream that moves to another tile: it is never closed, both tiles show it, and the old one lets go in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.records.models import Camera
from console.video.fleet import Fleet
from views.video.streams import StreamTiles
from widgets.video.tile import VideoTile


def _camera(number: int, name: str = "") -> Camera:
    return Camera(
        id=f"cam-{number}",
        name=name or f"Camera {number}",
        main_url=f"rtsp://127.0.0.1:9/{number}/main",
        sub_url=f"rtsp://127.0.0.1:9/{number}/sub",
    )


@pytest.fixture
def streams(qapp: QApplication) -> Iterator[StreamTiles]:
    """No decoder runs: what is tested is who has which stream."""
    assert qapp is not None
    owner, fleet = QObject(), Fleet()
    yield StreamTiles(fleet, lambda _live: None, owner)
    fleet.stop()
    owner.deleteLater()


def test_the_next_tile_of_a_camera_takes_over_its_open_stream(streams: StreamTiles) -> None:
    old, new = VideoTile(), VideoTile()
    streams.show(old, _camera(1))
    place = streams.place_of(old)
    assert place is not None
    stream = place.stream
    place.retiring = True
    streams.show(new, _camera(1))
    taken = streams.place_of(new)
    assert taken is not None
    assert taken.stream is stream
    assert streams.place_of(old) is None
    assert taken.echoes == [old]
    streams.release(old)
    assert taken.echoes == []
    assert not stream.closed
    streams.close()
    assert stream.closed


def test_nobody_takes_a_stream_that_is_in_use_or_is_of_another_address(streams: StreamTiles) -> None:
    one, other, third = VideoTile(), VideoTile(), VideoTile()
    streams.show(one, _camera(1))
    streams.show(other, _camera(1))
    assert len(streams.all()) == 2
    for tile in (one, other):
        place = streams.place_of(tile)
        assert place is not None
        place.retiring = True
    moved = _camera(1).model_copy(update={"sub_url": "rtsp://127.0.0.1:9/elsewhere"})
    streams.show(third, moved)
    assert len(streams.all()) == 3
    streams.close()


def test_when_the_new_tile_goes_first_the_old_one_loses_its_picture_too(streams: StreamTiles) -> None:
    old, new = VideoTile(), VideoTile()
    streams.show(old, _camera(1))
    place = streams.place_of(old)
    assert place is not None
    place.retiring = True
    streams.show(new, _camera(1))
    streams.release(new)
    assert place.stream.closed
    assert place.echoes == []
    streams.release(old)
    assert streams.all() == []
    streams.close()
