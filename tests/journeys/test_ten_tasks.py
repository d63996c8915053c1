"""The ten tasks of an operator: each by keyboard alone and by mouse alone, with so few keys and clicks.

The whole window of a desk over a real cache with the demo's city. Keys go to where the keyboard is, clicks to the
middle of what is seen; what is typed counts for nothing. `pytest -s` prints how many each task takes.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QListView, QMenu, QTableView, QWidget

from tests.views.desk_room import Room
from tests.views.seen_desk import at_city

KEYS_MOST, CLICKS_MOST = 3, 4
SIZE = (1920, 1080)
CAMERA = "Cầu Bến Đá"


class Hand:
    """Ten fingers on the keys, or one on the mouse; counts what it does."""

    def __init__(self, desk: Room) -> None:
        self.desk = desk
        self.keys = self.clicks = 0

    async def strike(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.keys += 1
            await self.desk.strike(key)

    async def click(self, part: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
        """On the middle of it, or there; it has to be seen, and to be what lies uppermost in that place."""
        there = at if at is not None else part.rect().center()
        assert part.isVisible(), part.accessibleName()
        assert part.isEnabled(), part.accessibleName()
        over = self.desk.window.childAt(part.mapTo(self.desk.window, there)) if not _is_popup(part) else part
        assert over is not None
        assert over is part or part.isAncestorOf(over), f"{part.accessibleName()} lies below {over}"
        self.clicks += 2 if twice else 1
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=there)
        if twice:
            QTest.mouseDClick(part, Qt.MouseButton.LeftButton, pos=there)
        await self.desk.settle()

    async def press(self, name: str) -> None:
        """The button whose name begins so."""
        await self.click(self.button(name))

    async def row(self, view: QListView | QTableView, row: int) -> None:
        """A row of a list."""
        index = view.model().index(row, 0)
        view.scrollTo(index)
        await self.click(view.viewport(), view.visualRect(index).center())

    async def choose(self, box: QComboBox, row: int) -> None:
        """Open a list and take one of it. Qt passes over a click that comes within a double click after the opening."""
        usual = QApplication.doubleClickInterval()
        QApplication.setDoubleClickInterval(0)
        try:
            await self.click(box)
            await self.row(box.view(), row)  # type: ignore[arg-type]
        finally:
            QApplication.setDoubleClickInterval(usual)

    async def entry(self, menu: QMenu, name: str) -> None:
        """An entry of an open menu."""
        action = next(one for one in menu.actions() if one.text().startswith(name))
        await self.click(menu, menu.actionGeometry(action).center())

    def button(self, name: str) -> QAbstractButton:
        """What is seen and called so."""
        found = [
            one
            for one in self.desk.window.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and one.accessibleName().startswith(name)
        ]
        assert found, f"no button “{name}”"
        return found[0]

    def write(self, text: str) -> None:
        """What is typed where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.desk.window, text)


def _is_popup(part: QWidget) -> bool:
    return part.window() is not None and bool(part.window().windowFlags() & Qt.WindowType.Popup)


Way = Callable[[Hand], Awaitable[None]]


@dataclass(frozen=True)
class Task:
    """What it is called, how it is done, and how it is known to be done. One that needs typing may take more."""

    name: str
    by_keys: Way
    by_mouse: Way
    is_done: Callable[[Room], Awaitable[bool]]
    is_typed: bool = False


def keys(*struck: str) -> Way:
    """These alone."""
    return lambda hand: hand.strike(*struck)


def press(name: str) -> Way:
    """One button alone."""
    return lambda hand: hand.press(name)


def acted(verb: str) -> Callable[[Room], Awaitable[bool]]:
    """It is saved."""

    async def look(desk: Room) -> bool:
        return verb in await desk.acted()

    return look


def opened(name: str) -> Callable[[Room], Awaitable[bool]]:
    """The page is open."""

    async def look(desk: Room) -> bool:
        return desk.window.overlays.open_name() == name

    return look


