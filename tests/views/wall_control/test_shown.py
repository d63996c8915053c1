"""What wall control and the strips say of the wall: nothing yet, cut off, unlike the wish, and what is tried out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.base.errors import LinkError
from console.records.models import LinkChannel, LinkState
from tests.views.wall_control.wall_room import WallRoom, at_wall, heard
from views.wall_control.buttons import BUTTONS
from views.wall_control.shown import WallShown
from views.words.sentences import sentence


def shown(wall: WallRoom) -> WallShown:
    return wall.control.shown


def test_before_and_without_a_wall_it_is_said_that_there_is_none(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        shown(wall).refresh(force=True)
        assert wall.panel.is_loading
        assert "There is no wall yet" not in wall.says()
        await wall.room.run("show-wall")
        await wall.room.until(lambda: "There is no wall yet" in wall.says(), "the empty state")
        assert wall.parts.standing.channel() is None
        assert wall.parts.standing.strip(wall.room.now) == ""
        assert shown(wall).state() == {"wall": None}

    at_wall(qapp, tmp_path, story)


def test_the_strips_tell_how_many_screens_are_heard_of_and_how_old_they_are(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        assert wall.parts.standing.channel() == ("Wall –", "ok", "No screen was heard of yet")
        assert wall.parts.standing.strip(wall.room.now) == ""
        as_of = (wall.room.now - timedelta(seconds=14)).isoformat()
        tile = {"place": "0", "type": "camera", "name": "Cầu Bến Đá", "ref": "c1", "state": "live", "as_of": as_of}
        wall.answers = heard(wall, t1={"tiles": [tile]}, t2={"present": False})
        await wall.open()
        channel = wall.parts.standing.channel()
        assert channel is not None
        assert channel[:2] == ("Wall 1/2", "late")
        assert "Cầu Bến Đá" in wall.parts.standing.strip(wall.room.now)
        await wall.change(lease=wall.lease("ha.le", minutes=0.5))
        assert "yours for" in wall.parts.standing.strip(wall.room.now), (
            "the last minute of one's own control goes before"
        )

    at_wall(qapp, tmp_path, story)


def test_why_nobody_can_tell_what_the_wall_shows_is_said(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        wall.answers = LinkError("unreachable")
        await wall.open()
        await wall.room.until(lambda: wall.control.watch.trouble, "the failure")
        assert wall.parts.standing.channel() == ("Wall –", "late", sentence("unreachable"))
        assert sentence("unreachable") in wall.says()
        assert "Not known yet what the wall shows" in wall.says()
        wall.room.link(LinkChannel.ORDERS, LinkState.DOWN)
        shown(wall).refresh()
        assert "this is the wall as it was last known" in wall.says()
        wall.verbs.outcomes.say("Đã gửi")
        assert "Đã gửi" in wall.says(), "what became of the last order is said besides"

    at_wall(qapp, tmp_path, story)


def test_what_is_not_as_wished_and_what_is_tried_out_stand_in_words(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        wall.answers = heard(wall, t2={"blank": True})
        await wall.open()
        await wall.room.until(lambda: wall.control.watch.actual, "the answer")
        told = shown(wall).state()["wall"]
        assert told["differences"] == {"t1": [], "t2": ["not_blank"]}
        assert told["dry"] is None
        await wall.room.run("blank-wall-screen", screen="t1", dry=True)
        assert "Not sent: “Make t1 · Trái black” would change t1 · Trái." in wall.says()
        assert shown(wall).state()["wall"]["dry"]["screens"].keys() == {"t1"}
        await wall.room.run("freeze-wall-screen", screen="t1", on=False, dry=True)
        assert "would change nothing" in wall.says()

    at_wall(qapp, tmp_path, story)


def test_each_list_has_its_rows(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        await wall.change(told=[{
            "revision": 7, "at": wall.room.now.isoformat(), "actor_name": "An", "verb": "wall_show", "screens": ["t1"],
            "before": {"t1": {}},
        }])  # fmt: skip
        rows = {
            "state": ["t1", "t2"],
            "show": ["preset:night", "desk:camera", "desk:cameras", "layout:day:0", "layout:day:1"],
            "changes": ["told:7"],
        }
        for mode, keys in rows.items():
            await wall.room.run("show-wall", mode=mode)
            assert wall.panel.keys() == keys
        await wall.room.run("show-wall", mode="advice")
        advice = wall.panel.keys()
        assert "attention" in advice

    at_wall(qapp, tmp_path, story)


def test_a_button_that_cannot_be_pressed_says_why(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        await wall.change(lease=wall.lease("an", "An"))
        buttons = {name: wall.panel._buttons[name] for name, _key in BUTTONS}
        assert not buttons["take-wall"].isEnabled()
        assert sentence("wall_held") in buttons["take-wall"].toolTip()
        assert buttons["take-over-wall"].isEnabled()
        await wall.change()
        assert buttons["take-wall"].isEnabled()
        assert not buttons["next-wall"].isEnabled(), "there is but one"

    at_wall(qapp, tmp_path, story)
