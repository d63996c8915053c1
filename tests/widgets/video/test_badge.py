"""A badge on a picture: what it says, and how much of the picture it may take."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.video.paint import badge_within


def test_a_small_picture_is_not_covered_by_its_badge(qtbot: QtBot) -> None:
    assert badge_within(("Khung chính · máy bận",), 1200) == ["Khung chính · máy bận"]
    assert badge_within(("Khung chính · máy bận",), 300) == ["Khung chính"]
    assert badge_within(("Xem lại",), 40) == ["Xem lại"], "what it is about stays"
