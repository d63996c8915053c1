"""What stands beside the wall in small, as rows: its state, what may be put on, what was changed, or advice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from console.records.wall import Wall
from views.wall_control.advice import advice_lines
from views.wall_control.change_list import change_lines
from views.wall_control.desk_shows import DeskShows
from views.wall_control.show_list import show_lines
from views.wall_control.state_list import state_lines
from views.wall_control.watch import WallWatch
from widgets.base.grouped_list import Line


class WallLists:
    """One list for each mode of wall control; `desk()` is what the desk shows."""

    def __init__(self, watch: WallWatch, desk: Callable[[], DeskShows]) -> None:
        self._watch, self._desk = watch, desk

    def of(self, mode: str, wall: Wall, now: datetime) -> list[Line]:
        """The rows of this mode."""
        if mode == "show":
            return show_lines(wall, self._watch, self._desk())
        if mode == "changes":
            return change_lines(wall, now)
        if mode == "advice":
            return advice_lines(wall, self._watch)
        return state_lines(wall, self._watch, now)
