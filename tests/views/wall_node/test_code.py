"""A wall that waits to be let in: its first screen shows the code, the others name it, and nothing of it stays."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from console.base.errors import IocError, LinkError, SignInError
from console.base.server_time import boot_s
from console.people.wall_code import Shown
from console.walls.report import Reporter
from tests.views.wall_node.wall_screens import WallScreens, on_wall, text
from views.program.command_line import Options
from views.wall_node.entry import REFUSED_RETRY_S, RETRY_S, WallEntry
from views.wall_node.signs import WallSigns

CODE = Shown("WDJB-MJHT", "https://id.city.vn/device", boot_s() + 590)


def test_the_code_lies_over_the_first_screen_until_the_wall_is_in(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")), wall.shown(text("Camera"), id="t2"))
        made = WallSigns(wall.room.context, wall.screens, cast("Reporter", SimpleNamespace(cut_off_since=None)))
        made.code = CODE
        made.tick(wall.room.now, leaving=False)
        first, second = wall.window("t1"), wall.window("t2")
        for said in ("WDJB-MJHT", "https://id.city.vn/device", "hall/left", "good for"):
            assert said in first.let_in.text()
        assert second.let_in.text() == ""
        first.resize(1600, 900)
        assert first.let_in.geometry().bottom() < first.strip.geometry().top(), "the strip below stays readable"
        made.code = None
        made.tick(wall.room.now, leaving=False)
        assert first.let_in.text() == ""

    on_wall(qapp, tmp_path, story, Options(wall="hall", node="left"))


@pytest.mark.parametrize(
    ("error", "wait_s", "said"),
    [
        (LinkError("unreachable"), RETRY_S, "does not answer"),
        (SignInError("code_expired"), RETRY_S, ""),
        (SignInError("not_a_wall"), REFUSED_RETRY_S, "may not bring up walls"),
        (SignInError("code_unsupported"), REFUSED_RETRY_S, "IT staff for a token"),
        (SignInError("unknown_wall"), REFUSED_RETRY_S, "no wall or PC of this name"),
    ],
    ids=lambda one: getattr(one, "code", ""),
)
def test_what_keeps_a_wall_out_stands_on_it_until_the_next_try(error: IocError, wait_s: float, said: str) -> None:
    class Refusing:
        """Stands in for the way in by code."""

        shown = None

        async def come_in(self, wall: str, node: str) -> None:
            assert (wall, node) == ("hall", "left")
            raise error

    options = SimpleNamespace(token_file=None, wall="hall", node="left")
    entry = WallEntry(SimpleNamespace(session=SimpleNamespace(actor=None), options=options))  # type: ignore[arg-type]
    entry._by_code = Refusing()  # type: ignore[assignment]
    assert asyncio.run(entry._let_in()) == wait_s
    assert said in entry.refused
    assert bool(entry.refused) == bool(said)
