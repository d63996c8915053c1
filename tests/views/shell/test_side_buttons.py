"""The buttons at a mouse's side turn pages, whatever is below the pointer; not below a box, nor before sign-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk
from views.shell.desk_window import DeskWindow

BACK, FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton
PLACES = (QPoint(200, 500), QPoint(900, 500), QPoint(20, 300))
"""Over the queue or its fold, over the middle or a page, over the rail."""


async def _click(room: Room, button: Qt.MouseButton, at: QPoint = PLACES[1]) -> None:
    handle = room.window.windowHandle()
    assert handle is not None
    spot = QPointF(at)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, spot, handle.mapToGlobal(spot), button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(handle, event)  # as the window system gives it; QTest would run a loop of its own
    await room.settle()


@pytest.mark.parametrize("at", PLACES)
def test_they_go_back_and_forth_over_pages(qapp: QApplication, tmp_path: Path, at: QPoint) -> None:
    async def story(room: Room) -> None:
        for command in ("show-plans", "show-shift-log"):
            await room.run(command)
            await room.settle()
        seen = []
        for button in (BACK, BACK, FORWARD, FORWARD):
            await _click(room, button, at)
            seen.append(room.window.overlays.open_name())
        assert seen == ["plans", None, "plans", "shift-log"]

    at_desk(qapp, tmp_path, story)


def test_what_lies_over_a_page_is_left_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def at_form(room: Room) -> None:
        await room.run("show-plans")
        await room.settle()
        await room.run("open-palette")
        await room.settle()
        assert room.window.overlays.open_name() == "plans"
        await _click(room, BACK)
        assert room.window.around.sheets.palette.isVisible()
        assert room.window.rooms.workspace.turning.stop.command == "show-plans"

    at_desk(qapp, tmp_path, at_form)


def test_before_somebody_is_signed_in_they_do_nothing(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    monkeypatch.setattr(DeskWindow, "run", lambda _window, name, _args=None: names.append(name))

    async def at_work(room: Room) -> None:
        await _click(room, BACK)
        assert names == ["page-back"]

    async def at_start(room: Room) -> None:
        names.clear()
        await _click(room, BACK)
        assert names == []

    at_desk(qapp, tmp_path, at_work)
    at_desk(qapp, tmp_path, at_start, signed_in=False)
