"""What a wall's screen says besides its tiles: whose it is, what is old or dark, cut off, wrong, or asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from console.plans.in_force import InForce
from console.records.models import LinkChannel, LinkState, StreamState
from console.walls.node import ShownScreen
from console.walls.report import Reporter
from tests.views.cache_room import words
from tests.views.desk_room import HA
from tests.views.wall_node.wall_screens import WallScreens, on_wall, spec, text
from views.wall_node.signs import WallSigns
from views.wall_node.wish import Wished
from views.words.sentences import sentence
from widgets.base.formats import clock_text


def signs(wall: WallScreens, reporter: SimpleNamespace | None = None) -> WallSigns:
    """Of a node whose reports arrive, unless told otherwise."""
    silent = SimpleNamespace(cut_off_since=None)
    return WallSigns(wall.room.context, wall.screens, cast("Reporter", reporter or silent))


def strip(wall: WallScreens, made: WallSigns, *, leaving: bool = False) -> str:
    """What stands on the strip of the first screen, after a second's tick."""
    made.tick(wall.room.now, leaving=leaving)
    return words(wall.window().strip)


def test_the_strip_tells_the_centre_the_oldest_and_how_the_cameras_go(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.room.session.people.actor = HA.model_copy(update={"centre": "Sông Mây"})
        for key in ("k1", "k2"):
            await wall.stage.camera(key, key)
        tiles = [{"type": "camera", "camera": key} for key in ("k1", "k2")]
        wall.show(wall.shown(spec(*tiles)))
        await wall.room.until(lambda: len(wall.stage.streams.all()) == 2, "the cameras")
        made = signs(wall)
        for states, said in (
            ((StreamState.CONNECTING, StreamState.LIVE), "Cameras being opened: 1"),
            ((StreamState.LIVE, StreamState.LIVE), "All cameras live"),
            ((StreamState.CONNECTING, StreamState.SIGN_IN_FAILED), "Cameras not live: 1"),
        ):  # fmt: skip
            for key, state in zip(("k1", "k2"), states, strict=True):
                wall.stage.stream(key, state)
            assert f"Sông Mây · {said}" in strip(wall, made)
        wall.window().content.bindings[0].as_of = wall.room.now - timedelta(seconds=42)
        assert "Oldest tile 42" in strip(wall, made)
        assert clock_text(wall.room.now) in strip(wall, made)
        assert "Esc once more closes the wall" in strip(wall, made, leaving=True)

    on_wall(qapp, tmp_path, story)


def test_a_node_that_is_cut_off_says_since_when_in_its_corner(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")))
        reports = wall.room.now - timedelta(minutes=3)
        made = signs(wall, SimpleNamespace(cut_off_since=reports))
        strip(wall, made)
        assert wall.window().corner.text() == "", "a layout alone reports to nobody"
        made.wished = Wished(wall="w", node="n")
        strip(wall, made)
        assert wall.window().corner.text() == f"Cut off since {clock_text(reports)}"
        for channel in (LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS):
            wall.room.link(channel, LinkState.DOWN)
        assert made.cut_off_since() == reports, "the earlier of both"
        strip(wall, signs(wall))
        assert wall.window().corner.text() == f"Cut off since {clock_text(wall.room.now)}", (
            "the links alone tell it too"
        )

    on_wall(qapp, tmp_path, story)


def test_what_is_wrong_is_said_the_gravest_first(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca"), trouble="layout_missing", facts=(("layout", "day"),)))
        made = signs(wall)
        missing = sentence("layout_missing", {"layout": "day"})
        made.notice, made.fault = "Bão số 5", "Lỗi"
        assert " · ".join(("Bão số 5", missing, "Lỗi")) in strip(wall, made)
        assert made.trouble() == f"Trái: {missing}"
        made.wished = Wished(trouble="wall_missing", facts=(("wall", "Phòng trực"),))
        assert made.trouble() == sentence("wall_missing", {"wall": "Phòng trực"})
        made.refused = "Thẻ hết hạn"
        assert strip(wall, made).startswith("Thẻ hết hạn"), "a long line is cut at its end"
        assert made.trouble() == "Thẻ hết hạn"

    on_wall(qapp, tmp_path, story)


def test_screens_show_their_ids_while_somebody_asks_and_in_a_drill_all_say_so(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")))
        made = signs(wall)
        made.wished = Wished(identify_until=wall.room.now + timedelta(seconds=10))
        made.drill = True
        strip(wall, made)
        assert wall.window().identity.isVisible()
        assert "t1" in wall.window().identity.accessibleName()
        wall.room.now += timedelta(seconds=10)
        made.drill = False
        strip(wall, made)
        assert not wall.window().identity.isVisible()
        wall.show(replace(wall.shown(text("Rỗi")), spare=True))
        made.wished = Wished(identify_until=wall.room.now + timedelta(seconds=10))
        strip(wall, made)
        assert not wall.window().identity.isVisible(), "it is no screen of the wall"

    on_wall(qapp, tmp_path, story)


@pytest.mark.parametrize(
    ("screen", "wished", "said"),
    [
        (ShownScreen("t1", "Trái"), Wished(), "Trái: nothing is wished here yet"),
        (ShownScreen("t1"), Wished(), "t1: nothing is wished here yet"),
        (ShownScreen("~HDMI-2", "HDMI-2", spare=True), Wished(), "HDMI-2 is no screen of this wall"),
        (ShownScreen("t1"), Wished(trouble="wall_missing", facts=(("wall", "w"),)), None),
    ],
)
def test_a_calm_screen_says_why_it_is_empty(
    qapp: QApplication, tmp_path: Path, screen: ShownScreen, wished: Wished, said: str | None
) -> None:
    async def story(wall: WallScreens) -> None:
        made = signs(wall)
        made.wished = wished
        assert made.calm(screen) == (said or sentence("wall_missing", {"wall": "w"}))

    on_wall(qapp, tmp_path, story)


def test_every_screen_shows_the_gravest_level_in_force(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")))
        made = signs(wall)
        await wall.room.write("notice", "a", text="Mưa lớn", level=2)
        await made.read()
        strip(wall, made)
        mark = wall.window().level
        assert (mark.shown, mark.isVisible()) == (InForce(2, "Mưa lớn"), True)
        since = wall.room.now.isoformat()
        facts = {"plan_id": "lu", "plan_name": "Ứng phó lũ", "level": 3, "activated_at": since}
        await wall.room.write("activation", "run", **facts)
        await made.read()
        assert "Ứng phó lũ" in strip(wall, made)
        assert mark.accessibleName() == "3 · Ứng phó lũ"
        await wall.room.write("activation", "run", **facts, ended_at=since)
        await made.read()
        assert "Mưa lớn" in strip(wall, made)
        assert made.level == InForce(2, "Mưa lớn")

    on_wall(qapp, tmp_path, story)
