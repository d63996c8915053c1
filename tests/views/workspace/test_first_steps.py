"""The first minute: the page opens once and only where somebody sits there, and the switch says what it did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.demo import Demo
from tests.views.desk_room import Room, at_desk
from views.base.commands import CommandRefusedError


def _steps(desk: Room) -> Any:
    return next(one for one in desk.window.rooms.workspace._parts if type(one).__name__ == "FirstStepsPresenter")


def test_a_real_city_cannot_be_cut_off(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _steps(desk).start()
        assert not _steps(desk).page.isVisible()
        with pytest.raises(CommandRefusedError, match="not_demo"):
            await desk.run("cut-network")

    at_desk(qapp, tmp_path, story)


def test_the_page_opens_once_and_the_switch_says_what_it_did(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        context = desk.window._context
        demo = context.demo = Demo(tmp_path / "city")
        told: list[bool] = []

        def cut(*, on: bool) -> bool:
            told.append(on)
            demo.is_cut = on
            return True

        demo.cut = cut  # type: ignore[method-assign]
        steps = _steps(desk)
        steps.start()
        assert steps.page.isVisible()
        desk.window.overlays.close_all()
        steps.start()
        assert not steps.page.isVisible(), "once is enough"
        await desk.run("show-first-steps")
        steps.page.pressed.emit("cut-network")
        await desk.settle()
        assert (told, steps.state()) == ([True], {"network_cut": True})
        assert steps.page.isVisible(), "the switch stays at hand"
        await desk.run("cut-network")
        assert told == [True, False]
        codes = [one.code for one in desk.session.notices.recent]
        assert codes[-2:] == ["network_cut", "network_joined"]
        steps.page.pressed.emit("show-plans")
        await desk.settle()
        assert desk.window.overlays.open_name() == "plans"

    at_desk(qapp, tmp_path, story)
