"""Tiles that hold others: where pictures and numbers of an alarm stand, what its head says; pictures by digest."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from console.records.models import Incident
from views.tiles.picture import PictureTile
from views.tiles.picture_files import load_picture
from views.tiles.slot import AlarmHead, SlotTile
from views.tiles.slot_rooms import boxes
from views.tiles.tour import TourTile
from widgets.base import theme

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
INCIDENT = Incident(
    id="1", code="SC-2026-467785", title="Ngập sâu 0,6 m", severity=1, place="Hầm chui Trần Phú", created_at=NOW
)


@pytest.mark.parametrize("cameras", range(5))
@pytest.mark.parametrize("numbers", range(3))
@pytest.mark.parametrize("size", [(960, 500), (300, 900), (400, 120)])
def test_pictures_and_numbers_share_the_room_without_touching(
    cameras: int, numbers: int, size: tuple[int, int]
) -> None:
    room = QRect(5, 7, *size)
    above, below = boxes(room, cameras, numbers, 96, 4)
    assert len(above) == cameras
    assert len(below) in ({0, numbers} if cameras else {numbers})
    assert all(room.contains(one) for one in above + below)
    assert not any(one.intersects(other) for one, other in combinations(above + below, 2))
    assert not below or min(one.height() for one in below) >= min(96, room.height())


def _colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_the_head_of_an_alarm_says_what_where_and_since_when(qtbot: QtBot) -> None:
    tile = SlotTile()
    qtbot.addWidget(tile)
    head = AlarmHead(tile)
    for size in ((700, AlarmHead.wanted_height()), (220, 200)):
        head.resize(*size)
        head.set_incident(INCIDENT, NOW + timedelta(minutes=2))
        for part in (INCIDENT.code, INCIDENT.place, INCIDENT.title):
            assert part in head.accessibleName()
        colors = _colors(head.grab().toImage())
        assert theme.current().color("severity1").name() in colors
        assert theme.current().color("ground1").name() in colors


def test_a_slot_has_a_frame_only_while_it_shows_an_alarm(qtbot: QtBot) -> None:
    tile = SlotTile()
    qtbot.addWidget(tile)
    tile.resize(200, 100)
    red = theme.current().color("severity1").name()
    assert tile.grab().toImage().pixelColor(0, 50).name() != red
    tile.set_severity(1)
    assert tile.grab().toImage().pixelColor(0, 50).name() == red
    tile.set_severity(None)
    assert tile.grab().toImage().pixelColor(0, 50).name() != red


def test_a_tour_says_how_far_it_is_and_whether_it_stands_still(qtbot: QtBot) -> None:
    tile = TourTile()
    qtbot.addWidget(tile)
    tile.resize(300, 200)
    tile.mark.tell(1, 5, held=False)
    assert tile.mark.text() == "2/5"
    assert tile.rect().contains(tile.mark.geometry())
    tile.mark.tell(1, 5, held=True)
    assert tile.mark.text().startswith("2/5 ")
    tile.mark.tell(0, 1, held=False)
    assert tile.mark.isHidden(), "a tour of one is none"


def _png(color: str) -> bytes:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def test_a_picture_is_shown_only_where_its_digest_is_right(tmp_path: Path, qtbot: QtBot) -> None:
    data = _png("#12ab34")
    digest = hashlib.sha256(data).hexdigest()
    (tmp_path / f"{digest}.png").write_bytes(data)
    wrong = hashlib.sha256(b"other").hexdigest()
    (tmp_path / wrong).write_bytes(data)
    assert load_picture(tmp_path, wrong) is None
    assert load_picture(tmp_path, "../../etc/passwd") is None
    assert load_picture(tmp_path, "0" * 64) is None
    image = load_picture(tmp_path, digest)
    assert image is not None
    tile = PictureTile()
    qtbot.addWidget(tile)
    tile.resize(200, 140)
    tile.set_picture(None, "Sơ đồ", "Không có")
    assert "Không có" in tile.accessibleName()
    tile.set_picture(image, "Sơ đồ", "Không có")
    assert tile.grab().toImage().pixelColor(100, 58).name() == "#12ab34"
    assert tile.grab().toImage().pixelColor(100, 2).name() != "#12ab34", "the whole picture, not a part of it"
