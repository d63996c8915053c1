"""The part of the tour that opens everything that a command opens: by the list of commands, none is named here."""

from __future__ import annotations

from typing import Any

from tests.journeys.driver import Driver, RefusedError
from tests.tour.stage import Stage, at_work, with_steps
from tests.views.page_walk import NO_PAGES
from views.arguments.reading import arguments_of
from views.base.command_list import COMMANDS, Command

ROLES = ("an.nguyen", "quan.tri")
"""A duty officer, and an administrator for what is theirs alone."""


def walk(stage: Stage) -> None:
    """Each page once, by whoever may open it."""
    seen: set[str] = set()
    for user in ROLES:
        with stage.desk(user, user) as console:
            console.until(at_work, 60, "a desk")
            for command in COMMANDS:
                if command.name not in NO_PAGES and not _is_told(command):
                    _open(stage, console, command.name, seen)


def _is_told(command: Command) -> bool:
    return any(one.is_needed for one in arguments_of(command.arguments).values())


def _open(stage: Stage, console: Driver, command: str, seen: set[str]) -> None:
    state = console.state()
    if not state.get("selected"):
        console.do("select-incident", incident=with_steps(console))
    try:
        console.do(command)
    except RefusedError:
        return  # off for this person, or now: the other walks show it where it is on
    name = shown(console.state())
    if name and name not in seen:
        seen.add(name)
        stage.take(console, f"page-{name}", 0.8)
    for _over in range(4):
        if not shown(console.state()):
            break
        console.do("go-back")


def shown(state: dict[str, Any]) -> str:
    """What lies over the desk; empty where nothing does."""
    return str(state.get("overlay") or "")
