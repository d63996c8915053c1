"""What the window shows, and so what a key can mean there."""

from __future__ import annotations

from enum import StrEnum


class Page(StrEnum):
    """What the window shows, and so what a key can mean there."""

    START = "start"
    """Before anybody is signed in: the form, or a demo that gets ready."""
    DESK = "desk"
    WORK = "work"
    """A page of the desk is open: keys with Ctrl, Alt or an F are the desk's, all others the page's own."""
    OVERLAY = "overlay"
    """The keyboard is in something that is open over the desk; its keys are its own."""
    LOCK = "lock"
    """Nobody's keys but the lock's own."""


ON_DESK = frozenset({Page.DESK})
ON_PAGES = ON_DESK | {Page.WORK}
ALSO_BEFORE = ON_PAGES | {Page.START}
ALSO_OVER = ON_PAGES | {Page.OVERLAY}
