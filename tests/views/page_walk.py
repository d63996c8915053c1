"""Through everything that a command opens: the pages are found by the registry, none is named here.

So a page that is added is walked from its first day.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from console.base.errors import IocError
from console.records.models import Actor
from tests.views.desk_room import Room
from views.base.commands import CommandRefusedError
from views.shell.desk_window import DeskWindow
from widgets.base.empty_state import EmptyState
from widgets.base.overlay import top_overlay

NO_PAGES = frozenset(
    {"lock-desk", "toggle-theme", "toggle-contrast", "quit", "sign-out", "go-back", "show-desk", "page-back",
     "page-forward", "fold-queue", "save-still", "save-clip"}
)  # fmt: skip
"""What ends the walk, leads to where it was, changes the look of all that follows, or waits for a picture that no
camera sends here."""
LONGEST_S = 60.0
ROLES = ("duty_officer", "admin")
"""Whoever may: some pages are for one of them alone."""


@dataclass(frozen=True)
class Opened:
    """What a command opened: its name for those who look from outside, and the part itself."""

    command: str
    name: str
    page: QWidget


def open_now(window: DeskWindow) -> tuple[str, QWidget] | None:
    """What lies over the desk now, and its name; None where the desk itself is seen."""
    top = top_overlay(window)
    if top is None:
        return None
    return next((name for name, one in _by_name(window).items() if one is top), type(top).__name__), top


def _by_name(window: DeskWindow) -> Mapping[str, QWidget]:
    """Everything that opens, by the name under which those who look from outside know it."""
    named: Mapping[str, QWidget] = window.overlays.by_name()
    return named


async def pages(desk: Room, only: Collection[str] = ()) -> AsyncIterator[Opened]:
    """Run one command after the other as they are bound; each page once, and it is closed afterwards. `only`: those
    commands alone, where it is known which of them open something."""
    window = desk.window
    seen: set[str] = set()
    officer = desk.session.people.actor
    assert officer is not None
    names = [one.name for one in window.registry if one.name not in NO_PAGES]
    for command in [one for one in names if not only or one in only]:
        await _run(desk, command, officer)
        opened = open_now(window)
        if opened is not None and opened[0] not in seen:
            seen.add(opened[0])
            yield Opened(command, *opened)
        desk.session.people.actor = officer
        await back(desk)


async def back(desk: Room) -> None:
    """Until the desk is there again, with an incident chosen. A menu has the keyboard for itself until it is closed."""
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    for _again in range(6):
        if open_now(desk.window) is None:
            break
        await desk.run("go-back")
        await desk.settle()
    assert open_now(desk.window) is None, f"{open_now(desk.window)} does not close"
    queue = desk.window.desk.queue
    if desk.window.desk.incident.incident is None and queue.shown:
        queue.select(queue.shown[0].id)
        await desk.settle()


async def _run(desk: Room, command: str, officer: Actor) -> None:
    """As an officer, and where they may not, as somebody who may; what is off for both opens nothing."""
    for role in ROLES:
        desk.session.people.actor = officer.model_copy(update={"role": role})
        try:
            await asyncio.wait_for(desk.window.registry.run(command), LONGEST_S)
        except (CommandRefusedError, IocError):
            continue
        except TimeoutError as error:
            raise AssertionError(f"{command} does not end") from error
        await desk.settle()
        if not _is_empty(open_now(desk.window)):
            return


def _is_empty(opened: tuple[str, QWidget] | None) -> bool:
    """Whether it says why nothing is there: perhaps it is for another role."""
    return opened is not None and any(one.isVisible() for one in opened[1].findChildren(EmptyState))
