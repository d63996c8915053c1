"""What the control channel may ask for: commands, state, pictures, figures, keys; and what a second start may."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from views.arguments.incident import AddNote
from views.base.commands import CommandRefusedError, Registry
from views.remote_control.pulse import Pulse
from views.remote_control.remote import Remote


class Screen:
    """Two windows with a registry, and what was asked of them."""

    def __init__(self) -> None:
        self.registry = Registry()
        self.shown = [QWidget(), QWidget()]
        self.raised = 0
        self.figures: list[bool] = []

    def state(self) -> dict[str, Any]:
        return {"screen": "desk"}

    def row_version(self, incident_id: str) -> int | None:
        return 7 if incident_id == "one" else None

    def windows(self) -> list[QWidget]:
        return self.shown

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        self.figures.append(reset)
        return {"painted": 1}

    def raise_up(self) -> None:
        self.raised += 1


class Beat:
    """A pulse that says how often it was reset."""

    resets = 0

    def report(self) -> dict[str, Any]:
        return {"max_ms": 3.0}

    def reset(self) -> None:
        self.resets += 1


def made(qtbot: QtBot) -> tuple[Remote, Screen, list[int], Beat]:
    screen, ended, beat = Screen(), list[int](), Beat()
    for window in screen.shown:
        qtbot.addWidget(window)
        window.resize(64, 48)
    return Remote(screen, cast("Pulse", beat), ended.append), screen, ended, beat


def asked(remote: Remote, name: str, **args: Any) -> Any:
    return asyncio.run(cast("Any", remote.obey(name, args)))


def test_a_command_runs_as_declared_and_a_wrong_one_is_refused(qtbot: QtBot) -> None:
    remote, screen, _ended, _beat = made(qtbot)
    screen.registry.bind("add-note", lambda note: {"heard": cast("AddNote", note).text})
    assert asked(remote, "add-note", incident="one", text="Đã gọi") == {"heard": "Đã gọi"}
    for name, args in (("fly", {}), ("add-note", {"text": 7}), ("show-row", {}), ("press", {"keys": 7})):
        with pytest.raises(CommandRefusedError):
            asked(remote, name, **args)


def test_it_tells_state_rows_and_figures_and_begins_them_anew_where_that_is_said(qtbot: QtBot) -> None:
    remote, screen, ended, beat = made(qtbot)
    assert asked(remote, "show-state") == {"screen": "desk"}
    assert (asked(remote, "show-row", incident="one"), asked(remote, "show-row", incident="x")) == (7, None)
    assert asked(remote, "loop-gap") == {"max_ms": 3.0}
    assert beat.resets == 0
    asked(remote, "loop-gap", reset=True)
    assert beat.resets == 1
    asked(remote, "video-figures", reset=True)
    assert screen.figures == [True]
    assert asked(remote, "quit") is True
    assert ended == [0]


def test_every_window_has_its_picture_and_where_none_can_be_written_it_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    remote, _screen, _ended, _beat = made(qtbot)
    places = asked(remote, "screenshot", path=str(tmp_path / "x.png"))
    assert places == [str(tmp_path / "x.png"), str(tmp_path / "x-2.png")]
    assert [QImage(place).width() for place in places] == [64, 64]
    with pytest.raises(CommandRefusedError, match="bad_luck"):
        asked(remote, "screenshot", path=str(tmp_path / "no" / "x.png"))


def test_a_second_start_can_raise_the_window_and_nothing_else(qtbot: QtBot) -> None:
    remote, screen, ended, _beat = made(qtbot)
    assert asyncio.run(cast("Any", remote.raise_only("raise", {}))) is True
    assert screen.raised == 1
    for name in ("quit", "show-state", "screenshot", "add-note"):
        with pytest.raises(CommandRefusedError, match="unknown_command"):
            asyncio.run(cast("Any", remote.raise_only(name, {})))
    assert ended == []
