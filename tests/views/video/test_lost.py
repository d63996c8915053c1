"""Cameras that were lost together are told once, on each of their tiles and in one sentence for the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from pytestqt.qtbot import QtBot

from console.records.models import Camera, StreamState
from views.video.lost import LostCameras
from views.video.tile_stream import TileStream
from widgets.base.formats import minute_text
from widgets.video.tile import VideoTile

SINCE = datetime.now(UTC) - timedelta(minutes=11)


@dataclass
class Stopped:
    """A stream without pictures."""

    state: StreamState = StreamState.NO_FRAMES
    last_frame_at: datetime | None = field(default_factory=lambda: SINCE)
    visible: bool = True


def _place(qtbot: QtBot, number: int, area: str) -> TileStream:
    tile = VideoTile()
    qtbot.addWidget(tile)
    camera = Camera(id=f"c{number}", name=f"Cầu {number}", area=area)
    return TileStream(tile, camera, cast("Any", Stopped()), main=False, size=(320, 180))


def test_they_say_so_until_they_are_back(qtbot: QtBot) -> None:
    lost = LostCameras()
    port = [_place(qtbot, number, "Khu Cảng") for number in range(3)]
    other = _place(qtbot, 9, "Trung tâm")
    lost.tick([*port, other])
    assert all("with 2 other cameras, Khu Cảng" in place.tile.accessibleName() for place in port)
    assert "other cameras" not in other.tile.accessibleName()
    assert lost.sentence() == f"3 cameras, Khu Cảng, lost together since {minute_text(SINCE)}"
    assert lost.of_city(["c0", "c1", "c2", "c9", "c10"]) == (1, 5)
    for place in port:
        cast("Any", place.stream).state = StreamState.LIVE
    lost.tick([*port, other])
    assert lost.sentence() == ""
    assert not any("other cameras" in place.tile.accessibleName() for place in port)
