"""The wall in small: what stands in place of a picture, what differs, and what a change would bring."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.records.wall import Actual
from tests.views.wall_control.wall_room import WALL, WallRoom, at_wall, heard
from views.wall_control.view import mini_screens
from widgets.walls.paint import MiniScreen


def minis(wall: WallRoom) -> tuple[MiniScreen, MiniScreen]:
    """Both screens, as of now."""
    watch = wall.control.watch
    assert watch.wall is not None
    one, other = mini_screens(watch.wall, watch, wall.verbs.change, wall.room.now)
    return one, other


def test_a_screen_is_told_by_its_tiles_until_there_is_a_still(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        one, other = minis(wall)
        assert (one.title, [tile.words for tile in one.tiles]) == ("t1 · Trái", ["Cầu Bến Đá"])
        assert [tile.words for tile in other.tiles] == ["Trực ca"]
        assert (one.still, one.foot, one.middle) == (None, "", "")
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        wall.control.watch.stills["t1"] = (image, wall.room.now - timedelta(seconds=5))
        one, other = minis(wall)
        assert one.still is image
        assert "5" in one.foot
        assert other.still is None

    at_wall(qapp, tmp_path, story)


@pytest.mark.parametrize(
    ("said", "middle"),
    [({"present": False}, "Its monitor is not plugged in"), ({"id": "t9"}, "Nothing heard of it yet")],
)
def test_what_hides_the_picture_is_said_in_its_middle(
    qapp: QApplication, tmp_path: Path, said: dict[str, object], middle: str
) -> None:
    async def story(wall: WallRoom) -> None:
        wall.answers = heard(wall, t1=said)
        await wall.open()
        await wall.room.until(lambda: wall.control.watch.actual, "the answer")
        one, other = minis(wall)
        assert (one.middle, one.calm) == (middle, False)
        assert (other.middle, other.calm) == ("", True)

    at_wall(qapp, tmp_path, story)


def test_black_by_order_is_calm_and_a_node_that_is_cut_off_is_not(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        wall.answers = heard(wall, t1={"blank": True})
        await wall.open()
        await wall.change(desired={**WALL["desired"], "t1": {"blank": True}})
        one, _other = minis(wall)
        assert (one.middle, one.calm, one.marks) == ("Black", True, ())
        answer = wall.answers.model_dump(mode="json")
        answer["nodes"][0]["cut_off"] = True
        wall.control.watch.actual = Actual.model_validate(answer)
        one, other = minis(wall)
        assert one.middle.startswith("Cut off since ")
        assert other.middle == one.middle
        assert not other.calm

    at_wall(qapp, tmp_path, story)


def test_a_change_shows_what_it_would_bring_and_only_there(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        await wall.room.run("push-to-wall", row="layout:day:1", screen="t1", dry=True)
        one, other = minis(wall)
        assert one.would == "→ Ban ngày, screen 2"
        assert [tile.words for tile in one.tiles] == ["Trực ca"]
        assert other.would == ""
        wall.verbs.leave()
        assert minis(wall)[0].would == ""

    at_wall(qapp, tmp_path, story)


def test_a_change_that_is_not_applied_is_marked_after_a_moment(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        wall.answers = heard(wall)
        await wall.open()
        await wall.room.until(lambda: wall.control.watch.actual, "the answer")
        at = wall.room.now
        await wall.change(told=[{"revision": 8, "at": at.isoformat(), "verb": "wall_show", "screens": ["t2"]}])
        assert minis(wall)[1].marks == (), "it is on its way"
        wall.room.now += timedelta(seconds=10)
        assert [text.startswith("not applied since") for text, _tone in minis(wall)[1].marks] == [True]
        assert minis(wall)[0].marks == ()

    at_wall(qapp, tmp_path, story)
