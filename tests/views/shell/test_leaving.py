"""Signing out and quitting ask first, tell what would be left undone, and do nothing unless the answer is yes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.views.cache_room import CacheRoom, at_cache, words
from views.shell.leaving import Leaving


class Door:
    """What was done in the end; `waiting` actions are not sent yet."""

    def __init__(self, room: CacheRoom, waiting: int = 0) -> None:
        self.done: list[str] = []
        self.leaving = Leaving(
            room.overlays, lambda: self.done.append("quit"), self._sign_out, lambda: waiting, room.start
        )
        self.leaving.bind(room.registry)
        room.window.show()
        room.window.activateWindow()

    async def _sign_out(self) -> None:
        self.done.append("sign-out")

    def button(self, words_: str) -> QPushButton:
        """The button of this answer."""
        return next(one for one in self.leaving.box.findChildren(QPushButton) if one.text() == words_)


def test_both_ask_and_only_yes_does_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        door = Door(room)
        for name, title, yes in (("sign-out", "Sign out?", "Sign out"), ("quit", "Quit the console?", "Quit")):
            door.done.clear()
            await room.run(name)
            assert door.leaving.box.isVisible()
            assert door.leaving.box.accessibleName() == title
            assert "Nobody sees or hears alarms at this desk" in words(door.leaving.box)
            assert "wait to be sent" not in words(door.leaving.box)
            QTest.keyClick(door.leaving.box.first_focus(), Qt.Key.Key_Escape)
            await room.settle()
            assert door.done == []
            await room.run(name)
            door.button(yes).click()
            await room.settle()
            assert door.done == [name]

    at_cache(qapp, tmp_path, story)


def test_what_waits_to_be_sent_is_counted_and_the_safe_answer_has_the_keyboard(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom) -> None:
        door = Door(room, waiting=3)
        await room.run("quit")
        assert "3 actions wait to be sent" in words(door.leaving.box)
        assert door.leaving.box.first_focus() is door.button("Cancel")

    at_cache(qapp, tmp_path, story)


def test_who_is_sure_is_not_asked(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        door = Door(room)
        for name in ("sign-out", "quit"):
            await room.run(name, sure=True)
        assert door.done == ["sign-out", "quit"]
        assert not door.leaving.box.isVisible()

    at_cache(qapp, tmp_path, story)
