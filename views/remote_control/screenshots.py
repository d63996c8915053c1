"""Runs a number of seconds and saves pictures of the screens and states on the way, named by what they show."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from console.base.errors import IocError
from views.base.commands import CommandRefusedError, Registry
from views.remote_control.pictures import saved

_log = logging.getLogger(__name__)
WAIT_S = 90.0
STEP_S = 1.2


class Shown(Protocol):
    """A screen that pictures can be taken of."""

    registry: Registry

    def state(self) -> dict[str, Any]:
        """What is on screen."""

    def windows(self) -> list[QWidget]:
        """Its windows."""


class Tour:
    """One walk. It waits for pictures of cameras, but never longer than the seconds that it was given."""

    def __init__(self, screen: Shown, folder: Path | None, seconds: float | None) -> None:
        self._screen = screen
        self._folder = folder
        self._end = time.monotonic() + (seconds if seconds is not None else WAIT_S)
        self._timed = seconds is not None
        self._number = 0

    async def run(self) -> None:
        """Walk, then wait for the end."""
        if self._folder is not None:
            await self._walk()
        if self._timed:
            await asyncio.sleep(max(0.0, self._end - time.monotonic()))

    async def _walk(self) -> None:
        await asyncio.sleep(1.0)
        state = self._screen.state()
        self._save(f"{state['screen']}-first")
        if state["screen"] == "wall":
            await self._until(_all_live, 30.0)
            self._save("wall-live")
            return
        await self._until(lambda now: now["screen"] == "desk" and bool(now["rows"]), WAIT_S)
        await self._until(_all_live, 15.0)
        self._save("desk-live")
        await self._desk()

    async def _desk(self) -> None:
        await self._show("desk-incident", "open-incident")
        await self._show("desk-camera", "focus-camera")
        await self._run("go-back")
        await self._run("go-back")
        await self._show("palette", "open-palette")
        await self._run("go-back")
        await self._show("keys", "show-keys")
        await self._run("go-back")
        await self._run("acknowledge-incident")
        await self._run("add-note", {"text": "Đã gọi tổ tuần tra, xe đang tới."})
        await self._show("desk-acted", "open-incident")
        await self._run("go-back")
        for form in ("add-note", "assign-incident", "escalate-incident", "resolve-incident"):
            await self._show(f"form-{form}", form)
            await self._run("go-back")
        for name, command in (("outbox", "show-outbox"), ("conflict", "decide-conflict"), ("missed", "show-catch-up")):
            await self._show(name, command)
            await self._run("go-back")
        await self._show("desk-filter-overdue", "filter-overdue")
        await self._run("filter-all")
        await self._show("desk-search", "search-incidents", {"text": "ngap"})
        await self._run("search-incidents", {"text": ""})
        await self._show("desk-4x4", "grid-4x4", pause_s=5.0)
        await self._run("grid-3x3")
        await self._show("desk-light", "toggle-theme")
        await self._run("toggle-theme")

    async def _show(self, name: str, command: str, args: dict[str, Any] | None = None, pause_s: float = STEP_S) -> None:
        if self._timed and time.monotonic() > self._end:
            return
        if await self._run(command, args or {}):
            await asyncio.sleep(pause_s)
            self._save(name)

    async def _run(self, command: str, args: dict[str, Any] | None = None) -> bool:
        try:
            await self._screen.registry.run(command, args or {})
        except (CommandRefusedError, IocError) as error:
            _log.info("the tour skips %s: %s", command, error.code)
            return False
        await asyncio.sleep(0.1)
        return True

    async def _until(self, test: Callable[[dict[str, Any]], bool], limit_s: float) -> None:
        end = min(self._end - 1.0, time.monotonic() + limit_s)
        while time.monotonic() < end and not test(self._screen.state()):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.25)

    def _save(self, name: str) -> None:
        if self._folder is None:
            return
        self._number += 1
        for place, window in enumerate(self._screen.windows()):
            screen = f"-screen-{place + 1}" if place else ""
            path = self._folder / f"{self._number:02d}-{name}{screen}.png"
            if not saved(window, path):
                _log.warning("no picture at %s", path)


def _all_live(state: dict[str, Any]) -> bool:
    tiles = state.get("tiles", [])
    return bool(tiles) and all(tile["state"] == "live" for tile in tiles)
