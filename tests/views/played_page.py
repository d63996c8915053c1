"""A page of the desk that asks a server which is played, in whatever role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tests.views.desk_room import Room
from widgets.base.labels import PlainLabel

S = TypeVar("S")


def played(desk: Room, server: S, role: str) -> S:
    """Let `server` answer whatever the desk asks from now on, and who sits there have this role."""

    async def call(work: Callable[[Any], Any]) -> Any:
        return work(server)

    desk.session.call = call
    actor = desk.session.people.actor
    assert actor is not None
    desk.session.people.actor = actor.model_copy(update={"role": role})
    return server


def shown(desk: Room, page: str) -> dict[str, Any]:
    """What the desk tells of the page."""
    found: dict[str, Any] = desk.window.state()[page]
    return found


def words(desk: Room, page: str) -> str:
    """All that is to be read on it."""
    board = desk.window.overlays._more[page]
    return " ".join(label.text() for label in board.findChildren(PlainLabel) if label.isVisible())
