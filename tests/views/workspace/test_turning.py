"""Pages of the desk: one at a time, back and forth, the same key opens and closes, and they are there again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom, at_cache
from views.arguments.shift import HandOver
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError
from views.workspace.turning import Turning
from widgets.base.confirm import ConfirmBox
from widgets.base.desk_page import STAGE, DeskPage

WALL, LOG, PLAN = "show-wall", "show-shift-log", "show-plans"


def _open(page: DeskPage, _args: object) -> None:
    page.open()


class Book:
    """Three pages with their commands."""

    def __init__(self, room: CacheRoom) -> None:
        self.room = room
        room.window.show()
        self.turning = Turning(room.context, room.overlays, room.registry, room.start)
        self.turned: list[str] = []
        self.turning.turned.connect(self.turned.append)
        self.pages: dict[str, DeskPage] = {}
        self.refused: set[str] = set()
        for command, name in ((WALL, "wall"), (LOG, "shift-log"), (PLAN, "plans")):
            page = self.pages[command] = DeskPage(room.window, name)
            room.overlays.add(name, page)
            room.registry.bind(command, partial(_open, page), self._why(command))
        self.turning.bind(room.registry)

    def _why(self, command: str) -> Callable[[Any], str | None]:
        return lambda _args: "no_incident" if command in self.refused else None

    async def press(self, command: str) -> None:
        self.turning.press(command)
        await self.room.settle()

    def open(self) -> list[str]:
        return [command for command, page in self.pages.items() if page.isVisible()]


def test_one_page_at_a_time_and_the_same_key_closes_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        book = Book(room)
        await book.press(WALL)
        await book.press(LOG)
        assert book.open() == [LOG]
        await book.press(LOG)
        assert book.open() == []
        assert book.turned == [WALL, LOG, "show-desk"]

    at_cache(qapp, tmp_path, story)


def test_the_key_of_a_page_under_a_box_does_not_close_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        book = Book(room)
        await book.press(WALL)
        box = ConfirmBox(room.window)
        box.ask("?", "", "!")
        await book.press(WALL)
        assert book.open() == [WALL]
        assert box.isVisible()

    at_cache(qapp, tmp_path, story)


def test_back_and_forward_as_in_a_book(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        book = Book(room)
        for command in (WALL, LOG):
            await book.press(command)
        await room.run("page-back")
        assert book.open() == [WALL]
        assert book.pages[WALL]._forward.isEnabled()
        assert not book.pages[LOG]._forward.isEnabled(), "nothing came after it"
        book.pages[WALL]._forward.click()
        await room.settle()
        assert book.open() == [LOG]
        for _step in range(2):
            await room.run("page-back")
        assert book.open() == []
        with pytest.raises(CommandRefusedError, match="no_page_there"):
            await room.run("page-back")
        for _step in range(2):
            await room.run("page-forward")
        assert book.open() == [LOG]
        await room.run("page-back")
        await book.press(PLAN)
        assert room.registry.why_off("page-forward") == "no_page_there", "what came after is another book now"

    at_cache(qapp, tmp_path, story)


def test_a_page_is_there_again_after_a_new_start(qapp: QApplication, tmp_path: Path) -> None:
    async def before(room: CacheRoom) -> None:
        book = Book(room)
        await book.press(LOG)
        book.turning.tick(room.now)
        assert room.context.arrangement.open_page == LOG

    async def after(room: CacheRoom) -> None:
        book = Book(room)
        book.turning.start()
        await room.settle()
        assert book.open() == [LOG]

    async def refused(room: CacheRoom) -> None:
        book = Book(room)
        book.refused.add(LOG)
        book.turning.start()
        await room.settle()
        assert (book.open(), room.told) == ([], []), "what cannot be opened now is no news"

    for story in (before, after, refused):
        at_cache(qapp, tmp_path, story)


def test_a_page_is_there_again_after_a_lock(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        book = Book(room)
        await book.press(LOG)
        room.window.setProperty("locked", True)
        room.overlays.close_all()
        book.turning.tick(room.now)
        assert book.open() == []
        assert room.context.arrangement.open_page == LOG, "a start while it is locked forgets nothing"
        room.window.setProperty("locked", False)
        book.turning.unlocked()
        await room.settle()
        assert book.open() == [LOG]

    at_cache(qapp, tmp_path, story)


def test_a_page_stands_where_the_window_says(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        book = Book(room)
        room.window.setProperty(STAGE, QRect(112, 44, 900, 700))
        await book.press(WALL)
        assert book.pages[WALL].geometry() == QRect(112, 44, 900, 700)
        room.window.setProperty(STAGE, QRect(112, 44, 1000, 800))
        book.turning.place()
        assert book.pages[WALL].geometry() == QRect(112, 44, 1000, 800)

    at_cache(qapp, tmp_path, story)


def test_what_was_signed_or_decided_on_a_page_is_not_done_again_by_opening_it_again(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom) -> None:
        room.window.show()
        turning = Turning(room.context, room.overlays, room.registry, room.start)
        turning.bind(room.registry)
        page, told = DeskPage(room.window, "hand-over"), []

        def hand_over(args: HandOver) -> None:
            told.append(args.to)
            page.open()

        room.overlays.add("hand-over", page)
        room.registry.bind(Taking.HAND_OVER, hand_over)
        await room.run("hand-over", to="p-2", notes="n")
        room.window.setProperty("locked", True)
        room.overlays.close_all()
        turning.tick(room.now)
        assert room.context.arrangement.open_page_said == {}
        room.window.setProperty("locked", False)
        turning.unlocked()
        await room.settle()
        assert page.isVisible()
        assert told == ["p-2", None], "signed once"

    at_cache(qapp, tmp_path, story)


def test_nothing_stays_of_what_other_commands_are_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        Turning(room.context, room.overlays, room.registry, room.start)
        room.registry.bind(Taking.SET_PIN, lambda _args: None)
        await room.run("set-pin", pin="8264", password="not to be kept")
        assert room.registry.said("set-pin") == NOTHING

    at_cache(qapp, tmp_path, story)
