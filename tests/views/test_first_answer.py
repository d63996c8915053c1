"""Between the opening of a page and its first answer nobody knows whether it is empty: grey bars stand there, on every
page, and the page is there at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from offline_cache.feeds import Item
from tests.views.desk_room import Room
from tests.views.page_walk import ROLES, back, open_now
from tests.views.seen_desk import at_city
from views.base.commands import CommandRefusedError
from views.workspace.pages import COMMAND_OF_PAGE
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.skeleton import Skeleton

READ = frozenset(
    {"shift-log", "hand-over", "handovers", "measures", "after-action", "layouts", "wall-recorder", "indicators",
     "outbox", "past", "evidence", "audit", "administration"}
)  # fmt: skip
"""Pages that read when they are opened."""
KNOWN = frozenset({"plans", "wall", "alarm-load"})
"""Pages of what is read all the time, and was perhaps not read yet."""

ASKED_FIRST = frozenset({"conflict"})
"""Opens only where there is something to decide, which has to be read before."""
LOOKS_ITSELF = frozenset({"about"})
"""Has something to read at once, and says beside it that this machine is being looked at (tests/views/help)."""

WALL = Item("wall", "phong-truc", 1, {"name": "Phòng trực", "screens": [{"id": "A1", "node": "nut-1"}]})


class HeldBack:
    """Reads and calls wait here until they are let go."""

    def __init__(self, desk: Room) -> None:
        self._gate = asyncio.Event()
        self._gate.set()
        session = desk.session
        for one, name in (
            (session.caches[0], "read"), (session.caches[1], "read"), (session, "call"), (session, "blocking"),
            (session.walls, "recording"),
        ):  # fmt: skip
            setattr(one, name, self._behind(getattr(one, name)))

    def _behind(self, real: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def waits(*said: Any, **more: Any) -> Any:
            await self._gate.wait()
            return await real(*said, **more)

        return waits

    @contextmanager
    def holding(self) -> Iterator[None]:
        self._gate.clear()
        try:
            yield
        finally:
            self._gate.set()


def _in_sight(page: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """Parts of a kind that somebody sees: nothing lies over their middle."""
    window = page.window()
    found = []
    for part in page.findChildren(kind):
        there = window.childAt(part.mapTo(window, part.rect().center()))
        if part.isVisible() and there is not None and (there is part or part.isAncestorOf(there)):
            found.append(part)
    return found


def _has_come(desk: Room, task: asyncio.Task[object]) -> bool:
    return task.done() or open_now(desk.window) is not None


async def _opening(desk: Room, command: str) -> asyncio.Task[object] | None:
    """The command on its way, its page open; None where nobody may, or where it was done at once."""
    officer = desk.session.people.actor
    assert officer is not None
    for role in ROLES:
        desk.session.people.actor = officer.model_copy(update={"role": role})
        task: asyncio.Task[object] = asyncio.create_task(desk.window.registry.run(command))
        await desk.until(partial(_has_come, desk, task), f"{command} opens")
        if not task.done():
            return task
        if task.exception() is None and not _is_for_others(desk):
            break
        await back(desk)
    return None


def _is_for_others(desk: Room) -> bool:
    """Whether the page says that it is for another role: nothing was asked then."""
    now = open_now(desk.window)
    return now is not None and bool(_in_sight(now[1], EmptyState))


def test_what_is_not_read_yet_is_not_called_empty(qapp: QApplication, compiled_words: None, tmp_path: Path) -> None:
    del compiled_words
    waited: set[str] = set()

    async def story(desk: Room) -> None:
        held, officer = HeldBack(desk), desk.session.people.actor
        for name, command in COMMAND_OF_PAGE.items():
            if name in ASKED_FIRST | LOOKS_ITSELF:
                continue
            with held.holding():
                task = await _opening(desk, command)
                page = desk.window.overlays.named(name)
                if task is not None:
                    waited.add(name)
                    assert isinstance(page, DeskPage)
                    assert page.isVisible(), f"{name} is there at once"
                    assert page.is_loading, f"{name} says that it is read"
                    assert _in_sight(page, Skeleton), name
                    assert not _in_sight(page, EmptyState), f"{name} is called empty"
            if task is not None:
                assert isinstance(page, DeskPage)
                await task
                await desk.settle()
                assert not page.is_loading, f"{name} goes on saying that it is read"
                assert not _in_sight(page, Skeleton), name
            desk.session.people.actor = officer
            await back(desk)

    at_city(qapp, tmp_path, (1366, 768), story, more=(WALL,))
    assert waited >= READ, sorted(READ - waited)


def test_what_is_read_all_the_time_waits_as_well(qapp: QApplication, compiled_words: None, tmp_path: Path) -> None:
    del compiled_words

    async def story(desk: Room) -> None:
        rooms = desk.window.rooms
        rooms.plans.known.is_read = False
        rooms.wall.watch.is_read = False
        rooms.alarms.load._ready = False
        for name in KNOWN:
            await desk.run(COMMAND_OF_PAGE[name])
            page = desk.window.overlays.named(name)
            assert isinstance(page, DeskPage)
            assert page.is_loading, name
            assert not _in_sight(page, EmptyState), f"{name} is called empty"
            await back(desk)

    at_city(qapp, tmp_path, (1366, 768), story)


@pytest.mark.parametrize("size", [(1366, 768)])
def test_a_page_that_cannot_be_read_closes_and_keeps_no_bars(
    qapp: QApplication, compiled_words: None, tmp_path: Path, size: tuple[int, int]
) -> None:
    del compiled_words

    async def story(desk: Room) -> None:
        await desk.run("show-indicators")
        page = desk.window.overlays.named("indicators")
        assert isinstance(page, DeskPage)
        page.close()

        async def fails() -> None:
            assert page.is_loading
            raise CommandRefusedError("no_incident")

        with pytest.raises(CommandRefusedError):
            await page.open_with(fails)
        assert page.isHidden()
        assert not page.is_loading

    at_city(qapp, tmp_path, size, story)
