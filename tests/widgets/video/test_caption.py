"""The strip under a picture: the name has its room, icons stay, words and the age of a fresh picture make way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.video.caption import Caption, paint_caption
from widgets.video.paint import packed

NAME = "Ngã tư Sông Mây"


def _ink(said: Caption, width: int) -> list[int]:
    """Columns that differ from the ground of the strip."""
    image = QImage(width, 24, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_caption(painter, QRect(0, 0, width, 24), said)
    painter.end()
    ground = image.pixel(0, 0)
    return [x for x in range(width) if any(image.pixel(x, y) != ground for y in range(24))]


@pytest.fixture(autouse=True)
def app(qtbot: QtBot) -> Any:
    """Fonts need one."""
    return qtbot


def test_the_age_of_a_fresh_picture_makes_way_for_the_name() -> None:
    bare = _ink(Caption(NAME), 346)
    assert _ink(Caption(NAME, end="0,1 giây", may_yield=True), 346)[-1] > bare[-1] + 100
    narrow = bare[-1] + 20
    assert _ink(Caption(NAME, end="0,1 giây", may_yield=True), narrow // 2) == _ink(Caption(NAME), narrow // 2)


def test_a_late_age_stays_and_the_name_is_cut() -> None:
    narrow = _ink(Caption(NAME), 346)[-1] // 2 + 40
    late = _ink(Caption(NAME, end="12 giây", tone="late"), narrow)
    assert late[-1] > narrow - 12, "it stands at the right edge"
    assert late != _ink(Caption(NAME), narrow)


def test_an_icon_loses_its_words_before_the_name_is_cut() -> None:
    wide = _ink(Caption(NAME, marks=(("joystick", "Lê Thu Hà"),), end="0,1 giây", may_yield=True), 346)
    name = _ink(Caption(NAME), 346)[-1]
    room = name + 8 + 22 + 60
    tight = _ink(Caption(NAME, marks=(("joystick", "Lê Thu Hà"),), end="0,1 giây", may_yield=True), room)
    assert [x for x in tight if x <= name] == [x for x in wide if x <= name], "the name is whole"
    assert any(x > name + 8 for x in tight), "and the icon is there"


def test_the_shape_of_an_incident_stands_before_the_name() -> None:
    assert _ink(Caption(NAME, severity=1), 346)[-1] > _ink(Caption(NAME), 346)[-1] + 16


def test_parts_below_a_headline_share_rows_and_the_last_ones_are_left_out() -> None:
    parts = ["Camera hung up", "last frame 21:36:05", "with 5 other cameras"]
    assert packed(parts, len, 40, 2) == ["Camera hung up · last frame 21:36:05", "with 5 other cameras"]
    assert packed(parts, len, 20, 2) == parts[:2]
    assert packed(["", "a"], len, 20, 2) == ["a"]
    assert packed(parts, len, 20, 0) == []
