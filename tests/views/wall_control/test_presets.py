"""Presets that the room keeps: a name is asked for, the second Del removes, and what a plan shows stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.views.wall_control.wall_room import WALL, WallRoom, at_wall
from views.base.commands import CommandRefusedError
from views.wall_control.remove_preset import REMOVE
from views.wall_control.save_preset import SAVE

KEYS = Qt.Key


async def chosen(wall: WallRoom, row: str = "preset:night") -> None:
    """Wall control lists what may be put on, and this row is chosen."""
    await wall.open(mode="show")
    wall.panel.choose_row(row)
    assert wall.panel.row() == row


def test_a_preset_is_kept_under_the_name_that_is_typed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.open()
        await wall.press(KEYS.Key_S)
        form = wall.parts.saving.form
        assert form.isVisible()
        name = form.findChild(QLineEdit)
        assert name is not None
        QTest.keyClick(name, KEYS.Key_Return)
        await wall.room.settle()
        assert form.error_text(), "a preset needs a name"
        assert await wall.orders() == []
        QTest.keyClicks(name, "Mua lon")
        QTest.keyClick(name, KEYS.Key_Return)
        await wall.room.settle()
        assert not form.isVisible()
        [(verb, said)] = await wall.orders()
        assert (verb, said["name"], said["screens"]) == ("wall_preset_save", "Mua lon", WALL["desired"])
        assert (wall.panel.mode, wall.panel.row()) == ("show", f"preset:{said['id']}"), "one sees that it is there"

    at_wall(qapp, tmp_path, story)


def test_one_screen_alone_can_be_kept_and_one_that_is_not_there_cannot(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        await wall.room.run(SAVE, name="Trái", screens=["t1"])
        [(_verb, said)] = await wall.orders()
        assert said["screens"] == {"t1": WALL["desired"]["t1"]}
        for wrong in ([], ["t1", "t9"]):
            with pytest.raises(CommandRefusedError, match="unknown_screen"):
                await wall.room.run(SAVE, name="Sai", screens=wrong)
        assert len(await wall.orders()) == 1

    at_wall(qapp, tmp_path, story)


def test_a_name_that_is_asked_for_from_the_palette_opens_wall_control_as_well(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall()
        await wall.room.run(SAVE)
        assert wall.panel.isVisible()
        assert wall.parts.saving.form.isVisible()

    at_wall(qapp, tmp_path, story)


def test_the_second_del_removes_and_anything_between_takes_the_first_back(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await chosen(wall)
        await wall.press(KEYS.Key_Delete)
        assert "Đêm" in wall.verbs.outcomes.told[0]
        await wall.press(KEYS.Key_I)
        await wall.press(KEYS.Key_Delete)
        assert [verb for verb, _said in await wall.orders()] == ["wall_identify"], "it asks anew"
        await wall.press(KEYS.Key_Delete)
        verb, said = (await wall.orders())[-1]
        assert (verb, said["id"], said["name"]) == ("wall_preset_remove", "night", "Đêm")

    at_wall(qapp, tmp_path, story)


def test_del_on_what_is_no_preset_says_so(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await chosen(wall, "layout:day:0")
        before = wall.verbs.outcomes.told
        await wall.press(KEYS.Key_Delete)
        assert wall.verbs.outcomes.told != before
        assert wall.room.registry.why_off(REMOVE) == "choose_preset"
        with pytest.raises(CommandRefusedError, match="unknown_preset"):
            await wall.room.run(REMOVE, preset="gone")
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)


def test_a_preset_that_a_plan_shows_stays_and_the_plan_is_named(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.room.write("plan", "flood", name="Kế hoạch ngập", preset={"w": "night"})
        await chosen(wall)
        await wall.press(KEYS.Key_Delete)
        assert "Kế hoạch ngập" in wall.verbs.outcomes.told[0]
        assert [level for _text, level in wall.room.told] == ["warning"]
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)
