"""A screen that stands still goes on standing still after a restart, unless it is to show something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from console.walls.node import ShownScreen
from tests.views.wall_node.wall_screens import text
from views.wall_node.frozen import FrozenPictures

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
SCREEN = ShownScreen("t1/../x", parts=(text("Một"),))


@pytest.fixture
def picture(qapp: QApplication) -> QPixmap:
    assert qapp is not None
    made = QPixmap(64, 36)
    made.fill(QColor("#12ab34"))
    return made


def kept(folder: Path, picture: QPixmap) -> FrozenPictures:
    """A screen stood still, and its picture is on the disk."""
    pictures = FrozenPictures(folder)
    write = pictures.work(SCREEN, picture, NOW)
    assert write is not None
    write()
    return pictures


def test_the_picture_and_its_time_come_back(tmp_path: Path, picture: QPixmap) -> None:
    kept(tmp_path / "frozen", picture)
    assert [one.parent for one in tmp_path.rglob("*.png")] == [tmp_path / "frozen"], "whatever a screen is called"
    found = FrozenPictures(tmp_path / "frozen").load(SCREEN)
    assert found is not None
    assert found[0].toImage().pixelColor(5, 5).name() == "#12ab34"
    assert found[1] == NOW


def test_it_is_written_once_and_gone_when_the_screen_lives_again(tmp_path: Path, picture: QPixmap) -> None:
    pictures = kept(tmp_path / "frozen", picture)
    assert pictures.work(SCREEN, picture, NOW) is None
    erase = pictures.work(SCREEN, None, None)
    assert erase is not None
    erase()
    assert pictures.load(SCREEN) is None
    assert pictures.work(SCREEN, None, None) is None


def test_of_another_content_or_a_damaged_file_there_is_none(tmp_path: Path, picture: QPixmap) -> None:
    kept(tmp_path / "frozen", picture)
    pictures = FrozenPictures(tmp_path / "frozen")
    assert pictures.load(replace(SCREEN, parts=(text("Hai"),))) is None
    [path] = tmp_path.rglob("*.png")
    path.write_bytes(path.read_bytes()[:20])
    assert pictures.load(SCREEN) is None


def test_a_picture_that_cannot_be_written_is_logged_and_hurts_nobody(
    tmp_path: Path, picture: QPixmap, expected_noise: list[str]
) -> None:
    pictures = FrozenPictures(tmp_path / "frozen")
    (tmp_path / "frozen").mkdir()
    write = pictures.work(SCREEN, picture, NOW)
    assert write is not None
    path = pictures._path(SCREEN.id)
    path.with_name(f"{path.name}.new").mkdir()
    write()
    expected_noise.append("no picture of a screen that stands still")
