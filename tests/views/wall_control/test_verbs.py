"""What an order to the wall is: tried out first and sent as it was seen, and refused with a reason where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.wall_control.wall_room import WallRoom, at_wall
from views.base.commands import CommandRefusedError
from views.wall_control.verbs import CHANGES


def test_what_is_tried_out_is_not_sent_and_is_sent_as_it_was_tried(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        would = await wall.room.run("push-to-wall", row="layout:day:0", screen="t2", dry=True)
        assert would == {"screens": {"t2": {"layout": "day", "index": 0}}}
        assert wall.verbs.change is not None
        assert wall.verbs.change.words == "Put on t2"
        assert await wall.orders() == []
        await wall.room.run("push-to-wall", row="layout:day:0", screen="t2")
        screens = {"t2": {"layout": "day", "index": 0}}
        assert await wall.orders() == [("wall_show", {"screens": screens, "revision": 7})]
        assert wall.verbs.change is None
        assert wall.verbs.outcomes.told[0].endswith("on its way")

    at_wall(qapp, tmp_path, story)


def test_each_change_says_which_screens_it_would_touch(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall(told=[{
            "revision": 6, "at": wall.room.now.isoformat(), "actor_name": "An", "verb": "wall_show", "screens": ["t1"],
            "before": {"t1": {"layout": "day", "index": 1}},
        }])  # fmt: skip
        day = [{"layout": "day", "index": place} for place in (0, 1)]
        for name, args, screens in (
            ("apply-wall-preset", {"preset": "night"}, {"t1": {"blank": True}}),
            ("swap-wall-screens", {"screen": "t1", "with": "t2"}, {"t1": day[1], "t2": day[0]}),
            ("blank-wall-screen", {"screen": "t2"}, {"t2": {**day[1], "blank": True}}),
            ("freeze-wall-screen", {"screen": "t2", "on": False}, {}),
            ("roll-back-wall", {}, {"t1": day[1]}),
            ("push-to-wall", {"what": "camera", "screen": "t2"}, None),
        ):  # fmt: skip
            told = await wall.room.run(name, **args, dry=True)
            assert screens is None or told == {"screens": screens}, name
            found = wall.verbs.would()
            assert found is not None
            assert found["screens"] == told["screens"], name
        assert told["screens"]["t2"]["screen"]["tiles"][0]["camera"] == "c1", "what this desk shows"
        with pytest.raises(CommandRefusedError, match="wall_as_it_is"):
            await wall.room.run("freeze-wall-screen", screen="t2", on=False)
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)


def test_what_cannot_be_done_says_why_and_sends_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        for change in CHANGES:
            assert wall.room.registry.why_off(change.command) == "no_wall"
        await wall.wall()
        for name, args, code in (
            ("take-wall", {"minutes": 0}, "bad_minutes"),
            ("push-to-wall", {"row": "layout:day:0", "screen": "t9"}, "unknown_screen"),
            ("push-to-wall", {"wish": {"dwell_s": -1}, "screen": "t1"}, "bad_wish"),
            ("push-to-wall", {"what": "bundle", "screen": "t1"}, "nothing_to_show"),
            ("apply-wall-preset", {"preset": "gone"}, "unknown_preset"),
            ("swap-wall-screens", {"screen": "t1", "with": "t9"}, "unknown_screen"),
            ("roll-back-wall", {"to": 99}, "no_change"),
        ):  # fmt: skip
            with pytest.raises(CommandRefusedError) as refused:
                await wall.room.run(name, **args)
            assert refused.value.code == code, name
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)


def test_leading_the_wall_is_asked_for_with_its_minutes(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        await wall.room.run("take-wall", minutes=20)
        await wall.room.run("identify-wall", seconds=5)
        await wall.change(lease=wall.lease("ha.le"))
        await wall.room.run("release-wall")
        assert await wall.orders() == [
            ("wall_take", {"minutes": 20, "take_over": False}), ("wall_identify", {"seconds": 5}), ("wall_release", {}),
        ]  # fmt: skip

    at_wall(qapp, tmp_path, story)


def test_without_its_choice_an_order_opens_wall_control_where_that_is_made(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        for name, mode in (
            ("apply-wall-preset", "show"),
            ("roll-back-wall", "changes"),
            ("swap-wall-screens", "state"),
        ):
            wall.panel.close()
            await wall.room.run(name)
            assert wall.panel.isVisible()
            assert wall.panel.mode == mode
        await wall.room.run("blank-wall-screen")
        assert wall.verbs.change is not None, "it is tried out on the chosen screen"
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)
