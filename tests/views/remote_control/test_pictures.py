"""A picture of a window takes its name over, and is nobody else's file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from views.remote_control.pictures import saved


def test_a_picture_is_written_and_no_link_is_followed(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(40, 30)
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "one.png").symlink_to(tmp_path / "theirs")
    assert saved(window, tmp_path / "one.png")
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert QImage(str(tmp_path / "one.png")).width() == 40
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.png", "theirs"]


def test_what_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not saved(window, tmp_path / "missing" / "one.png")
    assert not saved(window, tmp_path / "one.no-such-form")
    assert not list(tmp_path.iterdir())
