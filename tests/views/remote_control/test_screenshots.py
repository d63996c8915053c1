"""The walk that saves pictures: it waits for what is to be seen, skips what cannot be shown, and ends in time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from views.arguments.incident import AddNote
from views.base.commands import CommandRefusedError, Registry
from views.remote_control.screenshots import Tour


class Shown:
    """A screen in this state; what was run on it."""

    def __init__(self, windows: list[QWidget], **state: Any) -> None:
        self.registry = Registry()
        self.ran: list[str] = []
        self._windows, self._state = windows, state
        for command in self.registry:
            self.registry.bind(command.name, self._runner(command.name))

    def _runner(self, name: str) -> Any:
        def run(_args: object) -> None:
            self.ran.append(name)
            if name == "focus-camera":
                raise CommandRefusedError("no_camera")

        return run

    def state(self) -> dict[str, Any]:
        return self._state

    def windows(self) -> list[QWidget]:
        return self._windows


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to look at it here."""
    whole = asyncio.sleep

    async def soon(_seconds: float) -> None:
        await whole(0)

    monkeypatch.setattr("views.remote_control.screenshots.asyncio.sleep", soon)


def names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.png"))


def windows(qtbot: QtBot, count: int) -> list[QWidget]:
    made = [QWidget() for _number in range(count)]
    for one in made:
        qtbot.addWidget(one)
    return made


def test_a_wall_has_a_picture_of_each_screen(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(windows(qtbot, 2), screen="wall", tiles=[{"state": "live"}])
    asyncio.run(Tour(shown, tmp_path, None).run())
    assert names(tmp_path) == ["01-wall-first", "01-wall-first-screen-2", "02-wall-live", "02-wall-live-screen-2"]
    assert shown.ran == []


def test_the_walk_over_the_desk_goes_on_where_something_cannot_be_shown(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(windows(qtbot, 1), screen="desk", rows=[1], tiles=[{"state": "live"}])
    ran: list[Any] = []
    shown.registry.bind("acknowledge-incident", ran.append)
    shown.registry.bind("add-note", ran.append)
    shown.registry.bind("open-incident", ran.append)
    asyncio.run(Tour(shown, tmp_path, None).run())
    found = names(tmp_path)
    assert {"01-desk-first", "02-desk-live", "03-desk-incident"} <= set(found)
    assert not any("desk-camera" in name for name in found), "what was refused has no picture"
    assert [one.text for one in ran if isinstance(one, AddNote) and one.text] == ["Đã gọi tổ tuần tra, xe đang tới."]


def test_without_a_folder_it_only_waits_for_its_end(qtbot: QtBot) -> None:
    shown = Shown(windows(qtbot, 1), screen="desk", rows=[], tiles=[])
    asyncio.run(Tour(shown, None, 0.01).run())
    assert shown.ran == []
