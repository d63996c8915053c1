"""A replay that has nothing to show says so, in place of a picture that ends before it began."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.records.models import Camera
from console.video.fleet import Fleet
from views.video.streams import StreamTiles
from widgets.video.tile import VideoTile

CAMERA = Camera(id="cam-1", name="Camera 1", main_url="rtsp://127.0.0.1:9/main", sub_url="rtsp://127.0.0.1:9/sub")


@pytest.mark.parametrize("pictures", [0, 3])
@pytest.mark.kind("clips", "A replay while nothing is kept", "The operator is told that nothing is kept.")
def test_a_replay_of_nothing_is_told(qapp: QApplication, pictures: int) -> None:
    assert qapp is not None
    owner, tile, told = QObject(), VideoTile(), list[str]()
    fleet = Fleet()
    streams = StreamTiles(fleet, lambda _live: None, owner)
    streams.replay_was_empty.connect(lambda: told.append("nothing_kept"))
    streams.show(tile, CAMERA)
    assert streams.replay(tile)
    place = streams.place_of(tile)
    assert place is not None
    assert place.replay is not None
    ring = place.replay._next
    for _ in range(pictures):
        ring.note_frame(100, 0, 320, 192)
    ring.tell("ended")
    streams._on_poll()
    assert place.replay is None
    assert told == ([] if pictures else ["nothing_kept"])
    streams.close()
    fleet.stop()
    owner.deleteLater()