async def _note_by_keys(hand: Hand) -> None:
    await hand.strike("N")
    hand.write("da goi")
    await hand.strike("Ctrl+Return")


async def _note_by_mouse(hand: Hand) -> None:
    await hand.press("Ghi chú")
    hand.write("da goi")
    await hand.press("Lưu")


async def _assign_by_mouse(hand: Hand) -> None:
    await hand.press("Phân công")
    await hand.choose(
        next(one for one in hand.desk.window.findChildren(QComboBox) if one.accessibleName() == "Người nhận"), 0
    )
    await hand.press("Phân công, Ctrl+Enter")


async def _find_by_keys(hand: Hand) -> None:
    await hand.strike("Ctrl+K")
    hand.write("cau ben da")
    await hand.desk.until(lambda: _found(hand.desk), "the camera")
    await hand.strike("Return")


async def _find_by_mouse(hand: Hand) -> None:
    await hand.press("Tìm mọi thứ")
    hand.write("cau ben da")
    await hand.desk.until(lambda: _found(hand.desk), "the camera")
    await hand.row(hand.desk.window.around.sheets.palette._list, 0)


def _found(desk: Room) -> bool:
    names = desk.window.around.sheets.palette.names()
    return bool(names) and names[0].startswith("camera:")


async def _outbox_by_mouse(hand: Hand) -> None:
    await hand.press("Tài khoản")
    await hand.entry(hand.desk.window.rooms.workspace.menu.menu, "Thao tác của tôi")


async def _second_row(hand: Hand) -> None:
    await hand.row(hand.desk.window.desk.queue_panel.table, 1)


async def _second_tile(hand: Hand) -> None:
    await hand.click(hand.desk.window.desk.grid.tile(1), twice=True)


async def _enlarged(desk: Room) -> bool:
    return desk.window.desk.cameras.focus_id is not None


async def _other_row(desk: Room) -> bool:
    return desk.window.desk.queue.selected_id == desk.window.desk.queue.shown[1].id


async def _mine(desk: Room) -> bool:
    return desk.window.desk.queue.filter == "mine"


TASKS = (
    Task("take on the gravest incident", keys("A"), press("Tiếp nhận"), acted("acknowledge")),
    Task("go to the next incident", keys("J"), _second_row, _other_row),
    Task("enlarge its camera", keys("Shift+F"), _second_tile, _enlarged),
    Task("map of the place", keys("M"), press("Bản đồ, M"), opened("map")),
    Task("write a note", _note_by_keys, _note_by_mouse, acted("note"), is_typed=True),
    Task("assign it", keys("G", "Down", "Ctrl+Return"), _assign_by_mouse, acted("assign")),
    Task("see what is mine", keys("2"), press("Của tôi"), _mine),
    Task("the shift's log", keys("Alt+6"), press("Sổ trực"), opened("shift-log")),
    Task("find a camera by its name", _find_by_keys, _find_by_mouse, _enlarged, is_typed=True),
    Task("see what waits to be sent", keys("O"), _outbox_by_mouse, opened("outbox")),
)  # fmt: skip


@pytest.mark.parametrize("hand", ["keys", "mouse"])
@pytest.mark.parametrize("task", TASKS, ids=[one.name for one in TASKS])
def test_a_task_is_done_with_few_keys_or_clicks(task: Task, hand: str, qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        desk.window.desk.queue_panel.rows.take_keyboard()
        own = Hand(desk)
        await (task.by_keys if hand == "keys" else task.by_mouse)(own)
        for _turn in range(50):
            if await task.is_done(desk):
                break
            await desk.settle()
        assert await task.is_done(desk)
        sys.stdout.write(f"{task.name}: {own.keys} keys, {own.clicks} clicks\n")
        if hand == "keys":
            assert own.clicks == 0
            assert task.is_typed or own.keys <= KEYS_MOST
        else:
            assert own.keys == 0
            assert task.is_typed or own.clicks <= CLICKS_MOST

    at_city(qapp, tmp_path, SIZE, story)
