"""The windows of a wall over a real cache, on the one monitor that is drawn into memory; here it has a name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from console.walls.node import ShownScreen
from contract.layouts import ScreenSpec
from tests.views.stage_room import StageRoom, on_stage
from views.program.command_line import Options
from views.wall_node.frozen import FrozenPictures
from views.wall_node.screens import Screens
from views.wall_node.window import WallWindow

Told = Callable[["WallScreens"], Awaitable[None]]
MONITOR = "HDMI-1"


def spec(*tiles: dict[str, Any], cols: int = 1) -> ScreenSpec:
    """One row of tiles."""
    placed = [{"row": 0, "col": place, **tile} for place, tile in enumerate(tiles)]
    return ScreenSpec.model_validate({"rows": 1, "cols": max(cols, len(tiles)), "tiles": placed})


def text(words: str) -> ScreenSpec:
    """A screen that says this."""
    return spec({"type": "text", "text": words})


class WallScreens:
    """`escapes`, `moves` and `changes` count what the windows tell."""

    def __init__(self, stage: StageRoom) -> None:
        self.stage, self.room = stage, stage.room
        self.escapes = self.moves = self.changes = 0
        frozen = FrozenPictures(stage.room.folder / "frozen")
        self.screens = Screens(
            stage.stage, frozen, escape=self._escape, moved=self._moved, changed=self._changed
        )  # fmt: skip
        stage.room.ends.append(self.screens.close)

    def _escape(self) -> None:
        self.escapes += 1

    def _moved(self) -> None:
        self.moves += 1

    def _changed(self) -> None:
        self.changes += 1

    def shown(self, *parts: ScreenSpec, **facts: Any) -> ShownScreen:
        """What the first screen is to show, on the monitor that is there."""
        return replace(ShownScreen("t1", "Trái", "#1", MONITOR, parts), **facts)

    def show(self, *screens: ShownScreen) -> None:
        """The wall is wished so from now on."""
        self.screens.apply(screens, lambda one: f"calm {one.id}")

    def window(self, screen: str = "t1") -> WallWindow:
        """The window of this screen."""
        return next(slot.window for slot in self.screens.slots() if slot.shown.id == screen)


def on_wall(qapp: QApplication, folder: Path, story: Told, options: Options | None = None) -> None:
    """Tell a story of a wall's windows."""

    async def told(stage: StageRoom) -> None:
        await story(WallScreens(stage))

    here = {MONITOR: QGuiApplication.primaryScreen()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("views.wall_node.screens._screen_named", here.get)
        on_stage(qapp, folder, told, options)
