"""One window of a wall: frozen, black and awake again, the drill's edge, and the one key that it hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.records.models import StreamState
from tests.views.cache_room import words
from tests.views.wall_node.wall_screens import WallScreens, on_wall, spec, text
from views.wall_node.window import WallWindow
from widgets.base.formats import clock_text


async def shown(wall: WallScreens) -> WallWindow:
    """A window with a text on it."""
    wall.show(wall.shown(text("Trực ca")))
    await wall.room.until(lambda: "Trực ca" in words(wall.window()), "the tile")
    return wall.window()


def test_a_frozen_screen_stands_still_says_since_when_and_lives_again(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        window = await shown(wall)
        before = wall.changes
        window.set_frozen(True)
        assert clock_text(wall.room.now) in window.cover.accessibleName()
        assert window.cover.isVisible()
        assert window.stands_for is not None
        assert [one.type for one in window.stands_for] == ["text"], "what the picture is of"
        assert window.frozen_picture() is not None
        window.set_frozen(False)
        assert window.cover.isHidden()
        assert all(one is None for one in (window.frozen_at, window.stands_for, window.frozen_picture()))
        assert wall.changes == before + 2

    on_wall(qapp, tmp_path, story)


def test_black_closes_the_cameras_and_stays_until_their_pictures_are_there(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.wall_node.window.WAKE_S", 0.1)

    async def story(wall: WallScreens) -> None:
        await wall.stage.camera("k1", "Cầu Bến Đá")
        wall.show(wall.shown(spec({"type": "camera", "camera": "k1"})))
        await wall.room.until(wall.stage.streams.all, "the camera")
        window = wall.window()
        window.set_blank(True)
        assert window.cover.accessibleName() == clock_text(wall.room.now), "the time on black"
        assert not wall.stage.stream("k1").visible
        wall.stage.stream("k1", StreamState.CONNECTING)
        window.set_blank(False)
        assert wall.stage.stream("k1").visible
        assert window.cover.isVisible(), "not yet"
        await wall.room.until(window.cover.isHidden, "the picture, or long enough")

    on_wall(qapp, tmp_path, story)


def test_a_screen_that_is_to_stand_still_does_so_once_it_is_no_longer_black(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        window = await shown(wall)
        window.set_blank(True)
        window.set_frozen(True)
        assert window.frozen_at is None
        window.set_blank(False)
        assert window.frozen_at == wall.room.now

    on_wall(qapp, tmp_path, story)


def test_a_drill_is_said_on_the_strip_and_leaves_room_for_its_edge(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        window = await shown(wall)
        whole = window.strip.geometry()
        window.set_drill(True)
        drill = next(part for part in window.strip.findChildren(QWidget) if part.objectName() == "drillMark")
        assert drill.isVisible()
        assert window.strip.width() < whole.width()
        window.set_drill(False)
        assert not drill.isVisible()
        assert window.strip.geometry() == whole

    on_wall(qapp, tmp_path, story)


def test_it_hears_esc_and_nothing_else_and_moves_as_a_whole(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        window = await shown(wall)
        for key in (Qt.Key.Key_Q, Qt.Key.Key_Return, Qt.Key.Key_Escape):
            QTest.keyClick(window, key)
        assert wall.escapes == 1
        lid = QWidget(window)
        window.add_fitted(lid)
        assert lid.geometry() == window.rect()
        strip = window.strip.geometry()
        window.set_shift(2, -1)
        assert window.strip.geometry() == strip.translated(2, -1)
        assert lid.geometry() == window.rect(), "what lies over everything covers it all the same"

    on_wall(qapp, tmp_path, story)
