"""The room of the desk's benchmark: a whole desk over the sample city with very many open incidents, no server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from offline_cache.feeds import Item
from tests.bench.queue_room import OPEN, load
from tests.harness.waiting import comes
from tests.views.desk_room import Room
from tests.views.page_walk import NO_PAGES, back, open_now
from views.base.page import Page
from views.remote_control.keyboard import strike

LIMIT_S = 10.0
QUIET_TURNS = 20
"""So many turns of the loop nothing is done that a key began: it opens nothing."""


@dataclass(frozen=True)
class Keyed:
    """A key that opens a page."""

    command: str
    key: str
    page: str


class Painted(QObject):
    """Tells when a part was painted once more, with all that stands in it."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = part
        self._waiting: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        part.installEventFilter(self)

    async def after(self) -> float:
        """The moment (perf_counter) at which that paint is done."""
        self._part.update()
        try:
            return await asyncio.wait_for(self._waiting, LIMIT_S)
        finally:
            self._part.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A timer without delay comes behind the whole paint."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._done)
        return False

    def _done(self) -> None:
        if not self._waiting.done():
            self._waiting.set_result(time.perf_counter())


def incidents() -> tuple[Item, ...]:
    """All that are open."""
    return tuple(Item("incident", key, 1, data) for key, data in load(OPEN))


class Hand:
    """An operator's at the keys of a full desk: each time at another incident, for keys of verbs change what they are
    struck for."""

    def __init__(self, desk: Room) -> None:
        self._desk = desk
        self._fresh: Iterator[str] = iter(())

    async def sees_all(self) -> None:
        """Every row is there, and all that waits is done."""
        queue = self._desk.window.desk.queue
        await comes(lambda: len(queue.shown) >= OPEN and not queue.open.warm(1), "every row", 120)
        self._fresh = iter([one.id for one in queue.shown if one.state == "new"])

    async def at_queue(self) -> None:
        """Nothing is open, another incident is chosen, and the keyboard is where an operator's mostly is."""
        await back(self._desk)
        place, key = self._desk.window.desk, next(self._fresh)
        place.queue.select(key)
        place.queue_panel.rows.take_keyboard()
        await self._desk.settle()
        await comes(lambda: place.incident.incident is not None and place.incident.incident.id == key, "its details")

    async def keyed(self) -> AsyncIterator[tuple[Keyed, float]]:
        """Every key that opens something, found by striking all, with the milliseconds of this first time."""
        seen: set[str] = set()
        for command in [*self._desk.window.registry]:
            if command.name in NO_PAGES or not command.keys or Page.DESK not in command.scope:
                continue
            await self.at_queue()
            taken = await self.opened(command.key)
            found = open_now(self._desk.window)
            if taken is not None and found is not None and found[0] not in seen:
                seen.add(found[0])
                yield Keyed(command.name, command.key, found[0]), taken
        await back(self._desk)

    async def opened(self, key: str) -> float | None:
        """Strike the key; milliseconds until what it opens is painted, None where it opens nothing."""
        began = time.perf_counter()
        strike(self._desk.window, key)
        quiet = 0
        while quiet < QUIET_TURNS and time.perf_counter() - began < LIMIT_S:
            found = open_now(self._desk.window)
            if found is not None:
                return (await Painted(found[1]).after() - began) * 1000
            await asyncio.sleep(0)
            quiet = 0 if self._desk.is_busy() else quiet + 1
        return None

    async def bare(self) -> float:
        """Milliseconds until an empty page is painted in the same window: what no page can be faster than."""
        window = self._desk.window
        page = QWidget(window)
        page.setAutoFillBackground(True)
        page.setGeometry(window.rect())
        began = time.perf_counter()
        page.show()
        taken = (await Painted(page).after() - began) * 1000
        page.hide()
        page.deleteLater()
        await self._desk.settle()
        return taken
