"""The real window of a desk over a real cache, without a network; keys go to it as the window system gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.base.errors import SignInError
from console.base.settings import Settings
from console.records.models import Actor
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes, rests
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.shell.desk_window import DeskWindow
from views.shell.on_demand import PARTS
from widgets.base import theme

HA = Actor(id="ha.le", name="Lê Thu Hà", role="duty_officer")
PASSWORD = "Mua Lon 9"
NEWCOMER, CODE = "moi", "ABCD-EFGH"
"""Whose device the server lets in with that code alone."""
Story = Callable[["Room"], Awaitable[None]]


def items(now: datetime) -> list[Item]:
    """Three incidents, twelve cameras, a shift."""
    at = now.isoformat()
    incident: dict[str, Any] = {
        "title": "Ngập", "created_at": at, "state": "new", "severity": 1, "lat": 10.78, "lon": 106.70,
        "reporter_masked": "•••• 000", "history": [{"at": at, "verb": "note", "actor_name": "Hà", "text": "Đã gọi"}],
    }  # fmt: skip
    camera = {"url": "rtsp://127.0.0.1:9/x", "lat": 10.7801, "lon": 106.7001}
    shift = {
        "name": "Ca ngày", "starts_at": at, "ends_at": (now + timedelta(hours=12)).isoformat(),
        "people": [{"id": "ha.le", "name": "Lê Thu Hà"}, {"id": "tuan.pham", "name": "Phạm Quốc Tuấn"}],
    }  # fmt: skip
    found = [Item("incident", name, 1, {**incident, "code": f"SC-{name}"}) for name in ("one", "two", "three")]
    found += [Item("camera", f"cam-{number}", 1, {**camera, "name": f"Cầu {number}"}) for number in range(1, 13)]
    return [*found, Item("shift", "current", 1, shift)]


class Room:
    """One desk, and hands at it."""

    def __init__(self, session: Session, window: DeskWindow) -> None:
        self.session, self.window = session, window
        self._standing: set[asyncio.Task[object]] = set()
        """What runs for as long as the desk is there."""

    async def until(self, test: Callable[[], object], what: str) -> None:
        """Let the program run until `test` passes."""
        try:
            await comes(test, what)
        except AssertionError as error:
            raise AssertionError(f"{error}; the keyboard is at {where(QApplication.focusWidget())}") from error

    async def settle(self) -> None:
        """Let everything be done that waits in the loop."""
        await rests(self._standing)

    def is_busy(self) -> bool:
        """Whether something was begun that has not ended."""
        return bool(asyncio.all_tasks() - self._standing - {asyncio.current_task()})

    async def run(self, name: str, **args: Any) -> object:
        """Run a command to its end."""
        return await self.window.registry.run(name, args)

    async def strike(self, *keys: str) -> None:
        """Strike keys, such as `Ctrl+Return`, one after the other."""
        for written in keys:
            sequence = QKeySequence(written)
            assert not sequence.isEmpty(), written
            combination: Any = sequence[0]  # type: ignore[index]
            await self.press(combination.key(), combination.keyboardModifiers())

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is; shortcuts, if there are any, are looked up by Qt."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        await self.settle()

    async def write(self, text: str) -> None:
        """Strike letters, digits and blanks."""
        for letter in text:
            shift = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key(ord(letter.upper())), shift)
        await self.settle()

    async def acted(self) -> list[str]:
        """The operator's verbs that were saved."""
        return [row.type for row in await self.session.store.outbox()]

    def at_queue(self) -> bool:
        """Whether the rows of the queue have the keyboard."""
        return self.window.desk.queue_panel.table.hasFocus()

    async def sees_desk(self) -> None:
        """The desk is there with its rows, and one of them is chosen."""
        desk = self.window.desk
        await self.until(lambda: len(desk.queue.shown) == 3 and len(desk.cameras.cameras) == 12, "rows and cameras")
        desk.queue.select("one")
        await self.until(lambda: desk.incident.incident is not None, "an incident")
        self.stands()

    def stands(self) -> None:
        """What runs now, runs for as long as the desk is there: nobody waits for its end."""
        self._standing = asyncio.all_tasks()

    async def has_everything(self) -> None:
        """What is made on demand is there as well: each part was opened and closed once, each form is made."""
        for form in (*self.window.overlays.forms.values(), *self.window.rooms.plans.forms.by_command.values()):
            form()
        for part in PARTS:
            await self.run(next(iter(part.commands)))
            assert self.window.overlays.go_back(), part.name
        await self.settle()


def where(part: QWidget | None) -> str:
    """The way to a part, for those who read a failure."""
    way = []
    while part is not None:
        way.append(type(part).__name__)
        part = part.parentWidget()
    return " < ".join(way) or "nobody"


def here() -> QWidget:
    """The part that has the keyboard: somebody always has."""
    part = QApplication.focusWidget()
    assert part is not None, "nobody has the keyboard"
    return part


def seen(part: QWidget | None) -> bool:
    """Whether this part may have the keyboard: it is shown and can be used."""
    return part is not None and part.isVisible() and part.isEnabled()


def at_desk(qapp: QApplication, folder: Path, story: Story, *, signed_in: bool = True) -> None:
    """Tell a story at a desk with somebody at it, or at its start view. The server that one signs in to is played."""

    async def tell() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        _play_server(session)
        session.people.actor = HA if signed_in else None
        cache, _box = session.caches
        await cache.write(lambda db: feeds.apply_page(db, items(datetime.now(UTC)), "c", search_text))
        look = theme.load("dark")
        if theme.current() != look or not qapp.styleSheet():
            theme.apply(qapp, look)
        context = Context(session, Options(), folder, Faults(), Timings(None, 0.0), look)
        context.remember(toured=(HA.id,))  # somebody who knows the desk: no tour comes between a story's steps
        window = DeskWindow(context, lambda _code: None)
        try:
            window.open()
            window.resize(1920, 1080)
            window.activateWindow()
            made = Room(session, window)
            await made.until(window.isActiveWindow, "the window is the active one")
            if signed_in:
                await made.sees_desk()
            else:
                made.stands()
            await story(made)
        finally:
            window.close_all()
            await session.stop()
            window.deleteLater()

    with qt_loop(qapp) as loop:
        loop.run_until_complete(tell())


def _play_server(session: Session) -> None:
    async def sign_in(user: str, password: str, enrolment_code: str = "") -> Actor:
        await asyncio.sleep(0.02)
        if password != PASSWORD:
            raise SignInError("wrong_password")
        if user == NEWCOMER and enrolment_code.upper() != CODE:
            raise SignInError("bad_enrolment_code" if enrolment_code else "device_unknown", device="desk-1")
        session.people.actor = actor = HA.model_copy(update={"id": user})
        return actor

    async def sign_out() -> None:
        session.people.actor = None

    session.sign_in, session.sign_out = sign_in, sign_out  # type: ignore[method-assign]
